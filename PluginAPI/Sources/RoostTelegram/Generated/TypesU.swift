// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `UniqueGift`.
  public struct UniqueGift: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `gift_id` of the Bot API's type `UniqueGift`.
    public var giftID: String { required("gift_id") }
    /// `base_name` of the Bot API's type `UniqueGift`.
    public var baseName: String { required("base_name") }
    /// `name` of the Bot API's type `UniqueGift`.
    public var name: String { required("name") }
    /// `number` of the Bot API's type `UniqueGift`.
    public var number: Int64 { required("number") }
    /// `model` of the Bot API's type `UniqueGift`.
    public var model: UniqueGiftModel { required("model") }
    /// `symbol` of the Bot API's type `UniqueGift`.
    public var symbol: UniqueGiftSymbol { required("symbol") }
    /// `backdrop` of the Bot API's type `UniqueGift`.
    public var backdrop: UniqueGiftBackdrop { required("backdrop") }
    /// `is_premium` of the Bot API's type `UniqueGift`.
    public var isPremium: Bool? { optional("is_premium") }
    /// `is_burned` of the Bot API's type `UniqueGift`.
    public var isBurned: Bool? { optional("is_burned") }
    /// `is_from_blockchain` of the Bot API's type `UniqueGift`.
    public var isFromBlockchain: Bool? { optional("is_from_blockchain") }
    /// `colors` of the Bot API's type `UniqueGift`.
    public var colors: UniqueGiftColors? { optional("colors") }
    /// `publisher_chat` of the Bot API's type `UniqueGift`.
    public var publisherChat: Chat? { optional("publisher_chat") }
  }

  /// The Bot API's type `UniqueGiftBackdrop`.
  public struct UniqueGiftBackdrop: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `name` of the Bot API's type `UniqueGiftBackdrop`.
    public var name: String { required("name") }
    /// `colors` of the Bot API's type `UniqueGiftBackdrop`.
    public var colors: UniqueGiftBackdropColors { required("colors") }
    /// `rarity_per_mille` of the Bot API's type `UniqueGiftBackdrop`.
    public var rarityPerMille: Int64 { required("rarity_per_mille") }
  }

  /// The Bot API's type `UniqueGiftBackdropColors`.
  public struct UniqueGiftBackdropColors: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `center_color` of the Bot API's type `UniqueGiftBackdropColors`.
    public var centerColor: Int64 { required("center_color") }
    /// `edge_color` of the Bot API's type `UniqueGiftBackdropColors`.
    public var edgeColor: Int64 { required("edge_color") }
    /// `symbol_color` of the Bot API's type `UniqueGiftBackdropColors`.
    public var symbolColor: Int64 { required("symbol_color") }
    /// `text_color` of the Bot API's type `UniqueGiftBackdropColors`.
    public var textColor: Int64 { required("text_color") }
  }

  /// The Bot API's type `UniqueGiftColors`.
  public struct UniqueGiftColors: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `model_custom_emoji_id` of the Bot API's type `UniqueGiftColors`.
    public var modelCustomEmojiID: String { required("model_custom_emoji_id") }
    /// `symbol_custom_emoji_id` of the Bot API's type `UniqueGiftColors`.
    public var symbolCustomEmojiID: String { required("symbol_custom_emoji_id") }
    /// `light_theme_main_color` of the Bot API's type `UniqueGiftColors`.
    public var lightThemeMainColor: Int64 { required("light_theme_main_color") }
    /// `light_theme_other_colors` of the Bot API's type `UniqueGiftColors`.
    public var lightThemeOtherColors: [Int64] { required("light_theme_other_colors") }
    /// `dark_theme_main_color` of the Bot API's type `UniqueGiftColors`.
    public var darkThemeMainColor: Int64 { required("dark_theme_main_color") }
    /// `dark_theme_other_colors` of the Bot API's type `UniqueGiftColors`.
    public var darkThemeOtherColors: [Int64] { required("dark_theme_other_colors") }
  }

  /// The Bot API's type `UniqueGiftInfo`.
  public struct UniqueGiftInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `gift` of the Bot API's type `UniqueGiftInfo`.
    public var gift: UniqueGift { required("gift") }
    /// `origin` of the Bot API's type `UniqueGiftInfo`.
    public var origin: String { required("origin") }
    /// `last_resale_currency` of the Bot API's type `UniqueGiftInfo`.
    public var lastResaleCurrency: String? { optional("last_resale_currency") }
    /// `last_resale_amount` of the Bot API's type `UniqueGiftInfo`.
    public var lastResaleAmount: Int64? { optional("last_resale_amount") }
    /// `owned_gift_id` of the Bot API's type `UniqueGiftInfo`.
    public var ownedGiftID: String? { optional("owned_gift_id") }
    /// `transfer_star_count` of the Bot API's type `UniqueGiftInfo`.
    public var transferStarCount: Int64? { optional("transfer_star_count") }
    /// `next_transfer_date` of the Bot API's type `UniqueGiftInfo`.
    public var nextTransferDate: Int64? { optional("next_transfer_date") }
    /// `text` of the Bot API's type `UniqueGiftInfo`.
    public var text: String? { optional("text") }
    /// `entities` of the Bot API's type `UniqueGiftInfo`.
    public var entities: [MessageEntity]? { optional("entities") }
    /// `is_private` of the Bot API's type `UniqueGiftInfo`.
    public var isPrivate: Bool? { optional("is_private") }
  }

  /// The Bot API's type `UniqueGiftModel`.
  public struct UniqueGiftModel: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `name` of the Bot API's type `UniqueGiftModel`.
    public var name: String { required("name") }
    /// `sticker` of the Bot API's type `UniqueGiftModel`.
    public var sticker: Sticker { required("sticker") }
    /// `rarity_per_mille` of the Bot API's type `UniqueGiftModel`.
    public var rarityPerMille: Int64 { required("rarity_per_mille") }
    /// `rarity` of the Bot API's type `UniqueGiftModel`.
    public var rarity: String? { optional("rarity") }
  }

  /// The Bot API's type `UniqueGiftSymbol`.
  public struct UniqueGiftSymbol: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `name` of the Bot API's type `UniqueGiftSymbol`.
    public var name: String { required("name") }
    /// `sticker` of the Bot API's type `UniqueGiftSymbol`.
    public var sticker: Sticker { required("sticker") }
    /// `rarity_per_mille` of the Bot API's type `UniqueGiftSymbol`.
    public var rarityPerMille: Int64 { required("rarity_per_mille") }
  }

  /// The Bot API's type `Update`.
  public struct Update: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `update_id` of the Bot API's type `Update`.
    public var updateID: Int64 { required("update_id") }
    /// `message` of the Bot API's type `Update`.
    public var message: Message? { optional("message") }
    /// `edited_message` of the Bot API's type `Update`.
    public var editedMessage: Message? { optional("edited_message") }
    /// `channel_post` of the Bot API's type `Update`.
    public var channelPost: Message? { optional("channel_post") }
    /// `edited_channel_post` of the Bot API's type `Update`.
    public var editedChannelPost: Message? { optional("edited_channel_post") }
    /// `business_connection` of the Bot API's type `Update`.
    public var businessConnection: BusinessConnection? { optional("business_connection") }
    /// `business_message` of the Bot API's type `Update`.
    public var businessMessage: Message? { optional("business_message") }
    /// `edited_business_message` of the Bot API's type `Update`.
    public var editedBusinessMessage: Message? { optional("edited_business_message") }
    /// `deleted_business_messages` of the Bot API's type `Update`.
    public var deletedBusinessMessages: BusinessMessagesDeleted? { optional("deleted_business_messages") }
    /// `guest_message` of the Bot API's type `Update`.
    public var guestMessage: Message? { optional("guest_message") }
    /// `message_reaction` of the Bot API's type `Update`.
    public var messageReaction: MessageReactionUpdated? { optional("message_reaction") }
    /// `message_reaction_count` of the Bot API's type `Update`.
    public var messageReactionCount: MessageReactionCountUpdated? { optional("message_reaction_count") }
    /// `inline_query` of the Bot API's type `Update`.
    public var inlineQuery: InlineQuery? { optional("inline_query") }
    /// `chosen_inline_result` of the Bot API's type `Update`.
    public var chosenInlineResult: ChosenInlineResult? { optional("chosen_inline_result") }
    /// `callback_query` of the Bot API's type `Update`.
    public var callbackQuery: CallbackQuery? { optional("callback_query") }
    /// `shipping_query` of the Bot API's type `Update`.
    public var shippingQuery: ShippingQuery? { optional("shipping_query") }
    /// `pre_checkout_query` of the Bot API's type `Update`.
    public var preCheckoutQuery: PreCheckoutQuery? { optional("pre_checkout_query") }
    /// `purchased_paid_media` of the Bot API's type `Update`.
    public var purchasedPaidMedia: PaidMediaPurchased? { optional("purchased_paid_media") }
    /// `poll` of the Bot API's type `Update`.
    public var poll: Poll? { optional("poll") }
    /// `poll_answer` of the Bot API's type `Update`.
    public var pollAnswer: PollAnswer? { optional("poll_answer") }
    /// `my_chat_member` of the Bot API's type `Update`.
    public var myChatMember: ChatMemberUpdated? { optional("my_chat_member") }
    /// `chat_member` of the Bot API's type `Update`.
    public var chatMember: ChatMemberUpdated? { optional("chat_member") }
    /// `chat_join_request` of the Bot API's type `Update`.
    public var chatJoinRequest: ChatJoinRequest? { optional("chat_join_request") }
    /// `chat_boost` of the Bot API's type `Update`.
    public var chatBoost: ChatBoostUpdated? { optional("chat_boost") }
    /// `removed_chat_boost` of the Bot API's type `Update`.
    public var removedChatBoost: ChatBoostRemoved? { optional("removed_chat_boost") }
    /// `managed_bot` of the Bot API's type `Update`.
    public var managedBot: ManagedBotUpdated? { optional("managed_bot") }
    /// `subscription` of the Bot API's type `Update`.
    public var subscription: BotSubscriptionUpdated? { optional("subscription") }
    /// `stopped_message_generation` of the Bot API's type `Update`.
    public var stoppedMessageGeneration: MessageGenerationStopped? { optional("stopped_message_generation") }
  }

  /// The Bot API's type `User`.
  public struct User: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `User`; what is nil is not sent.
    public init(
      id: Int64,
      isBot: Bool,
      firstName: String,
      lastName: String? = nil,
      username: String? = nil,
      languageCode: String? = nil,
      isPremium: Bool? = nil,
      addedToAttachmentMenu: Bool? = nil,
      canJoinGroups: Bool? = nil,
      canReadAllGroupMessages: Bool? = nil,
      supportsGuestQueries: Bool? = nil,
      supportsInlineQueries: Bool? = nil,
      canConnectToBusiness: Bool? = nil,
      hasMainWebApp: Bool? = nil,
      hasTopicsEnabled: Bool? = nil,
      allowsUsersToCreateTopics: Bool? = nil,
      canManageBots: Bool? = nil,
      supportsJoinRequestQueries: Bool? = nil
    ) {
      self.json = JSONView {
        $0.add("id", id)
        $0.add("is_bot", isBot)
        $0.add("first_name", firstName)
        $0.add("last_name", lastName)
        $0.add("username", username)
        $0.add("language_code", languageCode)
        $0.add("is_premium", isPremium)
        $0.add("added_to_attachment_menu", addedToAttachmentMenu)
        $0.add("can_join_groups", canJoinGroups)
        $0.add("can_read_all_group_messages", canReadAllGroupMessages)
        $0.add("supports_guest_queries", supportsGuestQueries)
        $0.add("supports_inline_queries", supportsInlineQueries)
        $0.add("can_connect_to_business", canConnectToBusiness)
        $0.add("has_main_web_app", hasMainWebApp)
        $0.add("has_topics_enabled", hasTopicsEnabled)
        $0.add("allows_users_to_create_topics", allowsUsersToCreateTopics)
        $0.add("can_manage_bots", canManageBots)
        $0.add("supports_join_request_queries", supportsJoinRequestQueries)
      }
    }
    /// `id` of the Bot API's type `User`.
    public var id: Int64 { required("id") }
    /// `is_bot` of the Bot API's type `User`.
    public var isBot: Bool { required("is_bot") }
    /// `first_name` of the Bot API's type `User`.
    public var firstName: String { required("first_name") }
    /// `last_name` of the Bot API's type `User`.
    public var lastName: String? { optional("last_name") }
    /// `username` of the Bot API's type `User`.
    public var username: String? { optional("username") }
    /// `language_code` of the Bot API's type `User`.
    public var languageCode: String? { optional("language_code") }
    /// `is_premium` of the Bot API's type `User`.
    public var isPremium: Bool? { optional("is_premium") }
    /// `added_to_attachment_menu` of the Bot API's type `User`.
    public var addedToAttachmentMenu: Bool? { optional("added_to_attachment_menu") }
    /// `can_join_groups` of the Bot API's type `User`.
    public var canJoinGroups: Bool? { optional("can_join_groups") }
    /// `can_read_all_group_messages` of the Bot API's type `User`.
    public var canReadAllGroupMessages: Bool? { optional("can_read_all_group_messages") }
    /// `supports_guest_queries` of the Bot API's type `User`.
    public var supportsGuestQueries: Bool? { optional("supports_guest_queries") }
    /// `supports_inline_queries` of the Bot API's type `User`.
    public var supportsInlineQueries: Bool? { optional("supports_inline_queries") }
    /// `can_connect_to_business` of the Bot API's type `User`.
    public var canConnectToBusiness: Bool? { optional("can_connect_to_business") }
    /// `has_main_web_app` of the Bot API's type `User`.
    public var hasMainWebApp: Bool? { optional("has_main_web_app") }
    /// `has_topics_enabled` of the Bot API's type `User`.
    public var hasTopicsEnabled: Bool? { optional("has_topics_enabled") }
    /// `allows_users_to_create_topics` of the Bot API's type `User`.
    public var allowsUsersToCreateTopics: Bool? { optional("allows_users_to_create_topics") }
    /// `can_manage_bots` of the Bot API's type `User`.
    public var canManageBots: Bool? { optional("can_manage_bots") }
    /// `supports_join_request_queries` of the Bot API's type `User`.
    public var supportsJoinRequestQueries: Bool? { optional("supports_join_request_queries") }
  }

  /// The Bot API's type `UserChatBoosts`.
  public struct UserChatBoosts: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `boosts` of the Bot API's type `UserChatBoosts`.
    public var boosts: [ChatBoost] { required("boosts") }
  }

  /// The Bot API's type `UserProfileAudios`.
  public struct UserProfileAudios: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `total_count` of the Bot API's type `UserProfileAudios`.
    public var totalCount: Int64 { required("total_count") }
    /// `audios` of the Bot API's type `UserProfileAudios`.
    public var audios: [Audio] { required("audios") }
  }

  /// The Bot API's type `UserProfilePhotos`.
  public struct UserProfilePhotos: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `total_count` of the Bot API's type `UserProfilePhotos`.
    public var totalCount: Int64 { required("total_count") }
    /// `photos` of the Bot API's type `UserProfilePhotos`.
    public var photos: [[PhotoSize]] { required("photos") }
  }

  /// The Bot API's type `UserRating`.
  public struct UserRating: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `level` of the Bot API's type `UserRating`.
    public var level: Int64 { required("level") }
    /// `rating` of the Bot API's type `UserRating`.
    public var rating: Int64 { required("rating") }
    /// `current_level_rating` of the Bot API's type `UserRating`.
    public var currentLevelRating: Int64 { required("current_level_rating") }
    /// `next_level_rating` of the Bot API's type `UserRating`.
    public var nextLevelRating: Int64? { optional("next_level_rating") }
  }

  /// The Bot API's type `UsersShared`.
  public struct UsersShared: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `request_id` of the Bot API's type `UsersShared`.
    public var requestID: Int64 { required("request_id") }
    /// `users` of the Bot API's type `UsersShared`.
    public var users: [SharedUser] { required("users") }
  }
}
