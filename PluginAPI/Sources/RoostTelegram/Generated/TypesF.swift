// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `File`.
  public struct File: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `File`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `File`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `file_size` of the Bot API's type `File`.
    public var fileSize: Int64? { optional("file_size") }
    /// `file_path` of the Bot API's type `File`.
    public var filePath: String? { optional("file_path") }
  }

  /// The Bot API's type `ForceReply`.
  public struct ForceReply: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `ForceReply`; what is nil is not sent.
    public init(forceReply: Bool? = nil, inputFieldPlaceholder: String? = nil, selective: Bool? = nil) {
      self.content = TelegramContent {
        $0.add("force_reply", forceReply)
        $0.add("input_field_placeholder", inputFieldPlaceholder)
        $0.add("selective", selective)
      }
    }
  }

  /// The Bot API's type `ForumTopic`.
  public struct ForumTopic: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `message_thread_id` of the Bot API's type `ForumTopic`.
    public var messageThreadID: Int64 { required("message_thread_id") }
    /// `name` of the Bot API's type `ForumTopic`.
    public var name: String { required("name") }
    /// `icon_color` of the Bot API's type `ForumTopic`.
    public var iconColor: Int64 { required("icon_color") }
    /// `icon_custom_emoji_id` of the Bot API's type `ForumTopic`.
    public var iconCustomEmojiID: String? { optional("icon_custom_emoji_id") }
    /// `is_name_implicit` of the Bot API's type `ForumTopic`.
    public var isNameImplicit: Bool? { optional("is_name_implicit") }
  }

  /// The Bot API's type `ForumTopicClosed`.
  public struct ForumTopicClosed: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
  }

  /// The Bot API's type `ForumTopicCreated`.
  public struct ForumTopicCreated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `name` of the Bot API's type `ForumTopicCreated`.
    public var name: String { required("name") }
    /// `icon_color` of the Bot API's type `ForumTopicCreated`.
    public var iconColor: Int64 { required("icon_color") }
    /// `icon_custom_emoji_id` of the Bot API's type `ForumTopicCreated`.
    public var iconCustomEmojiID: String? { optional("icon_custom_emoji_id") }
    /// `is_name_implicit` of the Bot API's type `ForumTopicCreated`.
    public var isNameImplicit: Bool? { optional("is_name_implicit") }
  }

  /// The Bot API's type `ForumTopicEdited`.
  public struct ForumTopicEdited: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `name` of the Bot API's type `ForumTopicEdited`.
    public var name: String? { optional("name") }
    /// `icon_custom_emoji_id` of the Bot API's type `ForumTopicEdited`.
    public var iconCustomEmojiID: String? { optional("icon_custom_emoji_id") }
  }

  /// The Bot API's type `ForumTopicReopened`.
  public struct ForumTopicReopened: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
  }
}
