// From the confirmation to what was paid for.
extension Turn {
  /// The money is ours: booked, and what it bought is given, with this commit.
  mutating func settle() {
    let receipt = receipt(payment.reference ?? "")
    if !effects.contains(.claim(receipt)) {
      emit(.claim(receipt))
      emit(.claim(.invoice(payment.invoice.id)))
    }
    endCall()
    payment.failure = nil
    payment.tries = 0
    book(debit: gatewayAccount, credit: revenueAccount, payment.price)
    move(to: .settled)
    if context.activatesElsewhere {
      move(to: .activating)
      activate()
    } else {
      emit(.grant)
      move(to: .active)
      emit(.rest)
    }
  }

  mutating func activate() {
    emit(.activate)
    emit(.wake(now + Self.lease))
  }

  /// Hears how a settlement stands.
  ///
  /// - Parameter operation: the question it is the answer to.
  mutating func hearSettlement(_ answer: BankAnswer, _ operation: BankCall.Operation) {
    endCall()
    switch answer {
    case .done, .standing(.settled), .failed(.alreadySettled): settle()
    case .standing(.verified), .standing(.paid):
      move(to: .settling)
      ask(.settle)
    case .standing(.reversed), .failed(.alreadyReversed):
      emit(.release(.invoice(payment.invoice.id)))
      end(.reversed, .alreadyReversed)
    case .failed(let failure): settleUnknown(failure, operation)
    case .standing(.unpaid), .confirmed, .token: settleUnknown(.protocolMalformed, operation)
    }
  }

  /// Only the bank's word that it went back ends this: the money is confirmed, and settles if it can.
  /// Past its time a person has to look, but not before the bank was asked how it stands: after an outage it may be
  /// settled long since.
  private mutating func settleUnknown(_ failure: Failure, _ operation: BankCall.Operation) {
    note(failure)
    let isLate = now >= (payment.verified ?? now) + profile.reversalWindow
    let isAsked = operation == .inquire || !profile.canInquire || payment.tries >= Self.vainTries
    if isLate, isAsked { return review(failure) }
    move(to: .settleUnknown)
    waitAndTryAgain()
  }

  mutating func activated() throws(Refusal) -> Unchanged? {
    guard payment.state == .activating else {
      guard payment.state.isPaid || payment.state == .refunded else { throw .state }
      return .further
    }
    end(.active)
    payment.failure = nil
    return nil
  }

  mutating func activationFailed() throws(Refusal) -> Unchanged? {
    guard payment.state == .activating else {
      guard payment.state.isPaid || payment.state == .refunded else { throw .state }
      return .further
    }
    if payment.failure == nil { emit(.alert(.paidNotActive)) }
    payment.failure = .internalActivation
    waitAndTryAgain()
    return nil
  }
}
