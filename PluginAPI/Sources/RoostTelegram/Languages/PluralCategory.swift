/// The plural categories of Unicode's CLDR (https://cldr.unicode.org/index/cldr-spec/plural-rules).
public enum PluralCategory: String, Sendable, Hashable, CaseIterable {
  /// As Arabic has it of none.
  case zero
  /// As English has it of 1.
  case one
  /// As Arabic has it of 2.
  case two
  /// As Russian has it of 2 to 4.
  case few
  /// As Russian has it of 5 to 20.
  case many
  /// What every language has.
  case other

  /// The category of a number of things.
  ///
  /// - Parameters:
  ///   - count: how many.
  ///   - language: `ar`, `de`, `en`, `fa`, `ru`, `tr` or `uk`, with or without a region. Of any other language all counts
  ///     are ``other``, which is right for Chinese, Japanese, Korean, Thai, Vietnamese and Indonesian.
  public init(_ count: Int, language: String) {
    let number = count.magnitude
    switch LanguageCode.base(language) {
    case "en", "de", "tr": self = number == 1 ? .one : .other
    case "fa": self = number <= 1 ? .one : .other
    case "ru", "uk": self = Self.eastSlavic(number)
    case "ar": self = Self.arabic(number)
    default: self = .other
    }
  }

  private static func eastSlavic(_ number: UInt) -> PluralCategory {
    switch (number % 10, number % 100) {
    case (1, let tens) where tens != 11: .one
    case (2...4, let tens) where !(12...14).contains(tens): .few
    default: .many
    }
  }

  private static func arabic(_ number: UInt) -> PluralCategory {
    switch (number, number % 100) {
    case (0, _): .zero
    case (1, _): .one
    case (2, _): .two
    case (_, 3...10): .few
    case (_, 11...99): .many
    default: .other
    }
  }
}

enum LanguageCode {
  /// `pt` of `pt-BR` and of `PT_br`.
  static func base(_ code: String) -> String {
    String(code.prefix { $0 != "-" && $0 != "_" }).lowercased()
  }

  /// A code, and then what is left of it when its last part is taken off, in the spelling of tables.
  static func chain(_ code: String) -> [String] {
    var parts = code.lowercased().split { $0 == "-" || $0 == "_" }
    var chain: [String] = []
    while !parts.isEmpty {
      chain.append(parts.joined(separator: "-"))
      parts.removeLast()
    }
    return chain
  }
}
