// What must not be kept goes back.
extension Turn {
  /// What the bank confirmed is not what we asked for. Its receipt is this payment's.
  mutating func mismatch(_ failure: Failure) {
    payment.failure = failure
    emit(.alert(.integrity))
    move(to: .mismatch)
    reverse(or: failure)
  }

  /// The invoice is paid by another payment: this money buys nothing.
  mutating func paidTwice() {
    payment.failure = .integrityPaidTwice
    emit(.alert(.paidTwice))
    move(to: .verified)
    if profile.canReverse {
      reverse(or: .integrityPaidTwice)
    } else {
      book(debit: gatewayAccount, credit: unappliedAccount, payment.price)
      payment.isUnapplied = true
      end(.needsReview)
    }
  }

  private mutating func reverse(or failure: Failure) {
    guard profile.canReverse, canStillReverse else { return review(failure) }
    move(to: .reversing)
    ask(.reverse)
  }

  private var canStillReverse: Bool { now < (payment.verified ?? now) + profile.reversalWindow }

  mutating func hearReversal(_ answer: BankAnswer) {
    endCall()
    switch answer {
    case .done, .standing(.reversed), .failed(.alreadyReversed): end(.reversed)
    case .failed(.alreadySettled), .standing(.settled): review(payment.failure ?? .alreadySettled)
    case .failed(let failure) where failure.reaction == .alertOperator:
      emit(.alert(.configuration))
      reverseLater()
    default: reverseLater()
    }
  }

  private mutating func reverseLater() {
    guard canStillReverse else { return review(payment.failure ?? .transportAfterSend) }
    waitAndTryAgain()
  }
}
