import PaymentsDomain

/// A number generator with a seed (https://prng.di.unimi.it/splitmix64.c).
struct SplitMix: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Somebody who pays one invoice in several tabs, a bank, and a store that commits a step whole or not at all.
struct World {
  var random: SplitMix
  let profile: GatewayProfile
  var bank: Books
  var now = Moment(0)
  var payments: [PaymentID: Payment] = [:]
  var owners: [Claim: PaymentID] = [:]
  var entries: [LedgerEntry] = []
  var given: Set<PaymentID> = []
  var wakes: [PaymentID: Moment] = [:]
  var outbox: [(PaymentID, BankCall, RefundID?)] = []
  var answers: [(PaymentID, Int64, BankAnswer)] = []
  var numbers: Int64 = 0

  init(seed: UInt64, _ profile: GatewayProfile) {
    random = SplitMix(state: seed)
    self.profile = profile
    bank = Books(hasSettlement: profile.hasSettlement)
  }

  // MARK: What happens

  mutating func act() {
    now = now + .seconds(Int.random(in: 0...40, using: &random))
    switch Int.random(in: 0..<12, using: &random) {
    case 0: open()
    case 1, 2: pay()
    case 3: comeBack(claimsPaid: Bool.random(using: &random))
    case 4, 5, 6: send(loses: Int.random(in: 0..<4, using: &random) == 0)
    case 7, 8: hear()
    case 9, 10: wake()
    default: refund()
    }
  }

  /// No more faults, nobody pays or comes back: until nothing moves.
  mutating func drain() {
    for _ in 0..<400 {
      while !outbox.isEmpty { send(loses: false) }
      while !answers.isEmpty { hear() }
      for id in payments.keys.sorted() where payments[id]?.state.isMoving == true {
        if payments[id]?.state == .created { apply(.begin, id) } else { apply(.due, id) }
      }
      now = now + .seconds(600)
    }
  }

  private mutating func open() {
    guard
      !payments.values.contains(where: \.state.blocksAnother) || Int.random(in: 0..<9, using: &random) == 0
    else {
      return
    }
    let id = PaymentID("p\(payments.count)")
    payments[id] = Payment(
      id: id, invoice: Invoice(id: InvoiceID("i"), subject: "ann", plan: Bench.plan),
      gateway: GatewayName("bank"), merchant: "m", created: now)
    apply(.begin, id)
  }

  private mutating func pay() {
    let ready = payments.values.filter { $0.order?.token != nil }.sorted { $0.id < $1.id }
    guard let order = ready.randomElement(using: &random)?.order else { return }
    bank.pay(order.number)
  }

  private mutating func comeBack(claimsPaid: Bool) {
    guard let id = payments.keys.sorted().randomElement(using: &random), let payment = payments[id] else {
      return
    }
    let reference = payment.order.flatMap { bank.sales[$0.number]?.reference } ?? "R-forged"
    apply(.returned(Hint(claimsPaid: claimsPaid, reference: reference)), id)
  }

  private mutating func send(loses: Bool) {
    guard !outbox.isEmpty else { return }
    let (id, call, refund) = outbox.remove(at: Int.random(in: 0..<outbox.count, using: &random))
    // Lost before the bank heard of it, or after: the difference is never known here.
    if loses, Bool.random(using: &random) {
      answers.append((id, call.fence, .failed(.transportAfterSend)))
      return
    }
    guard let payment = payments[id] else { return }
    let answer = bank.answer(call.operation, payment, payment.refunds.first { $0.id == refund })
    if loses {
      // Either the loss is noticed, or the process was killed and only the lease's end tells of it.
      if Bool.random(using: &random) { answers.append((id, call.fence, .failed(.transportAfterSend))) }
    } else {
      answers.append((id, call.fence, answer))
      // An outcome may be delivered twice.
      if Int.random(in: 0..<6, using: &random) == 0 { answers.append((id, call.fence, answer)) }
    }
  }

  private mutating func hear() {
    guard !answers.isEmpty else { return }
    let (id, fence, answer) = answers.remove(at: Int.random(in: 0..<answers.count, using: &random))
    apply(.answered(fence: fence, answer), id)
  }

  private mutating func wake() {
    guard let (id, _) = wakes.filter({ $0.value <= now }).min(by: { $0.key < $1.key }) else { return }
    wakes[id] = nil
    apply(.due, id)
  }

  private mutating func refund() {
    guard let id = payments.keys.sorted().randomElement(using: &random) else { return }
    numbers += 1
    let amount = [10_000, 50_000].randomElement(using: &random) ?? 0
    apply(.refund(RefundID("r\(numbers)"), Money(Int64(amount), .rial)), id)
  }

  // MARK: The store

  private mutating func apply(_ event: PaymentEvent, _ id: PaymentID) {
    guard let payment = payments[id] else { return }
    numbers += 1
    var context = Context(now: now, profile: profile, freshNumber: numbers)
    for claim in Machine.claims(of: event, for: payment, at: profile) {
      context.owners[claim] = owners[claim]
    }
    guard case .step(let step) = Machine.apply(event, to: payment, context) else { return }
    // A crash before the commit: nothing of it happened.
    if Int.random(in: 0..<25, using: &random) == 0, event != .due { return }
    payments[id] = step.payment
    entries += step.entries
    for effect in step.effects {
      switch effect {
      case .ask(let call): outbox.append((id, call, nil))
      case .askRefund(let call, let refund): outbox.append((id, call, refund))
      case .wake(let moment): wakes[id] = moment
      case .rest: wakes[id] = nil
      case .claim(let claim):
        precondition(
          owners[claim] == nil || owners[claim] == id, "the claim is another's: the step is no commit")
        owners[claim] = id
      case .release(let claim): owners[claim] = nil
      case .grant: precondition(given.insert(id).inserted, "given twice")
      case .revoke: given.remove(id)
      case .activate, .alert: break
      }
    }
  }
}
