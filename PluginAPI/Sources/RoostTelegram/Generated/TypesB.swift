// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `BackgroundFillFreeformGradient`.
  public struct BackgroundFillFreeformGradient: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `BackgroundFillFreeformGradient`.
    public var type: String { required("type") }
    /// `colors` of the Bot API's type `BackgroundFillFreeformGradient`.
    public var colors: [Int64] { required("colors") }
  }

  /// The Bot API's type `BackgroundFillGradient`.
  public struct BackgroundFillGradient: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `BackgroundFillGradient`.
    public var type: String { required("type") }
    /// `top_color` of the Bot API's type `BackgroundFillGradient`.
    public var topColor: Int64 { required("top_color") }
    /// `bottom_color` of the Bot API's type `BackgroundFillGradient`.
    public var bottomColor: Int64 { required("bottom_color") }
    /// `rotation_angle` of the Bot API's type `BackgroundFillGradient`.
    public var rotationAngle: Int64 { required("rotation_angle") }
  }

  /// The Bot API's type `BackgroundFillSolid`.
  public struct BackgroundFillSolid: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `BackgroundFillSolid`.
    public var type: String { required("type") }
    /// `color` of the Bot API's type `BackgroundFillSolid`.
    public var color: Int64 { required("color") }
  }

  /// The Bot API's type `BackgroundTypeChatTheme`.
  public struct BackgroundTypeChatTheme: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `BackgroundTypeChatTheme`.
    public var type: String { required("type") }
    /// `theme_name` of the Bot API's type `BackgroundTypeChatTheme`.
    public var themeName: String { required("theme_name") }
  }

  /// The Bot API's type `BackgroundTypeFill`.
  public struct BackgroundTypeFill: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `BackgroundTypeFill`.
    public var type: String { required("type") }
    /// `fill` of the Bot API's type `BackgroundTypeFill`.
    public var fill: BackgroundFill { required("fill") }
    /// `dark_theme_dimming` of the Bot API's type `BackgroundTypeFill`.
    public var darkThemeDimming: Int64 { required("dark_theme_dimming") }
  }

  /// The Bot API's type `BackgroundTypePattern`.
  public struct BackgroundTypePattern: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `BackgroundTypePattern`.
    public var type: String { required("type") }
    /// `document` of the Bot API's type `BackgroundTypePattern`.
    public var document: Document { required("document") }
    /// `fill` of the Bot API's type `BackgroundTypePattern`.
    public var fill: BackgroundFill { required("fill") }
    /// `intensity` of the Bot API's type `BackgroundTypePattern`.
    public var intensity: Int64 { required("intensity") }
    /// `is_inverted` of the Bot API's type `BackgroundTypePattern`.
    public var isInverted: Bool? { optional("is_inverted") }
    /// `is_moving` of the Bot API's type `BackgroundTypePattern`.
    public var isMoving: Bool? { optional("is_moving") }
  }

  /// The Bot API's type `BackgroundTypeWallpaper`.
  public struct BackgroundTypeWallpaper: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `BackgroundTypeWallpaper`.
    public var type: String { required("type") }
    /// `document` of the Bot API's type `BackgroundTypeWallpaper`.
    public var document: Document { required("document") }
    /// `dark_theme_dimming` of the Bot API's type `BackgroundTypeWallpaper`.
    public var darkThemeDimming: Int64 { required("dark_theme_dimming") }
    /// `is_blurred` of the Bot API's type `BackgroundTypeWallpaper`.
    public var isBlurred: Bool? { optional("is_blurred") }
    /// `is_moving` of the Bot API's type `BackgroundTypeWallpaper`.
    public var isMoving: Bool? { optional("is_moving") }
  }

  /// The Bot API's type `Birthdate`.
  public struct Birthdate: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `day` of the Bot API's type `Birthdate`.
    public var day: Int64 { required("day") }
    /// `month` of the Bot API's type `Birthdate`.
    public var month: Int64 { required("month") }
    /// `year` of the Bot API's type `Birthdate`.
    public var year: Int64? { optional("year") }
  }

  /// The Bot API's type `BotAccessSettings`.
  public struct BotAccessSettings: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `is_access_restricted` of the Bot API's type `BotAccessSettings`.
    public var isAccessRestricted: Bool { required("is_access_restricted") }
    /// `added_users` of the Bot API's type `BotAccessSettings`.
    public var addedUsers: [User]? { optional("added_users") }
  }

  /// The Bot API's type `BotCommand`.
  public struct BotCommand: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `BotCommand`; what is nil is not sent.
    public init(command: String, description: String, isEphemeral: Bool? = nil) {
      self.json = JSONView {
        $0.add("command", command)
        $0.add("description", description)
        $0.add("is_ephemeral", isEphemeral)
      }
    }
    /// `command` of the Bot API's type `BotCommand`.
    public var command: String { required("command") }
    /// `description` of the Bot API's type `BotCommand`.
    public var description: String { required("description") }
    /// `is_ephemeral` of the Bot API's type `BotCommand`.
    public var isEphemeral: Bool? { optional("is_ephemeral") }
  }

  /// The Bot API's type `BotCommandScopeAllChatAdministrators`.
  public struct BotCommandScopeAllChatAdministrators: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `BotCommandScopeAllChatAdministrators`; what is nil is not sent.
    public init() {
      self.content = TelegramContent {
        $0.add("type", "all_chat_administrators")
      }
    }
  }

  /// The Bot API's type `BotCommandScopeAllGroupChats`.
  public struct BotCommandScopeAllGroupChats: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `BotCommandScopeAllGroupChats`; what is nil is not sent.
    public init() {
      self.content = TelegramContent {
        $0.add("type", "all_group_chats")
      }
    }
  }

  /// The Bot API's type `BotCommandScopeAllPrivateChats`.
  public struct BotCommandScopeAllPrivateChats: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `BotCommandScopeAllPrivateChats`; what is nil is not sent.
    public init() {
      self.content = TelegramContent {
        $0.add("type", "all_private_chats")
      }
    }
  }

  /// The Bot API's type `BotCommandScopeChat`.
  public struct BotCommandScopeChat: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `BotCommandScopeChat`; what is nil is not sent.
    public init(chatID: ChatID) {
      self.content = TelegramContent {
        $0.add("type", "chat")
        $0.add("chat_id", chatID)
      }
    }
  }

  /// The Bot API's type `BotCommandScopeChatAdministrators`.
  public struct BotCommandScopeChatAdministrators: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `BotCommandScopeChatAdministrators`; what is nil is not sent.
    public init(chatID: ChatID) {
      self.content = TelegramContent {
        $0.add("type", "chat_administrators")
        $0.add("chat_id", chatID)
      }
    }
  }

  /// The Bot API's type `BotCommandScopeChatMember`.
  public struct BotCommandScopeChatMember: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `BotCommandScopeChatMember`; what is nil is not sent.
    public init(chatID: ChatID, userID: Int64) {
      self.content = TelegramContent {
        $0.add("type", "chat_member")
        $0.add("chat_id", chatID)
        $0.add("user_id", userID)
      }
    }
  }

  /// The Bot API's type `BotCommandScopeDefault`.
  public struct BotCommandScopeDefault: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `BotCommandScopeDefault`; what is nil is not sent.
    public init() {
      self.content = TelegramContent {
        $0.add("type", "default")
      }
    }
  }

  /// The Bot API's type `BotDescription`.
  public struct BotDescription: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `description` of the Bot API's type `BotDescription`.
    public var description: String { required("description") }
  }

  /// The Bot API's type `BotName`.
  public struct BotName: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `name` of the Bot API's type `BotName`.
    public var name: String { required("name") }
  }

  /// The Bot API's type `BotShortDescription`.
  public struct BotShortDescription: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `short_description` of the Bot API's type `BotShortDescription`.
    public var shortDescription: String { required("short_description") }
  }

  /// The Bot API's type `BotSubscriptionUpdated`.
  public struct BotSubscriptionUpdated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `user` of the Bot API's type `BotSubscriptionUpdated`.
    public var user: User { required("user") }
    /// `invoice_payload` of the Bot API's type `BotSubscriptionUpdated`.
    public var invoicePayload: String { required("invoice_payload") }
    /// `state` of the Bot API's type `BotSubscriptionUpdated`.
    public var state: String { required("state") }
  }

  /// The Bot API's type `BusinessBotRights`.
  public struct BusinessBotRights: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `can_reply` of the Bot API's type `BusinessBotRights`.
    public var canReply: Bool? { optional("can_reply") }
    /// `can_read_messages` of the Bot API's type `BusinessBotRights`.
    public var canReadMessages: Bool? { optional("can_read_messages") }
    /// `can_delete_sent_messages` of the Bot API's type `BusinessBotRights`.
    public var canDeleteSentMessages: Bool? { optional("can_delete_sent_messages") }
    /// `can_delete_all_messages` of the Bot API's type `BusinessBotRights`.
    public var canDeleteAllMessages: Bool? { optional("can_delete_all_messages") }
    /// `can_edit_name` of the Bot API's type `BusinessBotRights`.
    public var canEditName: Bool? { optional("can_edit_name") }
    /// `can_edit_bio` of the Bot API's type `BusinessBotRights`.
    public var canEditBio: Bool? { optional("can_edit_bio") }
    /// `can_edit_profile_photo` of the Bot API's type `BusinessBotRights`.
    public var canEditProfilePhoto: Bool? { optional("can_edit_profile_photo") }
    /// `can_edit_username` of the Bot API's type `BusinessBotRights`.
    public var canEditUsername: Bool? { optional("can_edit_username") }
    /// `can_change_gift_settings` of the Bot API's type `BusinessBotRights`.
    public var canChangeGiftSettings: Bool? { optional("can_change_gift_settings") }
    /// `can_view_gifts_and_stars` of the Bot API's type `BusinessBotRights`.
    public var canViewGiftsAndStars: Bool? { optional("can_view_gifts_and_stars") }
    /// `can_convert_gifts_to_stars` of the Bot API's type `BusinessBotRights`.
    public var canConvertGiftsToStars: Bool? { optional("can_convert_gifts_to_stars") }
    /// `can_transfer_and_upgrade_gifts` of the Bot API's type `BusinessBotRights`.
    public var canTransferAndUpgradeGifts: Bool? { optional("can_transfer_and_upgrade_gifts") }
    /// `can_transfer_stars` of the Bot API's type `BusinessBotRights`.
    public var canTransferStars: Bool? { optional("can_transfer_stars") }
    /// `can_manage_stories` of the Bot API's type `BusinessBotRights`.
    public var canManageStories: Bool? { optional("can_manage_stories") }
  }

  /// The Bot API's type `BusinessConnection`.
  public struct BusinessConnection: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `BusinessConnection`.
    public var id: String { required("id") }
    /// `user` of the Bot API's type `BusinessConnection`.
    public var user: User { required("user") }
    /// `user_chat_id` of the Bot API's type `BusinessConnection`.
    public var userChatID: Int64 { required("user_chat_id") }
    /// `date` of the Bot API's type `BusinessConnection`.
    public var date: Int64 { required("date") }
    /// `is_enabled` of the Bot API's type `BusinessConnection`.
    public var isEnabled: Bool { required("is_enabled") }
    /// `rights` of the Bot API's type `BusinessConnection`.
    public var rights: BusinessBotRights? { optional("rights") }
  }

  /// The Bot API's type `BusinessIntro`.
  public struct BusinessIntro: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `title` of the Bot API's type `BusinessIntro`.
    public var title: String? { optional("title") }
    /// `message` of the Bot API's type `BusinessIntro`.
    public var message: String? { optional("message") }
    /// `sticker` of the Bot API's type `BusinessIntro`.
    public var sticker: Sticker? { optional("sticker") }
  }

  /// The Bot API's type `BusinessLocation`.
  public struct BusinessLocation: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `address` of the Bot API's type `BusinessLocation`.
    public var address: String { required("address") }
    /// `location` of the Bot API's type `BusinessLocation`.
    public var location: Location? { optional("location") }
  }

  /// The Bot API's type `BusinessMessagesDeleted`.
  public struct BusinessMessagesDeleted: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `business_connection_id` of the Bot API's type `BusinessMessagesDeleted`.
    public var businessConnectionID: String { required("business_connection_id") }
    /// `chat` of the Bot API's type `BusinessMessagesDeleted`.
    public var chat: Chat { required("chat") }
    /// `message_ids` of the Bot API's type `BusinessMessagesDeleted`.
    public var messageIDs: [Int64] { required("message_ids") }
  }

  /// The Bot API's type `BusinessOpeningHours`.
  public struct BusinessOpeningHours: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `time_zone_name` of the Bot API's type `BusinessOpeningHours`.
    public var timeZoneName: String { required("time_zone_name") }
    /// `opening_hours` of the Bot API's type `BusinessOpeningHours`.
    public var openingHours: [BusinessOpeningHoursInterval] { required("opening_hours") }
  }

  /// The Bot API's type `BusinessOpeningHoursInterval`.
  public struct BusinessOpeningHoursInterval: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `opening_minute` of the Bot API's type `BusinessOpeningHoursInterval`.
    public var openingMinute: Int64 { required("opening_minute") }
    /// `closing_minute` of the Bot API's type `BusinessOpeningHoursInterval`.
    public var closingMinute: Int64 { required("closing_minute") }
  }
}
