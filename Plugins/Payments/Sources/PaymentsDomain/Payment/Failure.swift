/// Why something did not come to be, the same for every gateway. Drivers turn a gateway's codes into these, each
/// version of an interface by a table of its own; what is done about it hangs on the ``reaction`` alone.
package enum Failure: String, Codable, Sendable, Hashable, CaseIterable {
  /// The person went back without paying.
  case userCancelled = "user_cancelled"
  /// Not enough money on the card.
  case declinedFunds = "declined.funds"
  /// A wrong PIN, or too many of them.
  case declinedPIN = "declined.pin"
  /// The card has expired.
  case declinedExpired = "declined.expired"
  /// Past a limit of the card.
  case declinedLimit = "declined.limit"
  /// The card is lost, stolen or blocked.
  case declinedLost = "declined.lost"
  /// The bank says that nothing was paid.
  case declinedUnpaid = "declined.unpaid"
  /// The bank does not know such a transaction.
  case declinedNotFound = "declined.not_found"
  /// Refused for another reason of the card's bank.
  case declinedOther = "declined.other"
  /// The card's bank does not answer.
  case issuerUnavailable = "issuer_unavailable"
  /// The bank's time for it is over.
  case expiredWindow = "expired_window"
  /// The merchant's account is wrong, closed or may not do it.
  case configMerchant = "config.merchant"
  /// The address of this machine is not the one the gateway knows.
  case configIP = "config.ip"
  /// The domain of the callback is not the one the gateway knows.
  case configDomain = "config.domain"
  /// A wrong name or password.
  case configCredentials = "config.credentials"
  /// The gateway refuses what was sent as wrong.
  case configRequest = "config.request"
  /// The bank does not know yet itself.
  case pending
  /// An answer that is none.
  case protocolMalformed = "protocol.malformed"
  /// A SOAP fault.
  case protocolFault = "protocol.fault"
  /// An HTTP status that is no success.
  case protocolHTTP = "protocol.http"
  /// It was not sent.
  case transportBeforeSend = "transport.before_send"
  /// It may have been sent, and no answer came.
  case transportAfterSend = "transport.after_send"
  /// Another amount than ours.
  case integrityAmount = "integrity.amount"
  /// Another merchant than ours.
  case integrityMerchant = "integrity.merchant"
  /// Another order than ours.
  case integrityOrder = "integrity.order"
  /// A receipt that another payment has.
  case integrityReplay = "integrity.replay"
  /// The invoice was paid by another payment.
  case integrityPaidTwice = "integrity.paid_twice"
  /// It was verified before.
  case alreadyVerified = "already_done.verified"
  /// It was settled before.
  case alreadySettled = "already_done.settled"
  /// It was reversed before.
  case alreadyReversed = "already_done.reversed"
  /// It was refunded before.
  case alreadyRefunded = "already_done.refunded"
  /// The gateway has had this order's number before.
  case duplicateOrder = "duplicate_order"
  /// Our own store failed.
  case internalStorage = "internal.storage"
  /// What was paid for could not be given yet.
  case internalActivation = "internal.activation"
}

extension Failure {
  /// What is done about a failure.
  package enum Reaction: Sendable, Hashable {
    /// The reason is shown, and another attempt allowed.
    case showReason
    /// The operator hears of it; nothing is sent to this gateway until then.
    case alertOperator
    /// Nothing is known: the bank is asked until it says.
    case findOut
    /// What was paid goes back, and the operator hears of it.
    case reverse
    /// It is as it should be.
    case normalise
    /// The same again with another order's number.
    case renumber
    /// Delivered later.
    case deliverLater
  }

  /// Whether the bank says that nothing was paid, or that it knows of nothing.
  var isNothingPaid: Bool { self == .declinedUnpaid || self == .declinedNotFound }

  /// What is done about it.
  package var reaction: Reaction {
    switch self {
    case .userCancelled, .declinedFunds, .declinedPIN, .declinedExpired, .declinedLimit, .declinedLost,
      .declinedUnpaid, .declinedNotFound, .declinedOther, .issuerUnavailable, .expiredWindow:
      .showReason
    case .configMerchant, .configIP, .configDomain, .configCredentials, .configRequest: .alertOperator
    case .pending, .protocolMalformed, .protocolFault, .protocolHTTP, .transportBeforeSend,
      .transportAfterSend:
      .findOut
    case .integrityAmount, .integrityMerchant, .integrityOrder, .integrityReplay, .integrityPaidTwice:
      .reverse
    case .alreadyVerified, .alreadySettled, .alreadyReversed, .alreadyRefunded: .normalise
    case .duplicateOrder: .renumber
    case .internalStorage, .internalActivation: .deliverLater
    }
  }
}
