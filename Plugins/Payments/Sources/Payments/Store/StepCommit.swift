import PaymentsDomain
import PaymentsGateways
import Roost
import RoostJSON

/// A step as one commit: the payment, what it claims, what is booked and given, the question to the bank, the audit's
/// line and the janitor's time, all of it or nothing.
struct StepCommit {
  var record: PaymentRecord
  let version: UInt64
  let step: Step
  let event: PaymentEvent
  let now: Moment
  let driver: any GatewayDriver
  let publicURL: String
  var writes = StateCommit()

  init(
    record: PaymentRecord, version: UInt64, step: Step, event: PaymentEvent, now: Moment,
    driver: any GatewayDriver,
    publicURL: String
  ) {
    self.record = record
    self.version = version
    self.step = step
    self.event = event
    self.now = now
    self.driver = driver
    self.publicURL = publicURL
  }

  /// Writes all but what is given.
  ///
  /// - Parameter owners: the claims' entries as they were read.
  mutating func write(owners: [Claim: StateEntry?]) throws {
    let payment = step.payment
    writes.expect(Key.payment(payment.id), version: version)
    try writeOrder()
    for effect in step.effects {
      switch effect {
      case .claim(let claim):
        // Read as nobody's or as this payment's: whoever takes it meanwhile makes the commit fail.
        writes.expect(Key.claim(claim), version: (owners[claim] ?? nil)?.version)
        try writes.put(Key.claim(claim), payment.id)
      case .release(let claim):
        writes.expect(Key.claim(claim), version: (owners[claim] ?? nil)?.version)
        writes.delete(Key.claim(claim))
      case .ask(let call): try ask(call, nil)
      case .askRefund(let call, let refund): try ask(call, refund)
      case .alert(let alert):
        writes.notice(
          "payments: \(alert.rawValue)",
          "payment \(payment.id), gateway \(payment.gateway): \(payment.state.rawValue), "
            + (payment.failure?.rawValue ?? "no failure"))
      case .wake, .rest, .grant, .revoke, .activate: break
      }
    }
    try book()
    wake()
    record.payment = payment
    try writes.put(Key.payment(payment.id), record)
    try writes.put(
      Key.audit(payment), AuditLine(at: now, event: event.title, path: step.path, failure: payment.failure))
    try writes.publish(
      "payments.moved",
      MovedMessage(
        payment: payment.id, invoice: payment.invoice.id, subject: payment.invoice.subject,
        sku: payment.invoice.plan.sku, state: payment.state, failure: payment.failure), lane: payment.id.lane)
  }

  /// An order's number and its token are one payment's for ever.
  private mutating func writeOrder() throws {
    let (old, new) = (record.payment.order, step.payment.order)
    if let new, new.number != old?.number {
      writes.expect(Key.order(new.number), version: nil)
      try writes.put(Key.order(new.number), step.payment.id)
    }
    if let token = new?.token, token != old?.token {
      try writes.put(Key.token(step.payment.gateway, token), step.payment.id)
    }
  }

  private mutating func ask(_ call: BankCall, _ refund: RefundID?) throws {
    let payment = step.payment
    let question = BankQuestion(
      call.operation, payment, refund: payment.refunds.first { $0.id == refund },
      callback: record.callback(publicURL), now: now)
    let request: BankRequest
    do {
      request = try driver.request(question)
    } catch {
      throw PluginError.permanent(
        "payment \(payment.id): \(payment.gateway) cannot be asked to \(call.operation): \(error)")
    }
    let tag = QuestionTag(payment: payment.id, fence: call.fence, operation: call.operation, refund: refund)
    writes.fetch(
      FetchRequest(
        request.url, method: request.method, headers: request.head.map { ($0.name, $0.value) },
        body: request.body,
        timeout: .seconds(20), limit: 256 << 10),
      outcome: "bank", tag: try JSONCoder.encode(tag), lane: payment.id.lane)
  }

  private mutating func book() throws {
    guard !step.entries.isEmpty else { return }
    guard try Ledger.imbalance(step.entries).isEmpty else {
      throw PluginError.permanent("payment \(step.payment.id): its entries do not sum to zero")
    }
    try writes.put(Key.ledger(step.payment), step.entries)
    for entry in step.entries { writes.add(Key.balance(entry), entry.amount.count) }
  }

  /// The last that is said of when to come back counts.
  private mutating func wake() {
    let before = record.due
    defer {
      if before != record.due {
        if let before { writes.delete(Key.due(before, record.payment.id)) }
        if let due = record.due { writes.put(Key.due(due, record.payment.id), bytes: [0x31]) }
      }
    }
    for effect in step.effects {
      switch effect {
      case .wake(let moment): record.due = moment.milliseconds
      case .rest: record.due = nil
      default: break
      }
    }
  }
}
