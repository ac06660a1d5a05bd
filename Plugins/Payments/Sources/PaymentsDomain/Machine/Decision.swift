/// What comes of an event.
package enum Decision: Sendable, Hashable {
  /// The payment moves.
  case step(Step)
  /// Nothing changes: it was known, or is none of its business.
  case unchanged(Unchanged)
  /// It is not allowed.
  case refused(Refusal)
}

/// A step of a payment: all of it is committed, or nothing.
package struct Step: Sendable, Hashable {
  /// The payment afterwards.
  package var payment: Payment
  /// The states it went through, the last one being where it is.
  package var path: [PaymentState] = []
  /// What is to happen.
  package var effects: [Effect] = []
  /// What is booked.
  package var entries: [LedgerEntry] = []
}

/// Why nothing changes.
package enum Unchanged: String, Sendable, Hashable {
  /// It is further on.
  case further
  /// The answer is to a question that is not waited for any more.
  case stale
  /// A question is with the bank, and its time is not over.
  case leased
  /// Nothing is due.
  case early
}

/// Why an event is not allowed.
package enum Refusal: String, Error, Sendable, Hashable {
  /// Not in this state.
  case state
  /// The gateway cannot do it.
  case unsupported
  /// More than was paid and is not given back.
  case amount
  /// The same refund with another amount.
  case changed
  /// A callback without the number by which the bank is asked, or with a second one.
  case reference
}

/// What an event is judged by, besides the payment.
package struct Context: Sendable {
  /// When it is.
  package var now: Moment
  /// The gateway's.
  package var profile: GatewayProfile
  /// A number that no order and no refund has had.
  package var freshNumber: Int64
  /// Who has what the event would claim, as ``Machine/claims(of:for:)`` names it.
  package var owners: [Claim: PaymentID]
  /// Whether what is paid for is given by a system elsewhere.
  package var activatesElsewhere: Bool

  /// Makes a context.
  package init(
    now: Moment, profile: GatewayProfile, freshNumber: Int64, owners: [Claim: PaymentID] = [:],
    activatesElsewhere: Bool = false
  ) {
    self.now = now
    self.profile = profile
    self.freshNumber = freshNumber
    self.owners = owners
    self.activatesElsewhere = activatesElsewhere
  }
}
