import PaymentsDomain

/// What people read. Who asks for neither gets the operator's choice.
enum Language: String, Decodable, Sendable {
  case persian = "fa"
  case english = "en"

  var direction: String { self == .persian ? "rtl" : "ltr" }

  /// The first of the two in an `Accept-Language` field.
  static func of(_ header: String?, otherwise: Language) -> Language {
    let tags = (header ?? "").lowercased().split(separator: ",").map { $0.drop { $0 == " " }.prefix(2) }
    return tags.lazy.compactMap { Language(rawValue: String($0)) }.first ?? otherwise
  }

  /// An amount with its unit, digits in groups of three, in the language's digits.
  func money(_ money: Money) -> String {
    var digits = "\(money.count.magnitude)"
    var fraction = ""
    if money.unit.decimals > 0 {
      let padded = String(repeating: "0", count: max(0, money.unit.decimals + 1 - digits.count)) + digits
      digits = String(padded.dropLast(money.unit.decimals))
      fraction = "." + padded.suffix(money.unit.decimals)
    }
    var grouped = ""
    for (index, digit) in digits.reversed().enumerated() {
      if index > 0, index % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    let number = (money.count < 0 ? "-" : "") + String(grouped.reversed()) + fraction
    return "\(localized(number)) \(unit(money.unit))"
  }

  private func localized(_ number: String) -> String {
    guard self == .persian else { return number }
    return String(
      number.unicodeScalars.map { scalar -> Character in
        switch scalar {
        case "0"..."9": Character(Unicode.Scalar(scalar.value - 0x30 + 0x6F0) ?? scalar)
        case ",": "٬"
        case ".": "٫"
        default: Character(scalar)
        }
      })
  }

  private func unit(_ unit: CurrencyUnit) -> String {
    switch (self, unit) {
    case (.persian, .rial): "ریال"
    case (.persian, .toman): "تومان"
    case (.persian, .dollarCent): "دلار"
    case (.persian, .euroCent): "یورو"
    case (.persian, .star): "ستاره"
    case (.english, .rial): "rials"
    case (.english, .toman): "tomans"
    case (.english, .dollarCent): "US dollars"
    case (.english, .euroCent): "euros"
    case (.english, .star): "Stars"
    }
  }
}
