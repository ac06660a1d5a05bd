import PaymentsDomain
import Testing

/// What is not known is found out, and never a failure by itself.
struct UnknownTests {
  static let unknown: [Failure] = [
    .protocolMalformed, .protocolFault, .protocolHTTP, .transportAfterSend, .transportBeforeSend,
    .issuerUnavailable, .internalStorage,
    .pending,
  ]

  @Test(arguments: unknown)
  func `a confirmation that was lost is asked for again`(_ failure: Failure) {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    #expect(bench.answer(.failed(failure)) == .verifyUnknown)
    #expect(bench.wake == bench.context.now + .seconds(15))
    #expect(bench.apply(.due, after: 15) == .verifyUnknown && bench.asks == [.verify])
    // 101: it was heard the first time.
    #expect(bench.answer(bench.confirmation) == .active)
  }

  @Test func `however long it lasts it does not become a failure`() {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    bench.answer(.failed(.transportAfterSend))
    var alerts = 0
    for _ in 0..<40 {
      bench.apply(.due, after: 20_000)
      #expect(bench.asks == [.verify])
      #expect(bench.answer(.failed(.transportAfterSend)) == .verifyUnknown)
      alerts += bench.effects.filter { $0 == .alert(.review) }.count
    }
    #expect(alerts == 1)
    #expect(bench.answer(bench.confirmation) == .verifyUnknown, "an answer that nobody waits for")
    bench.apply(.due, after: 20_000)
    #expect(bench.answer(bench.confirmation) == .active)
  }

