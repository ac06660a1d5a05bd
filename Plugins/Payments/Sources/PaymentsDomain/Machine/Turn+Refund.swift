// What was settled is given back, in whole or in parts.
extension Turn {
  mutating func refund(_ id: RefundID, _ amount: Money) throws(Refusal) -> Unchanged? {
    if let known = payment.refunds.first(where: { $0.id == id }) {
      guard known.amount == amount else { throw .changed }
      return .further
    }
    guard [.settled, .active, .partiallyRefunded].contains(payment.state) else { throw .state }
    guard profile.canRefund else { throw .unsupported }
    guard amount.unit == payment.price.unit, amount.count > 0,
      amount.count <= payment.price.count - payment.refunded
    else { throw .amount }
    payment.refunds.append(Refund(id: id, amount: amount, number: context.freshNumber, state: .asked))
    payment.tries = 0
    move(to: .refunding)
    ask(.refund, refund: id)
    return nil
  }

  mutating func hearRefund(_ answer: BankAnswer) {
    endCall()
    switch answer {
    case .done, .failed(.alreadyRefunded): refunded()
    case .failed(.declinedNotFound) where payment.state == .refundUnknown:
      // The bank never heard of it: it may be asked for again.
      move(to: .refunding)
      payment.refunds.last.map { ask(.refund, refund: $0.id) }
    case .failed(.transportBeforeSend) where payment.state == .refunding && !profile.canInquireRefund:
      // The bank has not heard of it for certain.
      payment.failure = .transportBeforeSend
      waitAndTryAgain()
    // Once it is not known, only its answer to whether there is one counts, whatever else it refuses.
    case .failed(let failure) where payment.state == .refundUnknown || !Self.isRefusal(failure):
      refundUnknown(failure)
    case .failed(let failure):
      note(failure)
      endRefund(.refused)
      end(payment.refunded > 0 ? .partiallyRefunded : .active)
    default: refundUnknown(.protocolMalformed)
    }
  }

  /// Whether it says for certain that nothing was given back. A number that the bank has had is one whose refund it may
  /// have made, and of what no issuer answered nobody knows.
  private static func isRefusal(_ failure: Failure) -> Bool {
    switch failure.reaction {
    case .showReason: failure != .issuerUnavailable && failure != .expiredWindow
    case .alertOperator: true
    default: false
    }
  }

  /// Asks what became of the refund. Where the bank has no question for that a person has to look: asking for it again
  /// could give it back twice.
  mutating func inquireRefund() {
    guard profile.canInquireRefund else { return review(payment.failure ?? .transportAfterSend) }
    payment.refunds.last.map { ask(.inquireRefund, refund: $0.id) }
  }

  private mutating func refundUnknown(_ failure: Failure) {
    if !profile.canInquireRefund {
      if failure.reaction == .alertOperator { emit(.alert(.configuration)) }
      return review(failure)
    }
    // The operator hears once of each reason that does not go away by itself.
    if failure.reaction != .findOut, failure != payment.failure || payment.state != .refundUnknown {
      emit(.alert(failure.reaction == .alertOperator ? .configuration : .review))
    }
    payment.failure = failure
    move(to: .refundUnknown)
    waitAndTryAgain()
  }

  private mutating func refunded() {
    guard let refund = payment.refunds.last else { return }
    endRefund(.done)
    book(debit: revenueAccount, credit: gatewayAccount, refund.amount)
    payment.failure = nil
    if payment.refunded == payment.price.count {
      emit(.revoke)
      end(.refunded)
    } else {
      end(.partiallyRefunded)
    }
  }

  private mutating func endRefund(_ state: Refund.State) {
    payment.refunds[payment.refunds.count - 1].state = state
  }
}
