import PaymentsDomain

/// Saman's callback, the same whichever interface asked. Its numbers are the bank's own, so that nothing of it is
/// believed but that the order is ours; the amount it names is not looked at.
enum SamanCallback {
  static func read(
    _ fields: CallbackFields, _ payment: Payment, merchant: String
  ) throws(CallbackError) -> Hint {
    try fields.require("ResNum", toBe: payment.order.map { "\($0.number)" })
    for name in ["MID", "TerminalId"] where fields.optional(name) != nil {
      try fields.require(name, toBe: merchant)
    }
    if let status = fields.optional("Status") {
      guard let number = Int(status) else { throw .malformed("Status") }
      if let failure = SamanCodes.page(number) { return Hint(claimsPaid: false, reason: failure) }
    } else {
      guard try fields.required("State") == "OK" else {
        return Hint(claimsPaid: false, reason: .userCancelled)
      }
    }
    return Hint(claimsPaid: true, reference: try fields.word("RefNum"))
  }
}
