/// A part of a text that has a form or a meaning. Offset and length are in UTF-16 units, as the Bot API counts.
public struct TextEntity: Sendable, Hashable {
  /// What it is.
  public enum Kind: Sendable, Hashable {
    /// Bold text.
    case bold
    /// Italic text.
    case italic
    /// Underlined text.
    case underline
    /// Struck text.
    case strikethrough
    /// Text that shows when it is touched.
    case spoiler
    /// Code within a line.
    case code
    /// A block of code, in a language if one is named.
    case pre(String?)
    /// A block that is quoted.
    case blockquote
    /// A block that is quoted, folded at first.
    case expandableBlockquote
    /// Text that leads to an address.
    case link(String)
    /// Text that leads to a user, by its number.
    case mention(Int64)
    /// An emoji of a set, by its id.
    case customEmoji(String)
    /// A moment in seconds since 1970, shown to each in their own way, by a format.
    case dateTime(Int64, String)
    /// What Telegram finds by itself, by the Bot API's name for it: `url`, `hashtag`, `bot_command`…
    case found(String)
  }

  /// What it is.
  public var kind: Kind
  /// Where it begins.
  public var offset: Int
  /// How long it is.
  public var length: Int

  /// Makes an entity.
  public init(_ kind: Kind, offset: Int, length: Int) {
    self.kind = kind
    self.offset = offset
    self.length = length
  }

  /// One that was received.
  public init(_ entity: Telegram.MessageEntity) {
    let kind: Kind =
      switch entity.type {
      case "bold": .bold
      case "italic": .italic
      case "underline": .underline
      case "strikethrough": .strikethrough
      case "spoiler": .spoiler
      case "code": .code
      case "pre": .pre(entity.language)
      case "blockquote": .blockquote
      case "expandable_blockquote": .expandableBlockquote
      case "text_link": .link(entity.url ?? "")
      case "text_mention": .mention(entity.user?.id ?? 0)
      case "custom_emoji": .customEmoji(entity.customEmojiID ?? "")
      case "date_time": .dateTime(entity.unixTime ?? 0, entity.dateTimeFormat ?? "")
      case let other: .found(other)
      }
    self.init(kind, offset: Int(clamping: entity.offset), length: Int(clamping: entity.length))
  }

  /// One to send.
  public var sent: Telegram.MessageEntity {
    let (offset, length) = (Int64(offset), Int64(length))
    func plain(_ type: String) -> Telegram.MessageEntity { .init(type: type, offset: offset, length: length) }
    return switch kind {
    case .bold: plain("bold")
    case .italic: plain("italic")
    case .underline: plain("underline")
    case .strikethrough: plain("strikethrough")
    case .spoiler: plain("spoiler")
    case .code: plain("code")
    case .pre(let language): .init(type: "pre", offset: offset, length: length, language: language)
    case .blockquote: plain("blockquote")
    case .expandableBlockquote: plain("expandable_blockquote")
    case .link(let url): .init(type: "text_link", offset: offset, length: length, url: url)
    case .mention(let id):
      .init(
        type: "text_mention", offset: offset, length: length,
        user: .init(id: id, isBot: false, firstName: ""))
    case .customEmoji(let id): .init(type: "custom_emoji", offset: offset, length: length, customEmojiID: id)
    case .dateTime(let time, let format):
      .init(type: "date_time", offset: offset, length: length, unixTime: time, dateTimeFormat: format)
    case .found(let type): plain(type)
    }
  }

  /// The part of a text that it is of; nil when the text ends before, or a pair of surrogates would be cut.
  public func slice(of text: String) -> Substring? {
    guard offset >= 0, length >= 0,
      let start = text.utf16.index(text.startIndex, offsetBy: offset, limitedBy: text.endIndex),
      let end = text.utf16.index(start, offsetBy: length, limitedBy: text.endIndex),
      start.samePosition(in: text.unicodeScalars) != nil, end.samePosition(in: text.unicodeScalars) != nil
    else { return nil }
    return text[start..<end]
  }
}
