import PaymentsDomain

/// Mellat's codes, as its document (v1.29) lists them.
enum MellatCodes {
  /// What an answer about a transaction means, where codes that say that it is so already are a success.
  static func answer(_ code: Int, _ question: BankQuestion) -> BankAnswer {
    let reference = question.payment.reference ?? ""
    switch (question.operation, code) {
    case (.verify, 0), (.verify, 43), (.verify, 45):
      return .confirmed(BankConfirmation(reference: reference))
    case (.settle, 0), (.settle, 45), (.reverse, 0), (.reverse, 48), (.refund, 0):
      return .done
    case (.inquire, 0), (.inquire, 43), (.inquire, 46): return .standing(.verified)
    case (.inquire, 45): return .standing(.settled)
    case (.inquire, 48): return .standing(.reversed)
    case (.inquire, 44): return .standing(.paid)
    default: return .failed(failure(code))
    }
  }

  /// What a code that is no success means.
  static func failure(_ code: Int) -> Failure {
    switch code {
    case 17: .userCancelled
    case 12: .declinedFunds
    case 13, 14, 55: .declinedPIN
    case 18: .declinedExpired
    case 16, 19, 61, 98: .declinedLimit
    case 11, 15, 114, 995: .declinedOther
    case 111, 112, 113: .issuerUnavailable
    case 21: .configMerchant
    case 23, 24: .configCredentials
    case 421: .configIP
    case 62: .configDomain
    case 25, 32, 33, 35, 412, 413, 414, 416, 417, 418, 419: .configRequest
    case 41, 51: .duplicateOrder
    case 42, 54: .declinedNotFound
    case 43: .alreadyVerified
    case 45: .alreadySettled
    case 48: .alreadyReversed
    case 415: .expiredWindow
    // 31, 34, 44, 46, 47, 49 and whatever is new: nothing that is certain.
    default: .protocolMalformed
    }
  }
}
