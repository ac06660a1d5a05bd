import CRoost
import Foundation
import HostRouter
import Testing

/// The scanner against expectations read through Foundation's parser.
struct UpdateEnvelopeTests {
  @Test(arguments: UpdateSamples.all)
  func `every kind's envelope agrees with another parser's reading`(sample: UpdateSample) throws {
    let expected = try Expected(sample.json)
    let envelope = try scan(sample.json)
    #expect(envelope.kind == UInt32(sample.kind))
    #expect(envelope.updateID == expected.updateID)
    #expect(envelope.chatID == expected.chatID)
    #expect(envelope.chatType == expected.chatType)
    #expect(envelope.userID == expected.userID)
    #expect(envelope.messageID == expected.messageID)
    #expect(envelope.date == expected.date)
    #expect(envelope.text == expected.text)
    #expect(envelope.callbackID == expected.callbackID)
    #expect(envelope.callbackData == expected.callbackData)
    #expect(envelope.language == expected.language)
  }

  @Test func `all kinds of the contract have a sample`() {
    #expect(Set(UpdateSamples.all.map(\.kind)) == Set(0..<ROOST_UPDATE_KIND_COUNT))
  }

  @Test(arguments: [
    ("/start", "start", ""), ("/start arg", "start", "arg"), ("/Start@Any_Bot  a  b \n", "Start", "a  b"),
    ("/start\narg", "start", "arg"), ("/a_1", "a_1", ""), ("/", "", ""), ("start", "", ""),
    (" /start", "", ""),
    ("//start", "", ""), ("/start!", "", ""), ("/grüße", "", ""), ("/start@", "", ""), ("/start@ x", "", ""),
    ("/start@a-b", "", ""), ("/@bot", "", ""),
    ("/" + String(repeating: "c", count: 32), String(repeating: "c", count: 32), ""),
    ("/" + String(repeating: "c", count: 33), "", ""), ("/start   ", "start", ""), ("", "", ""),
  ])
  func `a command is recognised at the start of a text`(text: String, command: String, arguments: String)
    throws
  {
    let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
    for field in ["text", "caption"] {
      let envelope = try scan(#"{"update_id":1,"message":{"\#(field)":\#(quoted)}}"#)
      #expect(envelope.command == command)
      #expect(envelope.arguments == arguments)
      #expect(envelope.text == text)
    }
  }

  @Test func `a command for another bot is none once the own name is known`() throws {
    let json = #"{"update_id":1,"message":{"text":"/start@Other_Bot x"}}"#
    #expect(try scan(json).command == "start")
    #expect(try scan(json, username: "other_bot").command == "start")
    #expect(try scan(json, username: "my_bot").command == "")
    #expect(try scan(json, username: "my_bot").arguments == "")
    #expect(try scan(#"{"update_id":1,"message":{"text":"/start"}}"#, username: "my_bot").command == "start")
  }

  @Test(arguments: UpdateSamples.all)
  func `the block reads back as the envelope says`(sample: UpdateSample) throws {
    let envelope = try scan(sample.json)
    let expected = [
      envelope.text, envelope.command, envelope.arguments, envelope.callbackID, envelope.callbackData,
      envelope.language,
    ]
    let numbers = [envelope.updateID, envelope.chatID, envelope.userID, envelope.messageID, envelope.date]
    for name in ["demo", String(repeating: "long", count: 100)] {
      let bytes = unsafe try scan(sample.json).block(bot: name, eventID: "event-1").take()
      defer { unsafe bytes.deallocate() }
      let update = unsafe bytes.load(as: roost_update.self)
      #expect(Int(update.size) == MemoryLayout<roost_update>.size)
      #expect(Int(update.block_size) == bytes.count)
      #expect(Int(bitPattern: bytes.baseAddress) % 8 == 0)
      #expect(update.kind == UInt32(sample.kind))
      #expect([update.update_id, update.chat_id, update.user_id, update.message_id, update.date] == numbers)
      let spans = [
        update.text, update.command, update.arguments, update.callback_id, update.callback_data,
        update.language,
      ]
      let texts = spans.map { unsafe Self.text(bytes, $0) }
      #expect(texts == expected)
      #expect(unsafe Self.text(bytes, update.bot) == name)
      #expect(unsafe Self.text(bytes, update.event_id) == "event-1")
    }
  }

  @Test func `a document is parsed where it lies when there is room behind it, and copied when there is not`()
    throws
  {
    let json = Array(UpdateSamples.all[0].json.utf8)
    for room in [0, 1, 63, 64, 65, 4096] {
      // What follows the document belongs to somebody else and must not matter.
      let buffer = json + [UInt8](repeating: UInt8(ascii: "}"), count: room)
      let command = unsafe try buffer.withUnsafeBytes { bytes in
        unsafe try UpdateEnvelope(
          scanning: UnsafeRawBufferPointer(rebasing: bytes[..<json.count]), capacity: bytes.count
        ).command
      }
      #expect(command == "Start")
    }
  }

  private static func text(_ block: UnsafeMutableRawBufferPointer, _ span: roost_span) -> String {
    let bytes = unsafe roost_span_bytes(block.baseAddress, span)
    return unsafe String(
      decoding: UnsafeBufferPointer(start: bytes.data, count: Int(bytes.size)), as: UTF8.self)
  }
}

func scan(_ json: [UInt8], username: String? = nil) throws(UpdateError) -> UpdateEnvelope {
  let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: json.count, alignment: 1)
  defer { unsafe buffer.deallocate() }
  unsafe buffer.copyBytes(from: json)
  return unsafe try UpdateEnvelope(scanning: UnsafeRawBufferPointer(buffer), username: username)
}

