import PaymentsDomain

/// Saman's codes, as its document (3.3) lists them: one table for the page, one for REST, one for SOAP.
enum SamanCodes {
  /// The callback's `Status`; nil is paid.
  static func page(_ status: Int) -> Failure? {
    switch status {
    case 2: nil
    case 1: .userCancelled
    case 3: .declinedOther
    case 4: .expiredWindow
    case 8: .configIP
    case 12: .configMerchant
    default: .configRequest
    }
  }

  /// `ResultCode` of REST, where 0 and 2, repeated, are successes.
  static func rest(_ code: Int) -> Failure {
    switch code {
    case 5: .alreadyReversed
    case -2: .declinedNotFound
    case -6: .expiredWindow
    case -104, -105: .configMerchant
    case -106: .configIP
    default: .protocolMalformed
    }
  }

  /// What a negative result of SOAP means.
  static func soap(_ code: Int) -> Failure {
    switch code {
    case -3, -8, -10, -11: .declinedNotFound
    case -4: .configCredentials
    case -6: .expiredWindow
    case -18: .configIP
    // -1 processing, -7 empty, -14 undefined, -16 internal and whatever is new: nothing that is certain.
    default: .protocolMalformed
    }
  }
}
