/// A text with entities, put together from parts.
///
///     let text: FormattedText = "Hello, " + .bold(name) + "! " + .link("Read more", "https://example.org")
///
/// Nothing in it is escaped or read as a mark: what a user wrote stays what it is.
public struct FormattedText: Sendable, Hashable, ExpressibleByStringLiteral {
  /// The text.
  public private(set) var text: String
  /// Its entities, by offset.
  public private(set) var entities: [TextEntity]

  /// A text with entities, which must lie in it.
  public init(_ text: String, _ entities: [TextEntity] = []) {
    self.text = text
    self.entities = entities
  }

  /// A text without entities.
  public init(stringLiteral text: String) { self.init(text) }

  /// The text of a message, or a media message's caption; empty when it has neither.
  public init(_ message: Telegram.Message) {
    if let text = message.text {
      self.init(text, (message.entities ?? []).map { TextEntity($0) })
    } else {
      self.init(message.caption ?? "", (message.captionEntities ?? []).map { TextEntity($0) })
    }
  }

  /// The entities for a method's parameter; nil for none.
  public var sentEntities: [Telegram.MessageEntity]? { entities.isEmpty ? nil : entities.map(\.sent) }

  /// UTF-16 units of the text.
  public var count: Int { text.utf16.count }

  /// One text after the other.
  public static func + (left: FormattedText, right: FormattedText) -> FormattedText {
    var sum = left
    sum += right
    return sum
  }

  /// Appends a text.
  public static func += (left: inout FormattedText, right: FormattedText) {
    let start = left.count
    left.text += right.text
    left.entities += right.entities.map { TextEntity($0.kind, offset: $0.offset + start, length: $0.length) }
  }

  /// The text with an entity over all of it.
  public func with(_ kind: TextEntity.Kind) -> FormattedText {
    guard !text.isEmpty else { return self }
    return FormattedText(text, [TextEntity(kind, offset: 0, length: count)] + entities)
  }
}

extension FormattedText {
  /// A text as it is, such as one in a variable.
  public static func plain(_ text: String) -> FormattedText { FormattedText(text) }
  /// Bold text.
  public static func bold(_ text: FormattedText) -> FormattedText { text.with(.bold) }
  /// Bold text.
  public static func bold(_ text: String) -> FormattedText { bold(plain(text)) }
  /// Italic text.
  public static func italic(_ text: FormattedText) -> FormattedText { text.with(.italic) }
  /// Italic text.
  public static func italic(_ text: String) -> FormattedText { italic(plain(text)) }
  /// Code within a line.
  public static func code(_ text: String) -> FormattedText { plain(text).with(.code) }
  /// A block of code, in a language if one is named.
  public static func pre(_ text: String, language: String? = nil) -> FormattedText {
    plain(text).with(.pre(language))
  }
  /// Text that leads to an address.
  public static func link(_ text: String, _ url: String) -> FormattedText { plain(text).with(.link(url)) }
  /// Text that leads to a user.
  public static func mention(_ text: String, user: Int64) -> FormattedText {
    plain(text).with(.mention(user))
  }
}