func scan(_ json: String, username: String? = nil) throws(UpdateError) -> UpdateEnvelope {
  try scan(Array(json.utf8), username: username)
}

/// What the envelope of an update must say, by the Bot API's documentation and Foundation's parser.
private struct Expected {
  let updateID: Int64
  var chatID: Int64 = 0
  var chatType = UInt32(ROOST_CHAT_NONE)
  var userID: Int64 = 0
  var messageID: Int64 = 0
  var date: Int64 = 0
  var text = ""
  var callbackID = ""
  var callbackData = ""
  var language = ""

  init(_ json: String) throws {
    let root = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    updateID = Self.integer(root["update_id"])
    let name = try #require(root.keys.first { $0 != "update_id" })
    let payload = try #require(root[name] as? [String: Any])
    let message = name == "callback_query" ? payload["message"] as? [String: Any] ?? [:] : payload
    let boost = payload["boost"] as? [String: Any] ?? payload
    let source = boost["source"] as? [String: Any] ?? payload
    guard name != "managed_unicorn" else { return }
    if let chat = (message["chat"] ?? payload["voter_chat"]) as? [String: Any] {
      chatID = Self.integer(chat["id"])
      chatType = Self.types[chat["type"] as? String ?? ""] ?? 0
    }
    if name == "business_connection" {
      chatID = Self.integer(payload["user_chat_id"])
      chatType = UInt32(ROOST_CHAT_PRIVATE)
    }
    if let type = payload["chat_type"] as? String { chatType = Self.types[type] ?? 0 }
    if let user = (payload["from"] ?? payload["user"] ?? source["user"]) as? [String: Any] {
      userID = Self.integer(user["id"])
      language = user["language_code"] as? String ?? ""
    }
    messageID = Self.integer(message["message_id"])
    date = Self.integer(message["date"] ?? boost["add_date"] ?? boost["remove_date"])
    text = (payload["text"] ?? payload["caption"] ?? payload["query"]) as? String ?? ""
    callbackData = payload["data"] as? String ?? ""
    if name.hasSuffix("_query") { callbackID = payload["id"] as? String ?? "" }
  }

  private static let types: [String: UInt32] = [
    "private": 1, "sender": 1, "group": 2, "supergroup": 3, "channel": 4,
  ]

  private static func integer(_ value: Any?) -> Int64 { (value as? NSNumber)?.int64Value ?? 0 }
}
