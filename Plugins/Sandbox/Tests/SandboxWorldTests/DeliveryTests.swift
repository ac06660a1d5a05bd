import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct DeliveryTests {
  private func bench() throws -> Bench {
    var bench = try Bench()
    try bench.call("setWebhook", .fields(["url": "https://example.org/hook", "secret_token": "s"]))
    return bench
  }

  @Test func `the next update of a chat waits for the one before`() throws {
    var bench = try bench()
    try bench.say("one")
    try bench.say("two")
    let first = bench.world.takeDeliveries(bench.bot)
    #expect(first.count == 1)
    #expect(first[0].secret == "s")
    #expect(bench.world.takeDeliveries(bench.bot).isEmpty)
    bench.world.finish(first[0], .answered(status: 500, retryAfter: nil))
    let again = bench.world.takeDeliveries(bench.bot)
    #expect(again.map(\.body) == first.map(\.body))
    bench.world.finish(again[0], .answered(status: 204, retryAfter: nil))
    let second = bench.world.takeDeliveries(bench.bot)
    #expect(String(decoding: second[0].body, as: UTF8.self).contains("two"))
  }

  @Test func `a pressed button overtakes a message`() throws {
    var bench = try bench()
    try bench.say("/start")
    let markup = JSONValue.fields([
      "inline_keyboard": JSONValue.array([.array([.fields(["text": "a", "callback_data": "b"])])])
    ])
    let sent = try bench.call(
      "sendMessage", .fields(["chat_id": bench.user, "text": "x", "reply_markup": markup]))
    let message = bench.world.takeDeliveries(bench.bot)[0]
    bench.world.finish(message, .failed("Connection refused"))
    _ = try bench.world.pagePress(
      bench.bot, user: bench.user, .fields(["message_id": sent["message_id"], "data": "b"]))
    let kinds = bench.world.takeDeliveries(bench.bot).map(\.lane)
    #expect(kinds.contains("u\(bench.user)"))
  }

  @Test func `retries come after 0, 2, 4, 8 seconds and then each minute or two`() throws {
    var bench = try bench()
    try bench.say("one")
    var waits: [Int] = []
    for _ in 0..<9 {
      let delivery = try #require(bench.world.takeDeliveries(bench.bot).first)
      bench.world.finish(delivery, .answered(status: 502, retryAfter: nil))
      let wait = ((bench.world.nextDelivery(bench.bot) ?? bench.world.now) - bench.world.now) / 1000
      waits.append(wait)
      bench.advance(wait)
    }
    #expect(Array(waits.prefix(6)) == [0, 2, 4, 8, 16, 32])
    #expect(waits.dropFirst(6).allSatisfy { (60...120).contains($0) })
    let info = try bench.call("getWebhookInfo")
    #expect(info["last_error_message"]?.string == "Wrong response from the webhook: 502 Bad Gateway")
    #expect(info["pending_update_count"]?.int == 1)
  }

  @Test func `Retry-After is obeyed up to an hour`() throws {
    var bench = try bench()
    try bench.say("one")
    let delivery = bench.world.takeDeliveries(bench.bot)[0]
    bench.world.finish(delivery, .answered(status: 429, retryAfter: 100_000))
    #expect(bench.world.nextDelivery(bench.bot) == bench.world.now + 3_600_000)
  }

  @Test func `a webhook that is gone for 23 hours is no more`() throws {
    var bench = try bench()
    try bench.say("one")
    bench.world.finish(bench.world.takeDeliveries(bench.bot)[0], .answered(status: 410, retryAfter: nil))
    bench.advance(23 * 3600 - 1)
    bench.world.finish(bench.world.takeDeliveries(bench.bot)[0], .answered(status: 410, retryAfter: 0))
    #expect(bench.world.bots[bench.bot]?.webhook != nil)
    bench.advance(1)
    bench.world.finish(bench.world.takeDeliveries(bench.bot)[0], .answered(status: 410, retryAfter: nil))
    #expect(bench.world.bots[bench.bot]?.webhook == nil)
  }

  @Test func `what left for another address counts for nothing`() throws {
    var bench = try bench()
    try bench.say("one")
    let old = bench.world.takeDeliveries(bench.bot)[0]
    bench.advance(2)
    try bench.call("setWebhook", .fields(["url": "https://example.org/new"]))
    bench.world.finish(old, .answered(status: 200, retryAfter: nil))
    #expect(bench.world.takeDeliveries(bench.bot).count == 1)
  }

  @Test func `no more leave at once than were allowed`() throws {
    var bench = try Bench()
    try bench.call("setWebhook", .fields(["url": "https://example.org/hook", "max_connections": 2]))
    for name in ["A", "B", "C"] {
      let person = try bench.person(name)
      _ = try bench.world.pageStart(user: person, bot: bench.bot, payload: nil)
    }
    #expect(bench.world.takeDeliveries(bench.bot).count == 2)
  }

  @Test func `an update can be made to come twice, or out of order`() throws {
    var bench = try bench()
    _ = try bench.world.pageAction(.fields(["do": "duplicate_updates", "bot": bench.bot]))
    try bench.say("one")
    bench.world.finish(bench.world.takeDeliveries(bench.bot)[0], .answered(status: 200, retryAfter: nil))
    let again = bench.world.takeDeliveries(bench.bot)
    #expect(again.count == 1)
    bench.world.finish(again[0], .answered(status: 200, retryAfter: nil))
    #expect(bench.world.takeDeliveries(bench.bot).isEmpty)
    try bench.say("two")
    _ = try bench.world.pageAction(.fields(["do": "reorder_updates", "bot": bench.bot]))
    try bench.say("three")
    let first = bench.world.takeDeliveries(bench.bot)[0]
    #expect(String(decoding: first.body, as: UTF8.self).contains("three"))
  }
}
