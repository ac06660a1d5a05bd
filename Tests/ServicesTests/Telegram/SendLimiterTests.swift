import Testing

@testable import HostServices

/// Telegram's limits, on a virtual clock.
@Suite struct SendLimiterTests {
  @Test func `10,000 messages to 2,000 chats obey every limit and use the allowance`() {
    var stage = LimiterStage()
    // A quarter are groups. Chats come in a row of five, as a plugin would that does not know of limits.
    for chat in 1...2000 { for _ in 0..<5 { stage.add(.chat(Int64(chat % 4 == 0 ? -chat : chat))) } }
    stage.run()
    #expect(stage.sent.count == 10_000)
    #expect(stage.most(within: 1_000_000) <= 30)
    let byTarget = Dictionary(grouping: stage.sent) { $0.send.target }
    for (target, sent) in byTarget {
      var one = LimiterStage()
      one.sent = sent
      #expect(one.most(within: 1_000_000) <= 3)
      #expect(one.most(within: 60_000_000) <= (target.isGroup ? 20 : 63))
      #expect(sent.map(\.send.id) == sent.map(\.send.id).sorted())
    }
    let efficiency = 10_000.0 / 30 / (Double(stage.now) / 1_000_000)
    print("limiter_efficiency \(efficiency)")
    #expect(efficiency >= 0.99)
  }

  @Test func `a chat takes a small burst, and then one a second`() {
    var stage = LimiterStage()
    for _ in 0..<10 { stage.add(.chat(7)) }
    stage.run()
    #expect(stage.sent.map { $0.time / 1_000_000 } == [0, 0, 0, 1, 2, 3, 4, 5, 6, 7])
  }

  @Test func `a group takes twenty a minute, by its id or its name`() {
    for target in [SendTarget.chat(-100_123), .name("@news")] {
      var stage = LimiterStage()
      for _ in 0..<50 { stage.add(target) }
      stage.run()
      #expect(stage.most(within: 60_000_000) == 20)
      #expect(stage.now < 128_000_000)
    }
  }

  @Test func `an album counts as many as it makes, and is not overtaken for ever`() {
    var stage = LimiterStage()
    for chat in 1...300 { stage.add(.chat(Int64(chat))) }
    stage.run(until: 500_000)
    stage.add(.chat(1000), by: "b", weight: 10)
    let asked = stage.now
    stage.run()
    let album = stage.sent.first { $0.send.weight == 10 }
    #expect((album?.time ?? .max) - asked < 1_000_000)
    #expect(stage.most(within: 1_000_000) <= 30)
  }

  @Test func `what is no message is not limited`() {
    var stage = LimiterStage()
    for chat in 1...100 { stage.add(.chat(Int64(chat))) }
    for _ in 0..<1000 { stage.add(.method("answerCallbackQuery")) }
    stage.run(until: 0)
    #expect(stage.sent.count { !$0.send.target.isMessage } == 1000)
  }

  @Test func `answers go before broadcasts, within a few milliseconds`() {
    var stage = LimiterStage()
    for chat in 1...3000 { stage.add(.chat(Int64(chat))) }
    stage.run(until: 20_000_000)
    stage.add(.chat(5000), by: "b", .answer)
    let asked = stage.now
    stage.run()
    let answered = stage.sent.first { $0.send.urgency == .answer }
    #expect((answered?.time ?? .max) - asked <= 34_000)
  }

  @Test func `a caller with thousands of messages does not keep another's back`() {
    var stage = LimiterStage()
    for chat in 1...5000 { stage.add(.chat(Int64(chat)), by: "loud") }
    for chat in 1...30 { stage.add(.chat(Int64(10_000 + chat)), by: "quiet") }
    stage.run()
    let last = stage.sent.last { $0.send.caller == "quiet" }
    #expect((last?.time ?? .max) <= 2_100_000)
  }

  @Test func `bots share the connections evenly and each has limits of its own`() {
    var limits = SendLimits()
    limits.underWay = 1
    var stage = LimiterStage(limits)
    for chat in 1...90 { for bot in 1...3 { stage.add(.chat(Int64(chat)), bot: Int64(bot)) } }
    stage.run(until: 1_000_000)
    let counts = Dictionary(grouping: stage.sent) { $0.send.bot }.mapValues(\.count)
    #expect(counts.count == 3 && counts.values.allSatisfy { $0 >= 29 })
  }

  @Test func `one chat's 429 is obeyed to the second while others go on`() {
    var stage = LimiterStage()
    for chat in 1...100 { for _ in 0..<2 { stage.add(.chat(Int64(chat))) } }
    stage.run { send, now in send.target == .chat(50) && now < 35_000_000 ? 35 : nil }
    #expect(stage.refusals == 1)
    let (own, others) = (
      stage.sent.filter { $0.send.target == .chat(50) }, stage.sent.filter { $0.send.target != .chat(50) }
    )
    #expect(own.count == 2 && own.allSatisfy { $0.time >= 35_000_000 })
    #expect(own.map(\.send.id) == own.map(\.send.id).sorted())
    #expect(others.count == 198 && others.allSatisfy { $0.time < 8_000_000 })
  }

  @Test func `a 429 that comes in every chat is the bot's, and another bot goes on`() {
    var stage = LimiterStage()
    for chat in 1...100 { for bot in 1...2 { stage.add(.chat(Int64(chat)), bot: Int64(bot)) } }
    stage.run { send, now in send.bot == 1 && now < 10_000_000 ? 10 : nil }
    #expect(stage.refusals == SendLimits().chatsOfBot)
    #expect(stage.sent.count { $0.send.bot == 1 && $0.time >= 10_000_000 } == 100)
    #expect(stage.sent.filter { $0.send.bot == 2 }.allSatisfy { $0.time < 4_000_000 })
  }

  @Test func `a call that nobody wants any more takes nobody's place`() {
    var stage = LimiterStage()
    for _ in 0..<5 { stage.add(.chat(1)) }
    for id in [UInt64(1), 2, 3] { stage.limiter.remove(id) }
    stage.run()
    #expect(stage.sent.map(\.send.id) == [4, 5] && stage.now == 0)
  }

  @Test func `one message of a row is under way at a time`() {
    var limiter = SendLimiter()
    for id in 1...2 { limiter.append(PendingSend(id: UInt64(id), bot: 1, target: .chat(1), caller: "a")) }
    #expect(limiter.next(at: 0)?.id == 1)
    #expect(limiter.next(at: 0) == nil && limiter.callsUnderWay == 1)
    limiter.ended(1, isTaken: true)
    #expect(limiter.next(at: 40_000)?.id == 2)
  }

  @Test func `twenty new tokens a minute and six hundred an hour are tried`() {
    var seen = FirstSeen()
    var (now, tried, refusals) = (Int64(0), 0, 0)
    while now < 3_600_000_000 {
      guard let opens = seen.tryOne(at: now) else {
        tried += 1
        continue
      }
      refusals += 1
      if refusals == 1 { #expect(tried == 20 && opens == 60_000_000) }
      now = opens
    }
    #expect(tried == 600)
  }
}
