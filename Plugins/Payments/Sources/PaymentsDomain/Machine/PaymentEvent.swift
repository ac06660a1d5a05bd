/// Something that happens to a payment.
package enum PaymentEvent: Sendable, Hashable {
  /// The person is to be sent to the bank.
  case begin
  /// The person came back, or says so.
  case returned(Hint)
  /// The bank answered the question of this number.
  case answered(fence: Int64, BankAnswer)
  /// A time that was waited for has come.
  case due
  /// What was paid for was given by a system elsewhere.
  case activated
  /// It was not, yet.
  case activationFailed
  /// An operator or a merchant gives some of it back.
  case refund(RefundID, Money)
  /// The gateway's list says how it stands.
  case reported(Standing)
  /// An operator has the bank asked again.
  case retry
}

/// What a callback says, which anybody may have sent: it makes the bank be asked, and decides nothing.
package struct Hint: Sendable, Hashable {
  /// Whether it claims that there was a payment.
  package var claimsPaid: Bool
  /// The bank's number of it, by which the bank can be asked.
  package var reference: String?
  /// Why it says there was none.
  package var reason: Failure?

  /// Makes a hint.
  package init(claimsPaid: Bool, reference: String? = nil, reason: Failure? = nil) {
    self.claimsPaid = claimsPaid
    self.reference = reference
    self.reason = reason
  }
}

/// What only one payment may have.
package enum Claim: Sendable, Hashable {
  /// The bank's number of what was paid, with our account there: by whichever of our gateways it came.
  case receipt(bank: String, merchant: String, reference: String)
  /// That it paid the invoice.
  case invoice(InvoiceID)
}
