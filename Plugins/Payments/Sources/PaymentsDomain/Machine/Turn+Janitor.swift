// Answers, times that come, and what the bank's own list says.
extension Turn {
  /// Only the answer to the question that is waited for counts: an older one comes from a time that is over.
  mutating func hear(_ answer: BankAnswer, _ fence: Int64) -> Unchanged? {
    guard let call = payment.call, call.fence == fence else { return .stale }
    switch call.operation {
    case .request: hearRequest(answer)
    case .settle: hearSettlement(answer, call.operation)
    case .reverse: hearReversal(answer)
    case .refund, .inquireRefund: hearRefund(answer)
    case .verify: hearVerification(answer, fence)
    case .inquire:
      if payment.state == .settling || payment.state == .settleUnknown {
        hearSettlement(answer, call.operation)
      } else {
        hearVerification(answer, fence)
      }
    }
    return nil
  }

  /// A time has come. Where a question is with the bank, its lease must be over.
  mutating func due() -> Unchanged? {
    if let call = payment.call {
      guard now >= call.leaseEnd else { return .leased }
      return lost(call)
    }
    return askAgain()
  }

  /// Nobody knows what became of a question.
  private mutating func lost(_ call: BankCall) -> Unchanged? {
    // A probe of a payment that nobody has come back from asks for nothing that could be lost.
    if payment.state == .expiring {
      endCall()
      return askAgain()
    }
    return hear(.failed(.transportAfterSend), call.fence)
  }

  private mutating func askAgain() -> Unchanged? {
    switch payment.state {
    case .requestUnknown: anotherOrder(.transportAfterSend)
    case .redirectReady, .expiring: probe()
    case .returned: startVerifying()
    case .verifyUnknown: ask(profile.canInquire ? .inquire : .verify)
    case .settleUnknown:
      // Asked first, because a settlement that was lost may have been heard.
      ask(profile.canInquire ? .inquire : .settle)
    case .reversing: ask(.reverse)
    case .refunding: payment.refunds.last.map { ask(.refund, refund: $0.id) }
    case .refundUnknown: inquireRefund()
    case .activating: activate()
    default: return .early
    }
    return nil
  }

  /// Nobody has come back. Where the bank can be asked by the token alone it is; else time decides.
  private mutating func probe() {
    if profile.needsReference {
      guard now < payEnd else { return end(.expired, .expiredWindow) }
      return emit(.wake(payEnd))
    }
    move(to: .expiring)
    ask(.verify)
  }

  /// The gateway's own list, read each day and where something is doubtful.
  mutating func hearReport(_ standing: Standing) -> Unchanged? {
    switch (payment.state, standing) {
    case (.redirectReady, .paid), (.cancelled, .paid), (.expired, .paid), (.failed, .paid),
      (.needsReview, .paid) where payment.failure?.isNothingPaid == true:
      guard !profile.needsReference || payment.reference != nil else {
        review(.integrityOrder)
        return nil
      }
      payment.returned = now
      payment.tries = 0
      move(to: .returned)
      startVerifying()
      return nil
    default: return .further
    }
  }

  mutating func retry() throws(Refusal) -> Unchanged? {
    switch payment.state {
    case .needsReview where payment.isUnapplied || payment.failure?.reaction == .reverse: throw .state
    case .needsReview where payment.refunds.last?.state == .asked:
      guard profile.canInquireRefund else { throw .unsupported }
      payment.tries = 0
      move(to: .refundUnknown)
      inquireRefund()
      return nil
    case .needsReview:
      payment.tries = 0
      // A person has looked: if the bank says it again, it is so.
      if payment.failure?.isNothingPaid == true { payment.hasLostVerification = false }
      if payment.verified != nil, profile.hasSettlement {
        move(to: .settling)
        ask(profile.canInquire ? .inquire : .settle)
      } else {
        startVerifying()
      }
      return nil
    default:
      guard payment.state.isMoving else { throw .state }
      return due()
    }
  }
}
