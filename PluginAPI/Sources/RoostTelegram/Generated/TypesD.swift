// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `Dice`.
  public struct Dice: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `emoji` of the Bot API's type `Dice`.
    public var emoji: String { required("emoji") }
    /// `value` of the Bot API's type `Dice`.
    public var value: Int64 { required("value") }
  }

  /// The Bot API's type `DirectMessagePriceChanged`.
  public struct DirectMessagePriceChanged: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `are_direct_messages_enabled` of the Bot API's type `DirectMessagePriceChanged`.
    public var areDirectMessagesEnabled: Bool { required("are_direct_messages_enabled") }
    /// `direct_message_star_count` of the Bot API's type `DirectMessagePriceChanged`.
    public var directMessageStarCount: Int64? { optional("direct_message_star_count") }
  }

  /// The Bot API's type `DirectMessagesTopic`.
  public struct DirectMessagesTopic: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `topic_id` of the Bot API's type `DirectMessagesTopic`.
    public var topicID: Int64 { required("topic_id") }
    /// `user` of the Bot API's type `DirectMessagesTopic`.
    public var user: User? { optional("user") }
  }

  /// The Bot API's type `DisabledButton`.
  public struct DisabledButton: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `DisabledButton`; what is nil is not sent.
    public init() {
      self.json = JSONView { _ in }
    }
  }

  /// The Bot API's type `Document`.
  public struct Document: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `Document`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `Document`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `thumbnail` of the Bot API's type `Document`.
    public var thumbnail: PhotoSize? { optional("thumbnail") }
    /// `file_name` of the Bot API's type `Document`.
    public var fileName: String? { optional("file_name") }
    /// `mime_type` of the Bot API's type `Document`.
    public var mimeType: String? { optional("mime_type") }
    /// `file_size` of the Bot API's type `Document`.
    public var fileSize: Int64? { optional("file_size") }
  }
}
