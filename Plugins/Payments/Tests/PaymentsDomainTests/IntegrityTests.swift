import PaymentsDomain
import Testing

/// What is not ours is not taken, and what is not right goes back.
struct IntegrityTests {
  @Test func `a receipt that another payment has is refused, and its money stays where it is`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    let event = PaymentEvent.answered(fence: bench.payment.fence, bench.confirmation)
    let claims = Machine.claims(of: event, for: bench.payment, at: bench.context.profile)
    #expect(claims.count == 2)
    bench.context.owners = [claims[0]: PaymentID("p0")]
    #expect(bench.apply(event) == .failed && bench.payment.failure == .integrityReplay)
    #expect(bench.effects.contains(.alert(.integrity)) && bench.asks.isEmpty && bench.entries.isEmpty)
  }

  @Test func `a receipt is the bank's, by whichever gateway it comes`() {
    var claims: [[Claim]] = []
    for gateway in ["one", "two"] {
      let invoice = Invoice(id: InvoiceID("i1"), subject: "ann", plan: Bench.plan)
      let payment = Payment(
        id: PaymentID(gateway), invoice: invoice, gateway: GatewayName(gateway), merchant: "m1",
        created: Moment(0))
      let event = PaymentEvent.answered(fence: 1, .confirmed(BankConfirmation(reference: "R1")))
      claims.append(Machine.claims(of: event, for: payment, at: Bench.mellat))
    }
    #expect(claims[0] == claims[1])
    #expect(claims[0][0] == .receipt(bank: "bank", merchant: "m1", reference: "R1"))
  }

  @Test(arguments: [
    BankConfirmation(reference: "R1", amount: Money(5000, .rial)),
    BankConfirmation(reference: "R1", amount: Money(50_000, .toman)),
    BankConfirmation(reference: "R1", order: 1), BankConfirmation(reference: "R1", merchant: "m2"),
  ])
  func `another amount, order or merchant goes back`(_ confirmation: BankConfirmation) {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    #expect(bench.answer(.confirmed(confirmation)) == .reversing && bench.asks == [.reverse])
    #expect(bench.payment.confirmed == confirmation.amount)
    // It is taken with the same commit: no other payment can count it while it goes back.
    #expect(bench.effects.contains(.claim(receipt)))
    #expect(bench.effects.contains(.alert(.integrity)))
    #expect(bench.answer(.failed(.transportAfterSend)) == .reversing)
    bench.apply(.due, after: 15)
    #expect(bench.answer(.failed(.alreadyReversed)) == .reversed && bench.entries.isEmpty)
    bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    #expect(bench.answer(.confirmed(confirmation)) == .needsReview && bench.effects.contains(.claim(receipt)))
    bench.apply(.retry)
    #expect(bench.last == .refused(.state))
  }

  @Test(arguments: [
    BankAnswer.failed(.integrityAmount), .failed(.integrityOrder),
    .confirmed(BankConfirmation(reference: "R1", amount: Money(5000, .rial))),
    .confirmed(BankConfirmation(reference: "R1", order: 1)),
  ])
  func `what is not right and another payment's does not go back`(_ answer: BankAnswer) {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.context.owners = [receipt: PaymentID("p0")]
    #expect(bench.answer(answer) == .failed && bench.payment.failure == .integrityReplay)
    #expect(bench.asks.isEmpty && bench.effects.contains(.alert(.integrity)))
    bench = Bench(Bench.mellat)
    bench.toVerifying()
    #expect(bench.answer(answer) == .reversing && bench.effects.contains(.claim(receipt)))
  }

  private let receipt = Claim.receipt(bank: "bank", merchant: "m1", reference: "R1")

  @Test func `what cannot go back in time is a person's`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.answer(.failed(.integrityAmount))
    #expect(bench.payment.state == .reversing)
    #expect(bench.answer(.failed(.alreadySettled)) == .needsReview)
  }

  @Test func `an invoice is paid once, and the second payment goes back or is owed`() {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.context.owners = [.invoice(InvoiceID("i1")): PaymentID("p0")]
    #expect(bench.answer(bench.confirmation) == .reversing && bench.effects.contains(.alert(.paidTwice)))
    #expect(bench.answer(.done) == .reversed && bench.payment.failure == .integrityPaidTwice)
    bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    bench.context.owners = [.invoice(InvoiceID("i1")): PaymentID("p0")]
    #expect(bench.answer(bench.confirmation) == .needsReview && !bench.effects.contains(.grant))
    #expect(
      bench.entries.map(\.account) == [
        .gateway(GatewayName("bank"), merchant: "m1"), .unapplied(subject: "ann"),
      ])
  }

  @Test func `refunds add up to what was paid, and no more`() {
    var bench = paid()
    #expect(
      bench.apply(.refund(RefundID("a"), Money(20_000, .rial))) == .refunding && bench.asks == [.refund])
    #expect(bench.answer(.done) == .partiallyRefunded && !bench.effects.contains(.revoke))
    bench.apply(.refund(RefundID("b"), Money(20_000, .rial)))
    bench.answer(.done)
    bench.apply(.refund(RefundID("c"), Money(20_000, .rial)))
    #expect(bench.last == .refused(.amount))
    bench.apply(.refund(RefundID("c"), Money(1000, .toman)))
    #expect(bench.last == .refused(.amount))
    bench.apply(.refund(RefundID("b"), Money(20_000, .rial)))
    #expect(bench.last == .unchanged(.further))
    bench.apply(.refund(RefundID("b"), Money(10_000, .rial)))
    #expect(bench.last == .refused(.changed))
    bench.apply(.refund(RefundID("c"), Money(10_000, .rial)))
    #expect(bench.answer(.done) == .refunded && bench.effects.contains(.revoke))
    #expect(
      bench.entries.filter { $0.account == .revenue(SKU("vip")) }.reduce(0) { $0 + $1.amount.count } == 0)
  }

  @Test func `a refund that was lost is asked about before it is asked for again`() {
    var bench = paid()
    bench.apply(.refund(RefundID("a"), Money(50_000, .rial)))
    #expect(bench.answer(.failed(.transportAfterSend)) == .refundUnknown)
    bench.apply(.due, after: 15)
    #expect(bench.asks == [.inquireRefund])
    #expect(bench.answer(.failed(.declinedNotFound)) == .refunding && bench.asks == [.refund])
    // The bank heard the first one after all: its number is known there.
    #expect(bench.answer(.failed(.duplicateOrder)) == .refundUnknown)
    bench.apply(.due, after: 60)
    #expect(bench.answer(.failed(.alreadyRefunded)) == .refunded && bench.entries.count == 4)
  }

  @Test(arguments: [
    Failure.configCredentials, .declinedOther, .declinedUnpaid, .alreadySettled, .alreadyReversed,
    .issuerUnavailable, .expiredWindow, .configRequest,
  ])
  func `a refund that is not known is not refused by what the bank says of the question`(_ failure: Failure) {
    var bench = paid()
    bench.apply(.refund(RefundID("a"), Money(50_000, .rial)))
    bench.answer(.failed(.transportAfterSend))
    bench.apply(.due, after: 15)
    #expect(bench.answer(.failed(failure)) == .refundUnknown && bench.payment.refunds[0].state == .asked)
    let alert = Effect.alert(failure.reaction == .alertOperator ? .configuration : .review)
    #expect(bench.effects.contains(alert) && bench.wake != nil)
    bench.apply(.due, after: 60)
    #expect(bench.answer(.failed(failure)) == .refundUnknown && !bench.effects.contains(alert))
    bench.apply(.due, after: 180)
    #expect(bench.answer(.done) == .refunded && bench.entries.count == 4)
  }

  @Test(arguments: [
    Failure.issuerUnavailable, .expiredWindow, .alreadySettled, .duplicateOrder, .protocolHTTP,
  ])
  func `a refund of which no issuer said anything is not known`(_ failure: Failure) {
    var bench = paid()
    bench.apply(.refund(RefundID("a"), Money(50_000, .rial)))
    #expect(bench.answer(.failed(failure)) == .refundUnknown && bench.payment.refunds[0].state == .asked)
    bench = paid()
    bench.apply(.refund(RefundID("a"), Money(50_000, .rial)))
    #expect(bench.answer(.failed(.declinedOther)) == .active && bench.payment.refunds[0].state == .refused)
  }

  @Test func `where the bank cannot be asked about a refund a person looks, and nothing is booked`() {
    for failure in [Failure.transportAfterSend, .duplicateOrder, .issuerUnavailable, .protocolHTTP] {
      var bench = paid()
      bench.context.profile.canInquireRefund = false
      bench.apply(.refund(RefundID("a"), Money(50_000, .rial)))
      #expect(bench.answer(.failed(failure)) == .needsReview && bench.effects.contains(.alert(.review)))
      #expect(bench.payment.refunds[0].state == .asked && bench.entries.count == 2 && bench.asks.isEmpty)
      bench.apply(.retry)
      #expect(bench.last == .refused(.unsupported))
    }
    var bench = paid()
    bench.context.profile.canInquireRefund = false
    bench.apply(.refund(RefundID("a"), Money(50_000, .rial)))
    bench.apply(.due, after: 60)
    #expect(bench.payment.state == .needsReview, "its answer did not come in time")
    bench = paid()
    bench.context.profile.canInquireRefund = false
    bench.apply(.refund(RefundID("a"), Money(50_000, .rial)))
    #expect(bench.answer(.failed(.transportBeforeSend)) == .refunding && bench.asks.isEmpty)
    bench.apply(.due, after: 15)
    #expect(bench.asks == [.refund] && bench.answer(.done) == .refunded)
  }

  @Test func `a gateway that cannot refund is not asked to`() {
    var bench = Bench(Bench.zarinpal)
    bench.toVerifying()
    bench.answer(bench.confirmation)
    bench.apply(.refund(RefundID("a"), Money(50_000, .rial)))
    #expect(bench.last == .refused(.unsupported))
  }

  @Test func `every failure has a reaction, and none that is doubtful shows a reason`() {
    for failure in Failure.allCases
    where failure.rawValue.hasPrefix("protocol") || failure.rawValue.hasPrefix("transport") {
      #expect(failure.reaction == .findOut)
    }
    for failure in Failure.allCases where failure.rawValue.hasPrefix("integrity") {
      #expect(failure.reaction == .reverse)
    }
  }

  private func paid() -> Bench {
    var bench = Bench(Bench.mellat)
    bench.toVerifying()
    bench.answer(bench.confirmation)
    bench.answer(.done)
    return bench
  }
}
