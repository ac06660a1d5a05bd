/// What an amount counts. The rial and the toman are two units, although ten of one are one of the other: gateways of
/// one country take one or the other, and an amount that is read in the wrong one is wrong tenfold.
package enum CurrencyUnit: String, Codable, Sendable, Hashable, CaseIterable {
  /// Iranian rials.
  case rial = "IRR"
  /// Iranian tomans, ten rials each.
  case toman = "IRT"
  /// Cents of the United States' dollar.
  case dollarCent = "USD"
  /// Cents of the euro.
  case euroCent = "EUR"
  /// Telegram's Stars.
  case star = "XTR"

  /// How many of an amount's last digits stand behind the decimal point when people read it.
  package var decimals: Int {
    switch self {
    case .rial, .toman, .star: 0
    case .dollarCent, .euroCent: 2
    }
  }
}
