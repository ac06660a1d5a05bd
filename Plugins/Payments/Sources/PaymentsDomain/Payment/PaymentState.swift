/// Where a payment is. Every `…Unknown` is the janitor's, and never becomes a failure by itself.
package enum PaymentState: String, Codable, Sendable, Hashable, CaseIterable {
  /// Somebody means to pay; no bank knows of it.
  case created
  /// The bank is asked for a token.
  case requesting
  /// It was asked, and whether it gave one is not known. Nobody was sent there, so no money can have moved.
  case requestUnknown = "request_unknown"
  /// It gave none.
  case requestFailed = "request_failed"
  /// The person can be sent to the bank's page.
  case redirectReady = "redirect_ready"
  /// The person is back.
  case returned
  /// The person went back without paying.
  case cancelled
  /// Nobody came back, and the bank is asked.
  case expiring
  /// Nobody paid in time.
  case expired
  /// The bank is asked to confirm.
  case verifying
  /// It was asked, and whether it confirmed is not known.
  case verifyUnknown = "verify_unknown"
  /// It confirmed.
  case verified
  /// It says that there is nothing to confirm.
  case failed
  /// The money went back to who paid.
  case reversed
  /// The bank is asked to pay it out to us.
  case settling
  /// It was asked, and whether it does is not known.
  case settleUnknown = "settle_unknown"
  /// The money is ours.
  case settled
  /// What the bank confirmed is not what we asked for.
  case mismatch
  /// The bank is asked to give it back.
  case reversing
  /// A person has to look.
  case needsReview = "needs_review"
  /// What was paid for is being given.
  case activating
  /// What was paid for was given.
  case active
  /// The bank is asked for a refund.
  case refunding
  /// It was asked, and whether it refunded is not known.
  case refundUnknown = "refund_unknown"
  /// A part went back.
  case partiallyRefunded = "partially_refunded"
  /// All of it went back.
  case refunded
}

extension PaymentState {
  /// Whether money may have moved without our knowing: another payment of the same invoice is refused.
  package var blocksAnother: Bool {
    switch self {
    case .requestFailed, .cancelled, .expired, .failed, .reversed, .refunded: false
    default: true
    }
  }

  /// Whether the money is, or was, ours.
  package var isPaid: Bool {
    switch self {
    case .settled, .activating, .active, .refunding, .refundUnknown, .partiallyRefunded: true
    default: false
    }
  }

  /// Whether the bank, or time, still has something to say.
  package var isMoving: Bool {
    switch self {
    case .created, .requesting, .requestUnknown, .redirectReady, .returned, .expiring, .verifying,
      .verifyUnknown, .verified, .settling, .settleUnknown, .settled, .mismatch, .reversing, .activating,
      .refunding, .refundUnknown:
      true
    default: false
    }
  }
}
