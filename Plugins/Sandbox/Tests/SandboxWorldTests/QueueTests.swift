import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct QueueTests {
  @Test func `an offset confirms what lies before it`() throws {
    var bench = try Bench()
    for text in ["a", "b", "c"] { try bench.say(text) }
    let all = try bench.call("getUpdates").array!
    let ids = all.map { $0["update_id"]!.int! }
    #expect(ids == [ids[0], ids[0] + 1, ids[0] + 2])
    #expect(try bench.call("getUpdates", .fields(["offset": ids[1]])).array?.count == 2)
    #expect(try bench.call("getUpdates", .fields(["offset": -1])).array?.count == 1)
    #expect(try bench.call("getUpdates", .fields(["offset": ids[2] + 1])).array?.isEmpty == true)
  }

  @Test func `of two polls the older is ended, and a webhook ends both`() throws {
    var bench = try Bench()
    let first = try bench.world.beginPolling(Call(bot: bench.bot))
    #expect(bench.world.pollError(first, bot: bench.bot) == nil)
    let second = try bench.world.beginPolling(Call(bot: bench.bot))
    #expect(
      bench.world.pollError(first, bot: bench.bot)?.description
        == "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    try bench.call("setWebhook", .fields(["url": "https://example.org/hook"]))
    #expect(
      bench.world.pollError(second, bot: bench.bot)?.description
        == "Conflict: terminated by setWebhook request")
    #expect(
      bench.refusal("getUpdates")
        == "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )
  }

  @Test func `kinds that are not named stay as they were`() throws {
    var bench = try Bench()
    let url = JSONValue.fields(["url": "https://example.org/hook"])
    try bench.call("setWebhook", url.with("allowed_updates", ["message"]))
    bench.advance(2)
    try bench.call("setWebhook", .fields(["url": "https://example.org/other"]))
    #expect(try bench.call("getWebhookInfo")["allowed_updates"] == ["message"].json)
    bench.advance(2)
    try bench.call("setWebhook", url.with("allowed_updates", [String]()))
    #expect(try bench.call("getWebhookInfo")["allowed_updates"] == nil)
  }

  @Test(arguments: [
    ("http://example.org/", "bad webhook: An HTTPS URL must be provided for webhook"),
    ("https://example.org:8080/", "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"),
    ("ftp://127.0.0.1/", "bad webhook: An HTTPS URL must be provided for webhook"),
  ])
  func `a webhook is where Telegram can reach it`(_ url: String, _ words: String) throws {
    var bench = try Bench()
    #expect(bench.refusal("setWebhook", .fields(["url": url])) == "Bad Request: " + words)
    #expect(bench.refusal("setWebhook", .fields(["url": "http://127.0.0.1:8080/"])) == "")
  }

  @Test func `a webhook is set once a second, and its secret is plain`() throws {
    var bench = try Bench(limits: true)
    #expect(
      bench.refusal("setWebhook", .fields(["url": "https://a.org", "secret_token": "ö"])).contains(
        "unallowed"))
    try bench.call("setWebhook", .fields(["url": "https://a.org"]))
    #expect(
      bench.refusal("setWebhook", .fields(["url": "https://b.org"])) == "Too Many Requests: retry after 1")
    #expect(bench.refusal("setWebhook", .fields(["url": "https://a.org"])) == "")
    let info = try bench.call("getWebhookInfo")
    #expect(info["secret_token"] == nil)
    #expect(info["url"]?.string == "https://a.org")
  }

  @Test func `what waits is too old after a day, a pressed button after 150 seconds`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let markup = JSONValue.fields([
      "inline_keyboard": JSONValue.array([.array([.fields(["text": "a", "callback_data": "b"])])])
    ])
    let sent = try bench.call(
      "sendMessage", .fields(["chat_id": bench.user, "text": "x", "reply_markup": markup]))
    _ = try bench.world.pagePress(
      bench.bot, user: bench.user, .fields(["message_id": sent["message_id"], "data": "b"]))
    #expect(try bench.call("getUpdates").array?.count == 2)
    bench.advance(150)
    #expect(try bench.call("getUpdates").array?.count == 1)
    bench.advance(86_400)
    #expect(try bench.call("getUpdates").array?.isEmpty == true)
  }

  @Test func `after a week of silence the numbers jump`() throws {
    var bench = try Bench()
    try bench.say("a")
    let first = try bench.updates()[0]["update_id"]!.int!
    bench.advance(8 * 86_400)
    try bench.say("b")
    let second = try bench.updates()[0]["update_id"]!.int!
    #expect(abs(second - first) > 1)
  }

  @Test func `a queue has a bound`() throws {
    var bench = try Bench()
    bench.world.settings.queueLength = 3
    for number in 0..<5 { try bench.say("\(number)") }
    let texts = try bench.call("getUpdates").array!.map { $0["message"]!["text"]!.string! }
    #expect(texts == ["2", "3", "4"])
  }
}
