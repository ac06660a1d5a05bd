import HostRouter
import Testing

struct UpdateErrorTests {
  private static func error(_ json: [UInt8]) -> UpdateError? {
    do throws(UpdateError) {
      _ = try scan(json)
      return nil
    } catch {
      return error
    }
  }

  private static func error(_ json: String) -> UpdateError? { error(Array(json.utf8)) }

  @Test(arguments: [
    "", " ", "{", "}", "{\"update_id\":1", "{\"update_id\":1}}", "{\"update_id\":1} x", "{\"update_id\":1}{}",
    "{\"update_id\":1,}", "{update_id:1}", "{\"update_id\":01}", "{\"update_id\":1,\"x\":tru}",
    "{\"update_id\":1,\"x\":[1,2}", "{\"update_id\":1,\"x\":\"a\nb\"}", "{\"update_id\":1,\"x\":\"\\q\"}",
    "{\"update_id\":1,\"x\":1.}", "{\"update_id\":1,\"x\":nul}", "{\"update_id\":1,\"x\":\"\\ud800\"}",
    "{\"update_id\":1,\"x\":\"abc}", "{\"update_id\" 1}", "{\"update_id\":99999999999999999999}",
  ])
  func `what is not one JSON document is refused`(json: String) {
    guard case .malformed(let reason) = Self.error(json) else {
      Issue.record("\(json): \(String(describing: Self.error(json)))")
      return
    }
    #expect(!reason.isEmpty)
  }

  @Test func `every truncation of an update is refused`() {
    let json = Array(UpdateSamples.all[0].json.utf8)
    for length in 0..<json.count { #expect(Self.error(Array(json[..<length])) != nil, "\(length) bytes") }
    #expect(Self.error(json) == nil)
  }

  @Test(arguments: ["[]", "1", "null", "\"x\"", "true", "[{\"update_id\":1}]"])
  func `a document that is no object is refused`(json: String) {
    #expect(Self.error(json) == .notObject)
  }

  @Test(arguments: [
    ("{}", UpdateError.updateIDMissing), (#"{"message":{}}"#, .updateIDMissing),
    (#"{"update_id":"1"}"#, .updateIDNotInteger), (#"{"update_id":1.0}"#, .updateIDNotInteger),
    (#"{"update_id":1e3}"#, .updateIDNotInteger), (#"{"update_id":null}"#, .updateIDNotInteger),
    (#"{"update_id":9223372036854775808}"#, .outOfRange("update_id")),
    (#"{"update_id":1,"message":{"chat":{"id":9223372036854775808}}}"#, .outOfRange("id")),
    (#"{"update_id":1,"message":{"chat":{"id":"5"}}}"#, .wrongType("id")),
    (#"{"update_id":1,"message":{"chat":5}}"#, .wrongType("chat")),
    (#"{"update_id":1,"message":{"date":1.5}}"#, .wrongType("date")),
    (#"{"update_id":1,"message":{"text":{}}}"#, .wrongType("text")),
    (#"{"update_id":1,"message":[]}"#, .wrongType("message")),
  ])
  func `a wrong field is named`(json: String, expected: UpdateError) {
    #expect(Self.error(json) == expected)
  }

  @Test func `numbers reach the ends of 64 bits`() throws {
    #expect(try scan(#"{"update_id":9223372036854775807}"#).updateID == Int64.max)
    let json = #"{"update_id":-9223372036854775808,"message":{"chat":{"id":-9223372036854775808}}}"#
    #expect(try scan(json).updateID == Int64.min)
    #expect(try scan(json).chatID == Int64.min)
  }

  @Test func `absent and null fields are empty, and the first of two equal ones counts`() throws {
    let json =
      #"{"message":{"text":null,"from":null,"date":5,"date":6},"update_id":1,"update_id":2,"poll":null}"#
    let envelope = try scan(json)
    #expect(envelope.updateID == 1)
    #expect(envelope.date == 5)
    #expect(envelope.userID == 0)
    #expect(envelope.text == "")
    #expect(envelope.chatType == 0)
  }

  @Test func `bytes that are no UTF-8 are refused`() {
    for bad: [UInt8] in [
      [0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xe2, 0x82],
    ] {
      #expect(Self.error(Array(#"{"update_id":1,"x":""#.utf8) + bad + Array("\"}".utf8)) == .notUTF8)
    }
  }

  @Test func `64 levels are taken, 65 are not`() {
    func nested(_ levels: Int) -> String {
      let inner = levels - 1
      return #"{"update_id":1,"x":"# + String(repeating: "[", count: inner) + "1"
        + String(repeating: "]", count: inner) + "}"
    }
    #expect(Self.error(nested(64)) == nil)
    #expect(Self.error(nested(65)) == .tooDeep)
    #expect(Self.error(nested(100_000)) == .tooDeep)
  }

  @Test func `the size is bounded, and the parser recovers after a large document`() throws {
    let frame = #"{"update_id":1,"message":{"text":""}}"#.utf8.count
    let filling = String(repeating: "x", count: UpdateEnvelope.maxBytes - frame)
    #expect(try scan(#"{"update_id":1,"message":{"text":"\#(filling)"}}"#).text == filling)
    #expect(Self.error(#"{"update_id":1,"message":{"text":"\#(filling)x"}}"#) == .tooLarge)
    #expect(try scan(#"{"update_id":3}"#).updateID == 3)
  }

  @Test func `an error says what was refused`() {
    #expect(UpdateError.wrongType("date").description == "date has the wrong type")
  }
}
