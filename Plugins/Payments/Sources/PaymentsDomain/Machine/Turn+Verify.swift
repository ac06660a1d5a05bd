// From the person's return to the bank's confirmation.
extension Turn {
  mutating func comeBack(_ hint: Hint) throws(Refusal) -> Unchanged? {
    switch payment.state {
    case .redirectReady, .expiring, .cancelled, .expired: break
    // Whoever comes back too early, or with a number that is not the bank's, may yet pay.
    case .failed where payment.failure?.isNothingPaid == true && now < payEnd: break
    case .verifying, .verifyUnknown:
      // A second callback with another number is not believed over the first.
      if let reference = hint.reference, reference != payment.reference { throw .reference }
      return .further
    case .created, .requesting, .requestUnknown, .requestFailed: throw .state
    default: return .further
    }
    guard hint.claimsPaid else {
      guard payment.state == .redirectReady else { return .further }
      end(.cancelled, hint.reason ?? .userCancelled)
      return nil
    }
    if profile.needsReference {
      guard let reference = hint.reference else { throw .reference }
      payment.reference = reference
    }
    payment.returned = now
    payment.returnFence = payment.fence
    payment.failure = nil
    payment.tries = 0
    move(to: .returned)
    startVerifying()
    return nil
  }

  /// Asks for a confirmation, unless that question is with the bank already.
  mutating func startVerifying() {
    move(to: .verifying)
    guard payment.call == nil else { return }
    ask(.verify)
  }

  mutating func hearVerification(_ answer: BankAnswer, _ fence: Int64) {
    endCall()
    switch answer {
    case .confirmed(let confirmation): confirmed(confirmation)
    case .standing(.paid), .standing(.verified), .standing(.settled): startVerifying()
    case .standing(.reversed), .failed(.alreadyReversed): end(.reversed, .expiredWindow)
    case .failed(.expiredWindow):
      // Too late for this question: not for one before it, if that was heard. Where nobody came back nothing was paid
      // that could go back.
      if payment.hasLostVerification {
        review(.expiredWindow)
      } else {
        end(payment.returned == nil ? .expired : .reversed, .expiredWindow)
      }
    case .standing(.unpaid): notPaid(.declinedUnpaid, fence)
    case .failed(let failure):
      switch failure.reaction {
      case .reverse: if takesReceipt() { mismatch(failure) }
      case .showReason where failure != .issuerUnavailable: notPaid(failure, fence)
      default: verifyUnknown(failure)
      }
    case .done, .token: verifyUnknown(.protocolMalformed)
    }
  }

  private mutating func verifyUnknown(_ failure: Failure) {
    note(failure)
    if failure != .transportBeforeSend, failure != .pending { payment.hasLostVerification = true }
    move(to: payment.returned == nil ? .expiring : .verifyUnknown)
    waitAndTryAgain(stopping: payment.returned.map { $0 + profile.verifyWindow })
  }

  /// The bank says that there is nothing to confirm: certain once the person is back, or cannot pay any more.
  private mutating func notPaid(_ failure: Failure, _ fence: Int64) {
    if payment.returned != nil, fence <= payment.returnFence {
      // Asked before the person came back.
      startVerifying()
    } else if payment.returned == nil {
      guard now < payEnd + profile.verifyWindow else { return end(.expired, .expiredWindow) }
      // Nor was it when a question before this one was lost.
      payment.hasLostVerification = false
      move(to: .redirectReady)
      waitAndTryAgain()
    } else if failure == .declinedNotFound, profile.needsReference, now < payEnd {
      // The number came with a callback, which anybody can send: the true one may come yet.
      payment.reference = nil
      payment.failure = failure
      move(to: .redirectReady)
      emit(.wake(payEnd))
    } else if payment.hasLostVerification, !profile.needsReference, failure.isNothingPaid {
      // A question that was lost may have confirmed it, of a token that the bank gave itself.
      review(failure)
    } else {
      end(.failed, failure)
    }
  }

  /// Takes the receipt for this payment, if the bank has said its number.
  ///
  /// - Returns: false where it is another's, with which this payment has ended: the money is the other payment's, and
  ///   nothing may be given back for this one.
  private mutating func takesReceipt() -> Bool {
    guard let reference = payment.reference else { return true }
    let receipt = receipt(reference)
    if let owner = context.owners[receipt], owner != payment.id {
      end(.failed, .integrityReplay)
      emit(.alert(.integrity))
      return false
    }
    emit(.claim(receipt))
    return true
  }

  /// The bank confirms. It counts only if it is of our order, to us, of our amount, and no other payment's.
  private mutating func confirmed(_ confirmation: BankConfirmation) {
    payment.reference = confirmation.reference
    payment.verified = now
    payment.confirmed = confirmation.amount
    payment.failure = nil
    payment.tries = 0
    // Before all else, so that what goes back is nobody else's meanwhile.
    guard takesReceipt() else { return }
    if let order = confirmation.order, order != payment.order?.number { return mismatch(.integrityOrder) }
    if let merchant = confirmation.merchant, merchant != payment.merchant {
      return mismatch(.integrityMerchant)
    }
    if let amount = confirmation.amount, amount != payment.price { return mismatch(.integrityAmount) }
    if let owner = context.owners[.invoice(payment.invoice.id)], owner != payment.id { return paidTwice() }
    emit(.claim(.invoice(payment.invoice.id)))
    move(to: .verified)
    if profile.hasSettlement {
      move(to: .settling)
      ask(.settle)
    } else {
      settle()
    }
  }
}
