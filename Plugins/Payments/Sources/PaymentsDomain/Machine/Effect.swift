/// What is to happen because of a step, all of it in the commit that keeps the payment.
package enum Effect: Sendable, Hashable {
  /// Ask the bank; the payment's ``Payment/call`` has the same question.
  case ask(BankCall)
  /// Ask the bank about a refund.
  case askRefund(BankCall, RefundID)
  /// Come back with ``PaymentEvent/due`` then, whatever was said before.
  case wake(Moment)
  /// Nothing more is waited for.
  case rest
  /// It is this payment's from now on; the commit fails where it is another's.
  case claim(Claim)
  /// It is nobody's again.
  case release(Claim)
  /// What was paid for is given, in our own store.
  case grant
  /// What was paid for is given by a system elsewhere, keyed by the payment.
  case activate
  /// What was given is taken back.
  case revoke
  /// The operator is told.
  case alert(Alert)
}

/// What an operator is told of at once.
package enum Alert: String, Sendable, Hashable {
  /// The gateway's account, address or domain is not as it should be; it takes no payments until then.
  case configuration
  /// A payment was taken for another's, changed, or used twice.
  case integrity
  /// A person has to look.
  case review
  /// Somebody paid twice.
  case paidTwice = "paid_twice"
  /// It is paid, and what was paid for could not be given.
  case paidNotActive = "paid_not_active"
}
