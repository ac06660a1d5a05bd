/// What a string in a manifest must look like.
struct TextRule {
  /// The most bytes of UTF-8.
  let maximum: Int
  /// The form, for the hint: "write …".
  let form: String
  /// Whether a string that is not too long has that form.
  let matches: @Sendable (String) -> Bool

  /// A line of text to read.
  static func line(_ maximum: Int) -> TextRule {
    TextRule(maximum: maximum, form: "one line of 1 to \(maximum) bytes without control characters") {
      $0.unicodeScalars.allSatisfy(isPlain)
    }
  }

  static let id = TextRule(
    maximum: 32, form: "a lower-case letter and up to 31 lower-case letters, digits and hyphens"
  ) { text in
    text.utf8.first.map(isLower) == true
      && text.utf8.allSatisfy { isLower($0) || isDigit($0) || $0 == hyphen }
  }

  static let version = TextRule(
    maximum: SemanticVersion.maximumLength, form: "a semantic version, such as 1.2.3"
  ) { SemanticVersion($0) != nil }

  /// `Hello`, or `Outer.Hello`. The generator writes it into Swift, so nothing else gets through.
  static let swiftType = TextRule(maximum: 128, form: "a Swift type's name, such as Hello") { text in
    text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { part in
      guard let first = part.utf8.first else { return false }
      return !isDigit(first) && part.utf8.allSatisfy { isLetter($0) || isDigit($0) || $0 == underscore }
    }
  }

  /// `http:/other-prefix`, `telegram:shop`.
  static let capability = TextRule(
    maximum: 128,
    form: "printable ASCII without spaces that begins with a lower-case letter, such as http:/prefix"
  ) { text in
    text.utf8.first.map(isLower) == true && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
  }

  /// A topic or a service: `shop.orders`, `payments/1`.
  static let name = TextRule(
    maximum: 128, form: "a lower-case letter, then lower-case letters, digits and . _ / -"
  ) { text in
    text.utf8.first.map(isLower) == true
      && text.utf8.allSatisfy { isLower($0) || isDigit($0) || [0x2e, underscore, 0x2f, hyphen].contains($0) }
  }

  private static let hyphen: UInt8 = 0x2d
  private static let underscore: UInt8 = 0x5f
  private static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7a).contains(byte) }
  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
  private static func isLetter(_ byte: UInt8) -> Bool { isLower(byte | 0x20) }
}
