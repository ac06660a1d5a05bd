import PaymentsDomain
import Testing

/// The scenarios of a payment, one gateway that settles by itself and one that is told to.
struct ChainTests {
  @Test func `a payment is asked for, confirmed, settled, booked and given`() {
    var bench = Bench(Bench.mellat)
    #expect(bench.apply(.begin) == .requesting && bench.asks == [.request])
    #expect(bench.answer(.token("T1")) == .redirectReady)
    #expect(bench.apply(.returned(Hint(claimsPaid: true, reference: "R1"))) == .verifying)
    #expect(bench.asks == [.verify])
    #expect(bench.answer(bench.confirmation) == .settling && bench.asks == [.settle] && bench.entries.isEmpty)
    #expect(bench.answer(.done) == .active)
    let receipt = Claim.receipt(bank: "bank", merchant: "m1", reference: "R1")
    #expect(bench.effects == [.claim(receipt), .claim(.invoice(InvoiceID("i1"))), .grant, .rest])
    #expect(bench.entries.map(\.amount.count) == [50_000, -50_000])
  }

  @Test func `without a settlement of its own it is settled by the confirmation`() {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    #expect(bench.answer(bench.confirmation) == .active)
    guard case .step(let step) = bench.last else { return #expect(Bool(false)) }
    #expect(step.path == [.verified, .settled, .active])
    #expect(step.effects.filter { $0 == .grant }.count == 1)
  }

  @Test func `whoever goes back pays nothing, and no bank is asked`() {
    var bench = Bench(Bench.zarinpal)
    bench.toBank()
    #expect(bench.apply(.returned(Hint(claimsPaid: false))) == .cancelled)
    #expect(bench.asks.isEmpty && bench.payment.failure == .userCancelled)
    // It is only a hint: who comes back with a payment after all is asked about.
    #expect(bench.apply(.returned(Hint(claimsPaid: true))) == .verifying)
  }

  @Test func `a callback that comes again changes nothing`() {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    bench.apply(.returned(Hint(claimsPaid: true)))
    #expect(bench.last == .unchanged(.further))
    bench.answer(bench.confirmation)
    bench.apply(.returned(Hint(claimsPaid: true)))
    #expect(bench.last == .unchanged(.further) && bench.payment.state == .active)
  }

  @Test func `a forged callback finds that nothing was paid`() {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    #expect(bench.answer(.failed(.declinedUnpaid)) == .failed)
    #expect(bench.entries.isEmpty)
    // The true one may come yet.
    #expect(bench.apply(.returned(Hint(claimsPaid: true))) == .verifying)
    bench.answer(.failed(.declinedFunds))
    bench.apply(.returned(Hint(claimsPaid: true)))
    #expect(bench.last == .unchanged(.further))
  }

  @Test func `a number that the bank does not know leaves room for the true one`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.apply(.returned(Hint(claimsPaid: true, reference: "R2")))
    #expect(bench.last == .refused(.reference))
    #expect(bench.answer(.failed(.declinedNotFound)) == .redirectReady && bench.payment.reference == nil)
    #expect(
      bench.apply(.returned(Hint(claimsPaid: true))) == .redirectReady && bench.last == .refused(.reference))
    #expect(bench.apply(.returned(Hint(claimsPaid: true, reference: "R2"))) == .verifying)
  }

  @Test func `whoever does not come back is found by asking the bank`() {
    var bench = Bench(Bench.zarinpal)
    bench.toBank()
    #expect(bench.apply(.due, after: 15) == .expiring && bench.asks == [.verify])
    #expect(bench.answer(.failed(.declinedUnpaid)) == .redirectReady)
    bench.apply(.due, after: 60)
    #expect(bench.answer(bench.confirmation) == .active)
  }

  @Test func `who neither comes back nor pays is too late in the end`() {
    var bench = Bench(Bench.zarinpal)
    bench.toBank()
    bench.apply(.due, after: 900 + 1800)
    #expect(bench.answer(.failed(.declinedUnpaid)) == .expired)
    bench = Bench(Bench.mellat)
    bench.toBank()
    #expect(
      bench.apply(.due, after: 10) == .redirectReady
        && bench.wake == bench.payment.order!.asked + .seconds(900))
    #expect(bench.apply(.due, after: 900) == .expired && bench.asks.isEmpty)
  }

  @Test func `an answer from before the return does not count against it`() {
    var bench = Bench(Bench.zarinpal)
    bench.toBank()
    bench.apply(.due, after: 15)
    let probe = bench.payment.fence
    #expect(bench.apply(.returned(Hint(claimsPaid: true))) == .verifying && bench.asks.isEmpty)
    #expect(
      bench.apply(.answered(fence: probe, .failed(.declinedUnpaid))) == .verifying && bench.asks == [.verify])
    #expect(bench.answer(bench.confirmation) == .active)
  }

  @Test func `another order's number at the bank is replaced by a new one, not for ever`() {
    var bench = Bench(Bench.mellat)
    bench.apply(.begin)
    let first = bench.payment.order!.number
    #expect(bench.answer(.failed(.duplicateOrder)) == .requesting && bench.payment.order!.number != first)
    for _ in 0..<3 { bench.answer(.failed(.duplicateOrder)) }
    #expect(bench.answer(.failed(.duplicateOrder)) == .requestFailed)
  }

  @Test func `a configuration that is refused is told to the operator`() {
    var bench = Bench(Bench.mellat)
    bench.apply(.begin)
    #expect(bench.answer(.failed(.configMerchant)) == .requestFailed)
    #expect(bench.effects.contains(.alert(.configuration)))
    bench = Bench(Bench.mellat)
    bench.toVerifying()
    // What was paid is paid: it is asked for until the operator has mended it.
    #expect(bench.answer(.failed(.configCredentials)) == .verifyUnknown)
    #expect(bench.effects.contains(.alert(.configuration)))
  }

  @Test func `what is given elsewhere is given again until it is, and the operator hears once`() {
    var bench = Bench(Bench.zarinpal, elsewhere: true)
    bench.toVerifying()
    #expect(bench.answer(bench.confirmation) == .activating && bench.effects.contains(.activate))
    bench.apply(.activationFailed)
    #expect(bench.effects.contains(.alert(.paidNotActive)))
    bench.apply(.due, after: 60)
    #expect(bench.effects.contains(.activate))
    bench.apply(.activationFailed)
    #expect(!bench.effects.contains(.alert(.paidNotActive)))
    #expect(bench.apply(.activated) == .active && bench.payment.failure == nil)
    bench.apply(.activated)
    #expect(bench.last == .unchanged(.further))
  }
}