  @Test func `past the bank's window it says that the money went back`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.answer(.failed(.transportAfterSend))
    bench.apply(.due, after: 15)
    #expect(bench.asks == [.inquire])
    #expect(bench.answer(.standing(.reversed)) == .reversed && bench.payment.failure == .expiredWindow)
  }

  @Test func `too late is not too late for a question that may have been heard`() {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    #expect(bench.answer(.failed(.expiredWindow)) == .reversed)
    bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    bench.answer(.failed(.transportAfterSend))
    bench.apply(.due, after: 1900)
    #expect(bench.answer(.failed(.expiredWindow)) == .needsReview && bench.effects.contains(.alert(.review)))
    #expect(bench.apply(.retry) == .verifying)
    bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    bench.answer(.failed(.transportBeforeSend))
    bench.apply(.due, after: 1900)
    #expect(bench.answer(.failed(.expiredWindow)) == .reversed)
  }

  @Test(arguments: [Failure.declinedUnpaid, .declinedNotFound])
  func `what the bank denies after a question was lost is a person's`(_ failure: Failure) {
    func lost(_ profile: GatewayProfile) -> Bench {
      var bench = Bench(profile)
      bench.toVerifying()
      bench.answer(.failed(.transportAfterSend))
      bench.apply(.due, after: 15)
      return bench
    }
    var bench = lost(Bench.zarinpal)
    #expect(bench.answer(.failed(failure)) == .needsReview && bench.effects.contains(.alert(.review)))
    var other = bench
    // Who has looked may have it asked again, and then it is so.
    #expect(bench.apply(.retry) == .verifying && bench.answer(.failed(failure)) == .failed)
    #expect(other.apply(.reported(.paid)) == .verifying && other.answer(other.confirmation) == .active)
    // A number that came with a callback is anybody's.
    bench = lost(Bench.mellat)
    bench.context.now = bench.context.now + .seconds(900)
    #expect(bench.answer(.failed(failure)) == .failed)
  }

  @Test func `a probe that was lost is made good by the next`() {
    var bench = Bench(Bench.zarinpal)
    bench.toBank()
    bench.apply(.due, after: 15)
    bench.answer(.failed(.transportAfterSend))
    bench.apply(.due, after: 60)
    #expect(bench.answer(.failed(.declinedUnpaid)) == .redirectReady)
    bench.apply(.returned(Hint(claimsPaid: true)))
    #expect(bench.answer(.failed(.declinedUnpaid)) == .failed)
  }

  @Test func `a session that nobody came back from expires`() {
    var bench = Bench(Bench.zarinpal)
    bench.toBank()
    bench.apply(.due, after: 15)
    #expect(bench.answer(.failed(.expiredWindow)) == .expired && bench.payment.failure == .expiredWindow)
  }

  @Test func `the last question before the bank gives it back is asked two minutes before`() throws {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    let end = try #require(bench.payment.returned) + .seconds(1800)
    for pause in [15, 60, 180, 420] {
      bench.answer(.failed(.transportAfterSend), after: 0)
      #expect(bench.wake == bench.context.now + .seconds(pause))
      bench.apply(.due, after: pause)
    }
    bench.answer(.failed(.transportAfterSend), after: 300)
    #expect(bench.wake == end - .seconds(120))
    bench.apply(.due, after: 1)
    bench.context.now = end - .seconds(100)
    bench.answer(.failed(.transportAfterSend), after: 0)
    #expect(try #require(bench.wake) >= end)
  }

  @Test func `an inquiry that finds it paid has it confirmed`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.answer(.failed(.transportAfterSend))
    bench.apply(.due, after: 15)
    #expect(bench.answer(.standing(.paid)) == .verifying && bench.asks == [.verify])
  }

  @Test func `a settlement that was lost is asked about before it is asked for again`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.answer(bench.confirmation)
    #expect(bench.answer(.failed(.transportAfterSend)) == .settleUnknown)
    bench.apply(.due, after: 15)
    #expect(bench.asks == [.inquire])
    #expect(bench.answer(.standing(.verified)) == .settling && bench.asks == [.settle])
    #expect(bench.answer(.failed(.alreadySettled)) == .active)
    #expect(bench.entries.count == 2)
  }

  @Test func `what the bank does not know yet is asked for again, and may fail yet`() {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    #expect(bench.answer(.failed(.pending)) == .verifyUnknown && !bench.payment.hasLostVerification)
    bench.apply(.due, after: 15)
    #expect(bench.answer(.failed(.declinedUnpaid)) == .failed)
  }

  @Test func `a settlement that never comes is a person's`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.answer(bench.confirmation)
    bench.answer(.failed(.protocolFault))
    bench.apply(.due, after: 11_000)
    #expect(bench.answer(.failed(.protocolFault)) == .needsReview && bench.effects.contains(.alert(.review)))
    #expect(bench.apply(.retry) == .settling && bench.asks == [.inquire])
    #expect(bench.answer(.standing(.settled)) == .active)
  }

  @Test(arguments: [false, true])
  func `a settlement that outlived an outage is asked about before a person looks`(_ isAnswered: Bool) {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.answer(bench.confirmation)
    if isAnswered {
      bench.answer(.failed(.transportAfterSend), after: 11_000)
    } else {
      bench.apply(.due, after: 11_000)
    }
    #expect(bench.payment.state == .settleUnknown && !bench.effects.contains(.alert(.review)))
    bench.apply(.due, after: 15)
    #expect(bench.asks == [.inquire])
    #expect(bench.answer(.standing(.settled)) == .active && bench.entries.count == 2)
    // Who cannot be asked has said all by refusing it.
    bench = Bench(Bench.mellat)
    bench.context.profile.canInquire = false
    bench.toVerifying()
    bench.answer(bench.confirmation)
    #expect(bench.answer(.failed(.transportAfterSend), after: 11_000) == .needsReview)
  }

  @Test func `a settlement that is refused past its time comes to an end`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.answer(bench.confirmation)
    bench.context.now = bench.context.now + .seconds(11_000)
    for _ in 0..<20 where bench.payment.state != .needsReview {
      bench.answer(.failed(.protocolMalformed))
      bench.apply(.due, after: 20_000)
      if bench.asks == [.inquire] { bench.answer(.standing(.verified)) }
    }
    #expect(bench.payment.state == .needsReview)
  }

  @Test func `a token that was lost is given up for another, for nobody was sent with it`() {
    var bench = Bench(Bench.mellat)
    bench.apply(.begin)
    let order = bench.payment.order
    #expect(bench.answer(.failed(.transportAfterSend)) == .requestUnknown)
    #expect(bench.apply(.due, after: 15) == .requesting && bench.payment.order?.number != order?.number)
    bench.apply(.returned(Hint(claimsPaid: true, reference: "R1")))
    #expect(bench.last == .refused(.state))
  }

  @Test func `while a question is with the bank no other is asked`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.apply(.due, after: 44)
    #expect(bench.last == .unchanged(.leased))
    let old = bench.payment.fence
    #expect(bench.apply(.due, after: 1) == .verifyUnknown)
    bench.apply(.due, after: 15)
    #expect(bench.payment.fence == old + 1)
    // The first answer comes at last, and is not listened to: somebody else asks now.
    bench.apply(.answered(fence: old, .failed(.declinedUnpaid)))
    #expect(bench.last == .unchanged(.stale) && bench.payment.state == .verifyUnknown)
  }

  @Test func `a probe whose answer was lost fails nobody who has not come back`() {
    var bench = Bench(Bench.zarinpal)
    bench.toBank()
    bench.apply(.due, after: 15)
    #expect(bench.answer(.failed(.transportAfterSend)) == .expiring)
    bench.apply(.due, after: 60)
    #expect(bench.answer(.failed(.declinedUnpaid)) == .redirectReady)
  }

  @Test func `only what may have moved no money allows another payment`() {
    let allowed = PaymentState.allCases.filter { !$0.blocksAnother }
    #expect(allowed == [.requestFailed, .cancelled, .expired, .failed, .reversed, .refunded])
  }

  @Test func `the gateway's list brings back what was given up`() {
    var bench = Bench(Bench.zarinpal)
    bench.toBank()
    bench.apply(.returned(Hint(claimsPaid: false)))
    #expect(bench.apply(.reported(.paid)) == .verifying && bench.asks == [.verify])
    bench.answer(bench.confirmation)
    bench.apply(.reported(.paid))
    #expect(bench.last == .unchanged(.further))
  }
}
