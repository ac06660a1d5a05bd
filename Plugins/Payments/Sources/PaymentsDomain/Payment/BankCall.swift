/// A question to the bank. It is written down before it is sent.
package struct BankCall: Codable, Sendable, Hashable {
  /// What is asked.
  package enum Operation: String, Codable, Sendable, Hashable, CaseIterable {
    /// A token for a new order.
    case request
    /// Confirm what was paid.
    case verify
    /// How does it stand?
    case inquire
    /// Pay it out.
    case settle
    /// Give it back, before it is settled.
    case reverse
    /// Give some of it back, after it was settled.
    case refund
    /// How does the refund stand?
    case inquireRefund
  }

  /// What is asked.
  package let operation: Operation
  /// Its number, the payment's fencing token: an answer with another is not listened to.
  package let fence: Int64
  /// When nobody waits for its answer any more, and the bank may be asked again.
  package let leaseEnd: Moment

  /// Makes a question.
  package init(operation: Operation, fence: Int64, leaseEnd: Moment) {
    self.operation = operation
    self.fence = fence
    self.leaseEnd = leaseEnd
  }
}

/// What a bank said, the same for every gateway.
package enum BankAnswer: Sendable, Hashable {
  /// The order has this token, and the person can be sent; where a gateway names a page for it, there.
  case token(String, page: String? = nil)
  /// It was paid, and is confirmed, by this question or by one before.
  case confirmed(BankConfirmation)
  /// What was asked for is done, by this question or by one before.
  case done
  /// How it stands.
  case standing(Standing)
  /// It is not done, for this reason. Whether that is certain hangs on the reason: see ``Failure/reaction``.
  case failed(Failure)
}

/// What a bank says of a payment that it confirms; nil where it says nothing.
package struct BankConfirmation: Sendable, Hashable {
  /// The bank's number of it, unique with our account there.
  package var reference: String
  /// How much.
  package var amount: Money?
  /// Of which order.
  package var order: Int64?
  /// To whom.
  package var merchant: String?

  /// Makes a confirmation.
  package init(reference: String, amount: Money? = nil, order: Int64? = nil, merchant: String? = nil) {
    self.reference = reference
    self.amount = amount
    self.order = order
    self.merchant = merchant
  }
}

/// How a transaction stands at the bank.
package enum Standing: String, Sendable, Hashable, CaseIterable {
  /// Nothing was paid.
  case unpaid
  /// It was paid and is to be confirmed.
  case paid
  /// It is confirmed, not settled.
  case verified
  /// It is settled.
  case settled
  /// It went back.
  case reversed
}
