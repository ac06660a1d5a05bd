import RoostJSON

@testable import SandboxWorld

private let actor = "WebhookActor.cpp"

extension Bench {
  fileprivate mutating func hook() throws {
    try call("setWebhook", .fields(["url": "https://example.org/hook"]))
  }

  /// Sends what is due and says what came of it; how many there were.
  @discardableResult
  fileprivate mutating func deliver(_ status: Int, retryAfter: Int? = nil) -> Int {
    let due = world.takeDeliveries(bot)
    for one in due { world.finish(one, .answered(status: status, retryAfter: retryAfter)) }
    return due.count
  }

  fileprivate var pending: Int { world.queues[bot]?.count ?? 0 }

  /// Presses a button of a message that the bot sends for it.
  fileprivate mutating func press() throws {
    let sent = try call("sendMessage", buttons([["b"]]))
    _ = try world.pagePress(bot, user: user, .fields(["message_id": sent["message_id"], "data": "b"]))
  }
}

extension Rule {
  static let delivery = [
    Rule("any status from 200 to 299 takes an update", actor) { bench in
      try bench.hook()
      for status in [200, 204, 299] {
        bench.deliver(status)
        guard bench.pending == 0 else { return false }
        try bench.say("next")
      }
      bench.deliver(302)
      return bench.pending == 1
    },
    Rule("retries come after 0, 2, 4, 8, 16, 32 seconds, then 60 to 120", actor) { bench in
      try bench.hook()
      for wait in [0, 2, 4, 8, 16, 32] {
        bench.deliver(500)
        let next = (bench.world.nextDelivery(bench.bot) ?? bench.world.now) - bench.world.now
        guard next == wait * 1000 else { return false }
        bench.advance(wait)
      }
      bench.deliver(500)
      let next = (bench.world.nextDelivery(bench.bot) ?? 0) - bench.world.now
      return (60_000...120_000).contains(next)
    },
    Rule("Retry-After is obeyed up to an hour", actor) { bench in
      try bench.hook()
      bench.deliver(503, retryAfter: 7200)
      return bench.world.nextDelivery(bench.bot) == bench.world.now + 3_600_000
    },
    Rule("a message is dropped after 24 hours, a pressed button after 150 seconds", actor) { bench in
      try bench.press()
      let all = bench.pending
      bench.advance(150)
      _ = try bench.call("getUpdates")
      let withoutPress = bench.pending
      bench.advance(24 * 3600)
      return try all == 2 && withoutPress == 1 && bench.call("getUpdates").array?.isEmpty == true
    },
    Rule("410 for 23 hours ends a webhook", actor) { bench in
      try bench.hook()
      bench.deliver(410, retryAfter: 0)
      bench.advance(23 * 3600)
      bench.deliver(410, retryAfter: 0)
      return bench.world.bots[bench.bot]?.webhook == nil
    },
    Rule("one update of a chat at a time, and the next waits for it", actor) { bench in
      try bench.hook()
      try bench.say("two")
      let first = bench.world.takeDeliveries(bench.bot).count
      return first == 1 && bench.world.takeDeliveries(bench.bot).isEmpty
    },
    Rule("buttons wait by user, so that they overtake messages", actor) { bench in
      try bench.hook()
      bench.deliver(500)
      bench.deliver(500)
      try bench.press()
      return bench.deliver(200) == 1 && bench.pending == 1
    },
    Rule("update_id rises by one", "https://core.telegram.org/bots/api#update") { bench in
      try bench.say("two")
      let ids = try bench.call("getUpdates").array?.compactMap { $0["update_id"]?.int } ?? []
      return ids.count == 2 && ids[1] == ids[0] + 1
    },
    Rule("update_id goes on elsewhere after a week", "https://core.telegram.org/bots/api#update") { bench in
      let before = bench.world.bots[bench.bot]?.nextUpdate ?? 0
      bench.advance(8 * 86_400)
      try bench.say("b")
      return try bench.updates().first?["update_id"]?.int != before
    },
  ]
}
