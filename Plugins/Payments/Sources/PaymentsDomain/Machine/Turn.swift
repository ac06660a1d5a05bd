/// A step in the making.
struct Turn {
  var payment: Payment
  let context: Context
  private(set) var path: [PaymentState] = []
  private(set) var effects: [Effect] = []
  private(set) var entries: [LedgerEntry] = []

  init(_ payment: Payment, _ context: Context) {
    self.payment = payment
    self.context = context
  }

  /// How long an answer is waited for before the bank may be asked again.
  static let lease = Duration.seconds(45)

  /// When the bank is asked again after so many times in vain. A window in which it can still confirm is 15 to 30
  /// minutes long, so most of it lies in the first ones.
  static let pauses: [Duration] = [
    .seconds(15), .seconds(60), .seconds(180), .seconds(420), .seconds(900), .seconds(3600), .seconds(14_400),
  ]
  /// Times in vain after which a person has to look; the bank is asked on.
  static let vainTries = 12
  /// A confirmation is not asked for so shortly before the bank gives the money back by itself, so that the two
  /// do not meet.
  static let hardStop = Duration.seconds(120)

  var now: Moment { context.now }
  var profile: GatewayProfile { context.profile }

  func decision() -> Decision {
    var payment = payment
    payment.version += 1
    return .step(Step(payment: payment, path: path, effects: effects, entries: entries))
  }

  mutating func move(to state: PaymentState) {
    payment.state = state
    path.append(state)
  }

  mutating func emit(_ effect: Effect) { effects.append(effect) }

  mutating func book(debit: Account, credit: Account, _ amount: Money) {
    entries.append(LedgerEntry(debit, amount))
    entries.append(LedgerEntry(credit, amount.negated))
  }

  /// Writes a question down, and has it asked. Its answer is waited for until the lease ends.
  mutating func ask(_ operation: BankCall.Operation, refund: RefundID? = nil) {
    payment.fence += 1
    let call = BankCall(operation: operation, fence: payment.fence, leaseEnd: now + Self.lease)
    payment.call = call
    emit(refund.map { .askRefund(call, $0) } ?? .ask(call))
    emit(.wake(call.leaseEnd))
  }

  /// The bank has answered, or is not waited for.
  mutating func endCall() { payment.call = nil }

  /// Comes back after the pause that follows so many tries in vain.
  ///
  /// - Parameter end: when the bank gives the money back by itself. The last question before that is asked at the hard
  ///   stop, and where none is harmless the next one only after it.
  mutating func waitAndTryAgain(stopping end: Moment? = nil) {
    let pause = Self.pauses[min(payment.tries, Self.pauses.count - 1)]
    payment.tries += 1
    var next = now + pause
    if let end {
      let stop = end - Self.hardStop
      if now < stop {
        next = min(next, stop)
      } else if now < end, !profile.canInquire {
        next = max(next, end)
      }
    }
    emit(.wake(next))
    if payment.tries == Self.vainTries { emit(.alert(.review)) }
  }

  /// It ends here.
  mutating func end(_ state: PaymentState, _ failure: Failure? = nil) {
    endCall()
    payment.failure = failure ?? payment.failure
    payment.tries = 0
    move(to: state)
    emit(.rest)
  }

  mutating func review(_ failure: Failure) {
    end(.needsReview, failure)
    emit(.alert(failure.reaction == .reverse ? .integrity : .review))
  }

  /// A failure of the configuration is told to the operator, whatever becomes of the payment.
  mutating func note(_ failure: Failure) {
    payment.failure = failure
    if failure.reaction == .alertOperator { emit(.alert(.configuration)) }
  }

  /// The claim of what the bank calls so.
  func receipt(_ reference: String) -> Claim {
    .receipt(bank: profile.bank, merchant: payment.merchant, reference: reference)
  }

  // MARK: Accounts

  var gatewayAccount: Account { .gateway(payment.gateway, merchant: payment.merchant) }
  var revenueAccount: Account { .revenue(payment.invoice.plan.sku) }
  var unappliedAccount: Account { .unapplied(subject: payment.invoice.subject) }
}
