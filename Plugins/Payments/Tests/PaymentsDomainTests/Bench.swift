import PaymentsDomain

/// A payment on a bench: events in, states out.
struct Bench {
  static let plan = Plan(
    sku: SKU("vip"), version: 1, title: "VIP", price: Money(50_000, .rial), period: .months(1))

  /// As Mellat is, and it can be asked about refunds.
  static let mellat = GatewayProfile(
    bank: "bank", hasSettlement: true, canReverse: true, canRefund: true, canInquireRefund: true,
    canInquire: true, needsReference: true,
    payWindow: .seconds(900), verifyWindow: .seconds(1200), reversalWindow: .seconds(10_800))
  /// As ZarinPal is.
  static let zarinpal = GatewayProfile(
    bank: "bank", payWindow: .seconds(900), verifyWindow: .seconds(1800), reversalWindow: .seconds(1800))

  var payment: Payment
  var context: Context
  var last: Decision?
  var effects: [Effect] = []
  var entries: [LedgerEntry] = []

  init(_ profile: GatewayProfile, elsewhere: Bool = false) {
    let invoice = Invoice(id: InvoiceID("i1"), subject: "ann", plan: Self.plan)
    payment = Payment(
      id: PaymentID("p1"), invoice: invoice, gateway: GatewayName("bank"), merchant: "m1", created: Moment(0))
    context = Context(now: Moment(0), profile: profile, freshNumber: 100, activatesElsewhere: elsewhere)
  }

  @discardableResult
  mutating func apply(_ event: PaymentEvent, after seconds: Int = 1) -> PaymentState {
    context.now = context.now + .seconds(seconds)
    context.freshNumber += 1
    let decision = Machine.apply(event, to: payment, context)
    last = decision
    effects = []
    if case .step(let step) = decision {
      payment = step.payment
      effects = step.effects
      entries += step.entries
    }
    return payment.state
  }

  /// The bank answers what it was asked last.
  @discardableResult
  mutating func answer(_ answer: BankAnswer, after seconds: Int = 1) -> PaymentState {
    apply(.answered(fence: payment.fence, answer), after: seconds)
  }

  /// Up to the bank's page.
  mutating func toBank() {
    apply(.begin)
    answer(.token("T1"))
  }

  /// Up to the question whether it was paid.
  mutating func toVerifying() {
    toBank()
    apply(.returned(Hint(claimsPaid: true, reference: "R1")))
  }

  var confirmation: BankAnswer { .confirmed(BankConfirmation(reference: "R1")) }

  var asks: [BankCall.Operation] {
    effects.compactMap {
      switch $0 {
      case .ask(let call), .askRefund(let call, _): call.operation
      default: nil
      }
    }
  }
  var wake: Moment? { effects.compactMap { if case .wake(let moment) = $0 { moment } else { nil } }.last }
}
