import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct MessageTests {
  @Test func `a bot cannot write first, and answers whoever started it`() throws {
    var bench = try Bench()
    #expect(
      bench.refusal("sendMessage", .fields(["chat_id": bench.user, "text": "hi"]))
        == "Forbidden: bot can't initiate conversation with a user")
    try bench.say("/start")
    let sent = try bench.call("sendMessage", .fields(["chat_id": bench.user, "text": "hi"]))
    #expect(sent["text"]?.string == "hi")
    #expect(sent["from"]?["is_bot"]?.bool == true)
    #expect(sent["chat"]?["type"]?.string == "private")
    let update = try bench.updates()[0]
    #expect(update["message"]?["entities"]?.array?.first?["type"]?.string == "bot_command")
  }

  @Test func `the words of what is wrong are Telegram's`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let chat = bench.user
    func words(_ name: String, _ values: JSONValue) -> String { bench.refusal(name, values) }
    #expect(words("sendMessage", .fields(["chat_id": 42, "text": "x"])) == "Bad Request: chat not found")
    #expect(words("sendMessage", .fields(["text": "x"])) == "Bad Request: chat_id is empty")
    #expect(words("sendMessage", .fields(["chat_id": chat])) == "Bad Request: message text is empty")
    #expect(
      words("sendMessage", .fields(["chat_id": chat, "text": "  \n "]))
        == "Bad Request: message text is empty")
    let long = String(repeating: "a", count: 4097)
    #expect(
      words("sendMessage", .fields(["chat_id": chat, "text": long])) == "Bad Request: message is too long")
    #expect(
      words("sendMessage", .fields(["chat_id": chat, "text": "x", "parse_mode": "rtf"]))
        == "Bad Request: unsupported parse_mode")
    #expect(words("nothing", .object([])) == "Not Found")
    #expect(words("sendGift", .object([])).hasPrefix("Not Implemented: "))
  }

  @Test func `a keyboard is looked at closely`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let chat = bench.user
    func send(_ button: JSONValue) -> String {
      let markup = JSONValue.fields(["inline_keyboard": JSONValue.array([.array([button])])])
      return bench.refusal("sendMessage", .fields(["chat_id": chat, "text": "x", "reply_markup": markup]))
    }
    #expect(send(.fields(["text": "a", "callback_data": String(repeating: "ä", count: 32)])) == "")
    #expect(
      send(.fields(["text": "a", "callback_data": String(repeating: "ä", count: 33)]))
        == "Bad Request: BUTTON_DATA_INVALID")
    #expect(send(.fields(["text": "a"])).contains("Text buttons are unallowed in the inline keyboard"))
    #expect(send(.fields(["text": "a", "pay": true])) == "Bad Request: BUTTON_TYPE_INVALID")
  }

  @Test func `an edit must change something, and only what the bot sent`() throws {
    var bench = try Bench()
    let own = try bench.say("/start")["message_id"]!.int!
    let chat = bench.user
    let id = try bench.call("sendMessage", .fields(["chat_id": chat, "text": "one"]))["message_id"]!.int!
    func edit(_ id: Int, _ text: String) -> String {
      bench.refusal("editMessageText", .fields(["chat_id": chat, "message_id": id, "text": text]))
    }
    #expect(edit(id, "two") == "")
    #expect(edit(id, "two").hasPrefix("Bad Request: message is not modified"))
    #expect(edit(own, "two") == "Bad Request: message can't be edited")
    #expect(edit(999, "two") == "Bad Request: message to edit not found")
    #expect(bench.world.messages[InChat(ChatKey(chat, bot: bench.bot), id)]?.editDate != nil)
    #expect(bench.refusal("deleteMessage", .fields(["chat_id": chat, "message_id": id])) == "")
    #expect(edit(id, "three") == "Bad Request: message to edit not found")
  }

  @Test func `after two days a message stays`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let id = try bench.call("sendMessage", .fields(["chat_id": bench.user, "text": "one"]))["message_id"]!
      .int!
    bench.advance(48 * 3600)
    let words = bench.refusal("deleteMessage", .fields(["chat_id": bench.user, "message_id": id]))
    #expect(words == "Bad Request: message can't be deleted")
  }

  @Test func `a chat keeps its newest messages`() throws {
    var bench = try Bench(history: 10)
    for number in 0..<25 { try bench.say("\(number)") }
    let key = ChatKey(bench.user, bot: bench.bot)
    #expect(bench.world.history[key]?.count == 10)
    #expect(bench.world.messages.rows.count == 10)
    #expect(bench.world.history[key]?.last == 25)
  }

  @Test func `copies must be asked for in order, and hide where they come from`() throws {
    var bench = try Bench()
    let first = try bench.say("one")["message_id"]!.int!
    let second = try bench.say("two")["message_id"]!.int!
    let chat = bench.user
    let base = JSONValue.fields(["chat_id": chat, "from_chat_id": chat])
    #expect(
      bench.refusal("copyMessages", base.with("message_ids", [second, first]))
        == "Bad Request: message identifiers must be in a strictly increasing order")
    let copied = try bench.call("copyMessages", base.with("message_ids", [first, second, 77]))
    #expect(copied.array?.count == 2)
    let sent = try bench.call("forwardMessage", base.with("message_id", first))
    #expect(sent["forward_origin"]?["sender_user"]?["id"]?.int == bench.user)
  }

  @Test func `too much at once is refused until there is room`() throws {
    var bench = try Bench(limits: true)
    try bench.say("/start")
    let values = JSONValue.fields(["chat_id": bench.user, "text": "x"])
    for _ in 0..<5 { #expect(bench.refusal("sendMessage", values) == "") }
    #expect(bench.refusal("sendMessage", values) == "Too Many Requests: retry after 1")
    bench.advance(1)
    #expect(bench.refusal("sendMessage", values) == "")
  }

  @Test func `a group takes twenty messages a minute`() throws {
    var bench = try Bench(limits: true)
    let chat = try bench.chat("supergroup")
    try bench.add(bench.bot, to: chat)
    let values = JSONValue.fields(["chat_id": chat, "text": "x"])
    for _ in 0..<20 {
      bench.advance(1)
      #expect(bench.refusal("sendMessage", values) == "")
    }
    // A third of a message comes back each second.
    bench.advance(1)
    var refused = 0
    for _ in 0..<20 {
      bench.advance(1)
      if bench.refusal("sendMessage", values).hasPrefix("Too Many Requests") { refused += 1 }
    }
    #expect(refused > 0)
  }
}
