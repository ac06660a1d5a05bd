/// A plugin's texts in several languages.
///
///     let texts = TextTable(
///       ["en": ["hello": "Hello, {name}!", "tasks": .plural([.one: "{count} task", .other: "{count} tasks"])],
///        "ru": ["tasks": .plural([.one: "{count} дело", .few: "{count} дела", .many: "{count} дел"])]],
///       fallback: "en")
///     texts("tasks", in: update.language, count: 3)
///
/// A text is looked for in the user's language, such as `pt-br`, then in `pt`, then in the fallback.
public struct TextTable: Sendable {
  /// A text, or one for each plural category.
  public enum Text: Sendable, Hashable, ExpressibleByStringLiteral {
    /// The same for any count.
    case plain(String)
    /// By the count; where the category has none, that of ``PluralCategory/other``, else of ``PluralCategory/many``.
    case plural([PluralCategory: String])

    /// The same for any count.
    public init(stringLiteral text: String) { self = .plain(text) }
  }

  private let tables: [String: [String: Text]]
  private let fallback: String

  /// Makes a table.
  ///
  /// - Parameters:
  ///   - tables: for each language, such as `en` or `pt-br`, the texts by key.
  ///   - fallback: the language of who has one that is not there.
  public init(_ tables: [String: [String: Text]], fallback: String) {
    self.tables = [String: [String: Text]](
      tables.map { (LanguageCode.chain($0.key).first ?? "", $0.value) },
      uniquingKeysWith: { $0.merging($1) { $1 } })
    self.fallback = fallback
  }

  /// A text; the key itself when no language on the way has it.
  ///
  /// - Parameters:
  ///   - key: the text's.
  ///   - language: of the user, see ``/Roost/Update/language``; empty is the fallback.
  ///   - count: chooses the plural, and stands for `{count}`.
  ///   - values: what stands for `{name}`. What they have in braces stays as it is.
  public func callAsFunction(
    _ key: String, in language: String, count: Int? = nil, _ values: [String: String] = [:]
  ) -> String {
    for code in LanguageCode.chain(language) + LanguageCode.chain(fallback) {
      guard let text = tables[code]?[key], let form = Self.form(of: text, count ?? 0, in: code) else {
        continue
      }
      var values = values
      if let count { values["count"] = String(count) }
      return Self.filled(form, values)
    }
    return key
  }

  /// Keys that a language has and another has not, for a test to be empty of.
  public func missing(in language: String, of other: String) -> [String] {
    let (here, there) = (tables[language.lowercased()] ?? [:], tables[other.lowercased()] ?? [:])
    return there.keys.filter { here[$0] == nil }.sorted()
  }

  private static func form(of text: Text, _ count: Int, in language: String) -> String? {
    switch text {
    case .plain(let text): text
    case .plural(let forms):
      forms[PluralCategory(count, language: language)] ?? forms[.other] ?? forms[.many]
    }
  }

  private static func filled(_ text: String, _ values: [String: String]) -> String {
    var filled = ""
    var rest = text[...]
    while let open = rest.firstIndex(of: "{") {
      filled += rest[..<open]
      rest = rest[open...]
      guard let close = rest.firstIndex(of: "}"),
        let value = values[String(rest[rest.index(after: open)..<close])]
      else {
        filled.append(rest.removeFirst())
        continue
      }
      filled += value
      rest = rest[rest.index(after: close)...]
    }
    return filled + rest
  }
}
