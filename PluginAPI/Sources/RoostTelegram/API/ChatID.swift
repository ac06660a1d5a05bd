public import RoostJSON

extension Telegram {
  /// Names a chat: by its number, or a public one by its `@name`.
  public enum ChatID: Sendable, Hashable, ExpressibleByIntegerLiteral, ExpressibleByStringLiteral {
    /// A chat's number.
    case id(Int64)
    /// `@name` of a channel, a supergroup or a user.
    case name(String)

    /// A chat's number.
    public init(integerLiteral value: Int64) { self = .id(value) }
    /// `@name` of a channel, a supergroup or a user.
    public init(stringLiteral value: String) { self = .name(value) }
  }

  /// What a method answers that changes a message: the message, or nothing for one that was sent through an inline query.
  public enum ChangedMessage: Sendable, TelegramReadable {
    /// The message as it is now.
    case message(Message)
    /// Done, to a message that the bot cannot see.
    case done

    /// Reads an answer.
    public static func telegram(_ json: JSONView) -> ChangedMessage? {
      json.isObject ? .message(Message(json: json)) : json.bool == true ? .done : nil
    }

    /// Done.
    public static var telegramMissing: ChangedMessage { .done }
  }
}

extension Telegram.ChatID: TelegramWritable, TelegramReadable {
  /// Writes the number or the name.
  public func write(to writer: inout TelegramWriter) {
    switch self {
    case .id(let id): id.write(to: &writer)
    case .name(let name): name.write(to: &writer)
    }
  }

  /// Reads a number or a name.
  public static func telegram(_ json: JSONView) -> Telegram.ChatID? {
    json.int.map { .id($0) } ?? json.string.map { .name($0) }
  }

  /// No chat's number.
  public static var telegramMissing: Telegram.ChatID { .id(0) }
}
