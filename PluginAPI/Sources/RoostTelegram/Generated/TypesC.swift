// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `CallbackGame`.
  public struct CallbackGame: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `CallbackGame`; what is nil is not sent.
    public init() {
      self.json = JSONView { _ in }
    }
  }

  /// The Bot API's type `CallbackQuery`.
  public struct CallbackQuery: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `CallbackQuery`.
    public var id: String { required("id") }
    /// `from` of the Bot API's type `CallbackQuery`.
    public var from: User { required("from") }
    /// `chat_instance` of the Bot API's type `CallbackQuery`.
    public var chatInstance: String { required("chat_instance") }
    /// `message` of the Bot API's type `CallbackQuery`.
    public var message: MaybeInaccessibleMessage? { optional("message") }
    /// `inline_message_id` of the Bot API's type `CallbackQuery`.
    public var inlineMessageID: String? { optional("inline_message_id") }
    /// `data` of the Bot API's type `CallbackQuery`.
    public var data: String? { optional("data") }
    /// `game_short_name` of the Bot API's type `CallbackQuery`.
    public var gameShortName: String? { optional("game_short_name") }
  }

  /// The Bot API's type `Chat`.
  public struct Chat: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `Chat`.
    public var id: Int64 { required("id") }
    /// `type` of the Bot API's type `Chat`.
    public var type: String { required("type") }
    /// `title` of the Bot API's type `Chat`.
    public var title: String? { optional("title") }
    /// `username` of the Bot API's type `Chat`.
    public var username: String? { optional("username") }
    /// `first_name` of the Bot API's type `Chat`.
    public var firstName: String? { optional("first_name") }
    /// `last_name` of the Bot API's type `Chat`.
    public var lastName: String? { optional("last_name") }
    /// `is_forum` of the Bot API's type `Chat`.
    public var isForum: Bool? { optional("is_forum") }
    /// `is_direct_messages` of the Bot API's type `Chat`.
    public var isDirectMessages: Bool? { optional("is_direct_messages") }
  }

  /// The Bot API's type `ChatAdministratorRights`.
  public struct ChatAdministratorRights: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `ChatAdministratorRights`; what is nil is not sent.
    public init(
      isAnonymous: Bool,
      canManageChat: Bool,
      canDeleteMessages: Bool,
      canManageVideoChats: Bool,
      canRestrictMembers: Bool,
      canPromoteMembers: Bool,
      canChangeInfo: Bool,
      canInviteUsers: Bool,
      canPostStories: Bool,
      canEditStories: Bool,
      canDeleteStories: Bool,
      canSendWelcomeMessages: Bool,
      canPostMessages: Bool? = nil,
      canEditMessages: Bool? = nil,
      canPinMessages: Bool? = nil,
      canManageTopics: Bool? = nil,
      canManageDirectMessages: Bool? = nil,
      canManageTags: Bool? = nil
    ) {
      self.json = JSONView {
        $0.add("is_anonymous", isAnonymous)
        $0.add("can_manage_chat", canManageChat)
        $0.add("can_delete_messages", canDeleteMessages)
        $0.add("can_manage_video_chats", canManageVideoChats)
        $0.add("can_restrict_members", canRestrictMembers)
        $0.add("can_promote_members", canPromoteMembers)
        $0.add("can_change_info", canChangeInfo)
        $0.add("can_invite_users", canInviteUsers)
        $0.add("can_post_stories", canPostStories)
        $0.add("can_edit_stories", canEditStories)
        $0.add("can_delete_stories", canDeleteStories)
        $0.add("can_send_welcome_messages", canSendWelcomeMessages)
        $0.add("can_post_messages", canPostMessages)
        $0.add("can_edit_messages", canEditMessages)
        $0.add("can_pin_messages", canPinMessages)
        $0.add("can_manage_topics", canManageTopics)
        $0.add("can_manage_direct_messages", canManageDirectMessages)
        $0.add("can_manage_tags", canManageTags)
      }
    }
    /// `is_anonymous` of the Bot API's type `ChatAdministratorRights`.
    public var isAnonymous: Bool { required("is_anonymous") }
    /// `can_manage_chat` of the Bot API's type `ChatAdministratorRights`.
    public var canManageChat: Bool { required("can_manage_chat") }
    /// `can_delete_messages` of the Bot API's type `ChatAdministratorRights`.
    public var canDeleteMessages: Bool { required("can_delete_messages") }
    /// `can_manage_video_chats` of the Bot API's type `ChatAdministratorRights`.
    public var canManageVideoChats: Bool { required("can_manage_video_chats") }
    /// `can_restrict_members` of the Bot API's type `ChatAdministratorRights`.
    public var canRestrictMembers: Bool { required("can_restrict_members") }
    /// `can_promote_members` of the Bot API's type `ChatAdministratorRights`.
    public var canPromoteMembers: Bool { required("can_promote_members") }
    /// `can_change_info` of the Bot API's type `ChatAdministratorRights`.
    public var canChangeInfo: Bool { required("can_change_info") }
    /// `can_invite_users` of the Bot API's type `ChatAdministratorRights`.
    public var canInviteUsers: Bool { required("can_invite_users") }
    /// `can_post_stories` of the Bot API's type `ChatAdministratorRights`.
    public var canPostStories: Bool { required("can_post_stories") }
    /// `can_edit_stories` of the Bot API's type `ChatAdministratorRights`.
    public var canEditStories: Bool { required("can_edit_stories") }
    /// `can_delete_stories` of the Bot API's type `ChatAdministratorRights`.
    public var canDeleteStories: Bool { required("can_delete_stories") }
    /// `can_send_welcome_messages` of the Bot API's type `ChatAdministratorRights`.
    public var canSendWelcomeMessages: Bool { required("can_send_welcome_messages") }
    /// `can_post_messages` of the Bot API's type `ChatAdministratorRights`.
    public var canPostMessages: Bool? { optional("can_post_messages") }
    /// `can_edit_messages` of the Bot API's type `ChatAdministratorRights`.
    public var canEditMessages: Bool? { optional("can_edit_messages") }
    /// `can_pin_messages` of the Bot API's type `ChatAdministratorRights`.
    public var canPinMessages: Bool? { optional("can_pin_messages") }
    /// `can_manage_topics` of the Bot API's type `ChatAdministratorRights`.
    public var canManageTopics: Bool? { optional("can_manage_topics") }
    /// `can_manage_direct_messages` of the Bot API's type `ChatAdministratorRights`.
    public var canManageDirectMessages: Bool? { optional("can_manage_direct_messages") }
    /// `can_manage_tags` of the Bot API's type `ChatAdministratorRights`.
    public var canManageTags: Bool? { optional("can_manage_tags") }
  }

  /// The Bot API's type `ChatBackground`.
  public struct ChatBackground: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `ChatBackground`.
    public var type: BackgroundType { required("type") }
  }

  /// The Bot API's type `ChatBoost`.
  public struct ChatBoost: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `boost_id` of the Bot API's type `ChatBoost`.
    public var boostID: String { required("boost_id") }
    /// `add_date` of the Bot API's type `ChatBoost`.
    public var addDate: Int64 { required("add_date") }
    /// `expiration_date` of the Bot API's type `ChatBoost`.
    public var expirationDate: Int64 { required("expiration_date") }
    /// `source` of the Bot API's type `ChatBoost`.
    public var source: ChatBoostSource { required("source") }
  }

  /// The Bot API's type `ChatBoostAdded`.
  public struct ChatBoostAdded: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `boost_count` of the Bot API's type `ChatBoostAdded`.
    public var boostCount: Int64 { required("boost_count") }
  }

  /// The Bot API's type `ChatBoostRemoved`.
  public struct ChatBoostRemoved: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `ChatBoostRemoved`.
    public var chat: Chat { required("chat") }
    /// `boost_id` of the Bot API's type `ChatBoostRemoved`.
    public var boostID: String { required("boost_id") }
    /// `remove_date` of the Bot API's type `ChatBoostRemoved`.
    public var removeDate: Int64 { required("remove_date") }
    /// `source` of the Bot API's type `ChatBoostRemoved`.
    public var source: ChatBoostSource { required("source") }
  }

  /// The Bot API's type `ChatBoostSourceGiftCode`.
  public struct ChatBoostSourceGiftCode: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `source` of the Bot API's type `ChatBoostSourceGiftCode`.
    public var source: String { required("source") }
    /// `user` of the Bot API's type `ChatBoostSourceGiftCode`.
    public var user: User { required("user") }
  }

  /// The Bot API's type `ChatBoostSourceGiveaway`.
  public struct ChatBoostSourceGiveaway: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `source` of the Bot API's type `ChatBoostSourceGiveaway`.
    public var source: String { required("source") }
    /// `giveaway_message_id` of the Bot API's type `ChatBoostSourceGiveaway`.
    public var giveawayMessageID: Int64 { required("giveaway_message_id") }
    /// `user` of the Bot API's type `ChatBoostSourceGiveaway`.
    public var user: User? { optional("user") }
    /// `prize_star_count` of the Bot API's type `ChatBoostSourceGiveaway`.
    public var prizeStarCount: Int64? { optional("prize_star_count") }
    /// `is_unclaimed` of the Bot API's type `ChatBoostSourceGiveaway`.
    public var isUnclaimed: Bool? { optional("is_unclaimed") }
  }

  /// The Bot API's type `ChatBoostSourcePremium`.
  public struct ChatBoostSourcePremium: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `source` of the Bot API's type `ChatBoostSourcePremium`.
    public var source: String { required("source") }
    /// `user` of the Bot API's type `ChatBoostSourcePremium`.
    public var user: User { required("user") }
  }

  /// The Bot API's type `ChatBoostUpdated`.
  public struct ChatBoostUpdated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `ChatBoostUpdated`.
    public var chat: Chat { required("chat") }
    /// `boost` of the Bot API's type `ChatBoostUpdated`.
    public var boost: ChatBoost { required("boost") }
  }

  /// The Bot API's type `ChatFullInfo`.
  public struct ChatFullInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `ChatFullInfo`.
    public var id: Int64 { required("id") }
    /// `type` of the Bot API's type `ChatFullInfo`.
    public var type: String { required("type") }
    /// `title` of the Bot API's type `ChatFullInfo`.
    public var title: String? { optional("title") }
    /// `username` of the Bot API's type `ChatFullInfo`.
    public var username: String? { optional("username") }
    /// `first_name` of the Bot API's type `ChatFullInfo`.
    public var firstName: String? { optional("first_name") }
    /// `last_name` of the Bot API's type `ChatFullInfo`.
    public var lastName: String? { optional("last_name") }
    /// `is_forum` of the Bot API's type `ChatFullInfo`.
    public var isForum: Bool? { optional("is_forum") }
    /// `is_direct_messages` of the Bot API's type `ChatFullInfo`.
    public var isDirectMessages: Bool? { optional("is_direct_messages") }
    /// `accent_color_id` of the Bot API's type `ChatFullInfo`.
    public var accentColorID: Int64 { required("accent_color_id") }
    /// `active_usernames` of the Bot API's type `ChatFullInfo`.
    public var activeUsernames: [String]? { optional("active_usernames") }
    /// `available_reactions` of the Bot API's type `ChatFullInfo`.
    public var availableReactions: [ReactionType]? { optional("available_reactions") }
    /// `background_custom_emoji_id` of the Bot API's type `ChatFullInfo`.
    public var backgroundCustomEmojiID: String? { optional("background_custom_emoji_id") }
    /// `bio` of the Bot API's type `ChatFullInfo`.
    public var bio: String? { optional("bio") }
    /// `birthdate` of the Bot API's type `ChatFullInfo`.
    public var birthdate: Birthdate? { optional("birthdate") }
    /// `business_intro` of the Bot API's type `ChatFullInfo`.
    public var businessIntro: BusinessIntro? { optional("business_intro") }
    /// `business_location` of the Bot API's type `ChatFullInfo`.
    public var businessLocation: BusinessLocation? { optional("business_location") }
    /// `business_opening_hours` of the Bot API's type `ChatFullInfo`.
    public var businessOpeningHours: BusinessOpeningHours? { optional("business_opening_hours") }
    /// `can_set_sticker_set` of the Bot API's type `ChatFullInfo`.
    public var canSetStickerSet: Bool? { optional("can_set_sticker_set") }
    /// `custom_emoji_sticker_set_name` of the Bot API's type `ChatFullInfo`.
    public var customEmojiStickerSetName: String? { optional("custom_emoji_sticker_set_name") }
    /// `description` of the Bot API's type `ChatFullInfo`.
    public var description: String? { optional("description") }
    /// `emoji_status_custom_emoji_id` of the Bot API's type `ChatFullInfo`.
    public var emojiStatusCustomEmojiID: String? { optional("emoji_status_custom_emoji_id") }
    /// `emoji_status_expiration_date` of the Bot API's type `ChatFullInfo`.
    public var emojiStatusExpirationDate: Int64? { optional("emoji_status_expiration_date") }
    /// `has_aggressive_anti_spam_enabled` of the Bot API's type `ChatFullInfo`.
    public var hasAggressiveAntiSpamEnabled: Bool? { optional("has_aggressive_anti_spam_enabled") }
    /// `has_hidden_members` of the Bot API's type `ChatFullInfo`.
    public var hasHiddenMembers: Bool? { optional("has_hidden_members") }
    /// `has_private_forwards` of the Bot API's type `ChatFullInfo`.
    public var hasPrivateForwards: Bool? { optional("has_private_forwards") }
    /// `has_protected_content` of the Bot API's type `ChatFullInfo`.
    public var hasProtectedContent: Bool? { optional("has_protected_content") }
    /// `has_restricted_voice_and_video_messages` of the Bot API's type `ChatFullInfo`.
    public var hasRestrictedVoiceAndVideoMessages: Bool? { optional("has_restricted_voice_and_video_messages") }
    /// `has_visible_history` of the Bot API's type `ChatFullInfo`.
    public var hasVisibleHistory: Bool? { optional("has_visible_history") }
    /// `invite_link` of the Bot API's type `ChatFullInfo`.
    public var inviteLink: String? { optional("invite_link") }
    /// `join_by_request` of the Bot API's type `ChatFullInfo`.
    public var joinByRequest: Bool? { optional("join_by_request") }
    /// `join_to_send_messages` of the Bot API's type `ChatFullInfo`.
    public var joinToSendMessages: Bool? { optional("join_to_send_messages") }
    /// `linked_chat_id` of the Bot API's type `ChatFullInfo`.
    public var linkedChatID: Int64? { optional("linked_chat_id") }
    /// `location` of the Bot API's type `ChatFullInfo`.
    public var location: ChatLocation? { optional("location") }
    /// `message_auto_delete_time` of the Bot API's type `ChatFullInfo`.
    public var messageAutoDeleteTime: Int64? { optional("message_auto_delete_time") }
    /// `permissions` of the Bot API's type `ChatFullInfo`.
    public var permissions: ChatPermissions? { optional("permissions") }
    /// `personal_chat` of the Bot API's type `ChatFullInfo`.
    public var personalChat: Chat? { optional("personal_chat") }
    /// `photo` of the Bot API's type `ChatFullInfo`.
    public var photo: ChatPhoto? { optional("photo") }
    /// `pinned_message` of the Bot API's type `ChatFullInfo`.
    public var pinnedMessage: Message? { optional("pinned_message") }
    /// `profile_accent_color_id` of the Bot API's type `ChatFullInfo`.
    public var profileAccentColorID: Int64? { optional("profile_accent_color_id") }
    /// `profile_background_custom_emoji_id` of the Bot API's type `ChatFullInfo`.
    public var profileBackgroundCustomEmojiID: String? { optional("profile_background_custom_emoji_id") }
    /// `slow_mode_delay` of the Bot API's type `ChatFullInfo`.
    public var slowModeDelay: Int64? { optional("slow_mode_delay") }
    /// `sticker_set_name` of the Bot API's type `ChatFullInfo`.
    public var stickerSetName: String? { optional("sticker_set_name") }
    /// `unrestrict_boost_count` of the Bot API's type `ChatFullInfo`.
    public var unrestrictBoostCount: Int64? { optional("unrestrict_boost_count") }
    /// `max_reaction_count` of the Bot API's type `ChatFullInfo`.
    public var maxReactionCount: Int64 { required("max_reaction_count") }
    /// `accepted_gift_types` of the Bot API's type `ChatFullInfo`.
    public var acceptedGiftTypes: AcceptedGiftTypes { required("accepted_gift_types") }
    /// `parent_chat` of the Bot API's type `ChatFullInfo`.
    public var parentChat: Chat? { optional("parent_chat") }
    /// `can_send_paid_media` of the Bot API's type `ChatFullInfo`.
    public var canSendPaidMedia: Bool? { optional("can_send_paid_media") }
    /// `rating` of the Bot API's type `ChatFullInfo`.
    public var rating: UserRating? { optional("rating") }
    /// `first_profile_audio` of the Bot API's type `ChatFullInfo`.
    public var firstProfileAudio: Audio? { optional("first_profile_audio") }
    /// `unique_gift_colors` of the Bot API's type `ChatFullInfo`.
    public var uniqueGiftColors: UniqueGiftColors? { optional("unique_gift_colors") }
    /// `paid_message_star_count` of the Bot API's type `ChatFullInfo`.
    public var paidMessageStarCount: Int64? { optional("paid_message_star_count") }
    /// `guard_bot` of the Bot API's type `ChatFullInfo`.
    public var guardBot: User? { optional("guard_bot") }
    /// `community` of the Bot API's type `ChatFullInfo`.
    public var community: Community? { optional("community") }
  }

  /// The Bot API's type `ChatInviteLink`.
  public struct ChatInviteLink: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `invite_link` of the Bot API's type `ChatInviteLink`.
    public var inviteLink: String { required("invite_link") }
    /// `creator` of the Bot API's type `ChatInviteLink`.
    public var creator: User { required("creator") }
    /// `creates_join_request` of the Bot API's type `ChatInviteLink`.
    public var createsJoinRequest: Bool { required("creates_join_request") }
    /// `is_primary` of the Bot API's type `ChatInviteLink`.
    public var isPrimary: Bool { required("is_primary") }
    /// `is_revoked` of the Bot API's type `ChatInviteLink`.
    public var isRevoked: Bool { required("is_revoked") }
    /// `name` of the Bot API's type `ChatInviteLink`.
    public var name: String? { optional("name") }
    /// `expire_date` of the Bot API's type `ChatInviteLink`.
    public var expireDate: Int64? { optional("expire_date") }
    /// `member_limit` of the Bot API's type `ChatInviteLink`.
    public var memberLimit: Int64? { optional("member_limit") }
    /// `pending_join_request_count` of the Bot API's type `ChatInviteLink`.
    public var pendingJoinRequestCount: Int64? { optional("pending_join_request_count") }
    /// `subscription_period` of the Bot API's type `ChatInviteLink`.
    public var subscriptionPeriod: Int64? { optional("subscription_period") }
    /// `subscription_price` of the Bot API's type `ChatInviteLink`.
    public var subscriptionPrice: Int64? { optional("subscription_price") }
  }

  /// The Bot API's type `ChatJoinRequest`.
  public struct ChatJoinRequest: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `ChatJoinRequest`.
    public var chat: Chat { required("chat") }
    /// `from` of the Bot API's type `ChatJoinRequest`.
    public var from: User { required("from") }
    /// `user_chat_id` of the Bot API's type `ChatJoinRequest`.
    public var userChatID: Int64 { required("user_chat_id") }
    /// `date` of the Bot API's type `ChatJoinRequest`.
    public var date: Int64 { required("date") }
    /// `bio` of the Bot API's type `ChatJoinRequest`.
    public var bio: String? { optional("bio") }
    /// `invite_link` of the Bot API's type `ChatJoinRequest`.
    public var inviteLink: ChatInviteLink? { optional("invite_link") }
    /// `query_id` of the Bot API's type `ChatJoinRequest`.
    public var queryID: String? { optional("query_id") }
  }

  /// The Bot API's type `ChatLocation`.
  public struct ChatLocation: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `location` of the Bot API's type `ChatLocation`.
    public var location: Location { required("location") }
    /// `address` of the Bot API's type `ChatLocation`.
    public var address: String { required("address") }
  }

  /// The Bot API's type `ChatMemberAdministrator`.
  public struct ChatMemberAdministrator: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `status` of the Bot API's type `ChatMemberAdministrator`.
    public var status: String { required("status") }
    /// `user` of the Bot API's type `ChatMemberAdministrator`.
    public var user: User { required("user") }
    /// `can_be_edited` of the Bot API's type `ChatMemberAdministrator`.
    public var canBeEdited: Bool { required("can_be_edited") }
    /// `is_anonymous` of the Bot API's type `ChatMemberAdministrator`.
    public var isAnonymous: Bool { required("is_anonymous") }
    /// `can_manage_chat` of the Bot API's type `ChatMemberAdministrator`.
    public var canManageChat: Bool { required("can_manage_chat") }
    /// `can_delete_messages` of the Bot API's type `ChatMemberAdministrator`.
    public var canDeleteMessages: Bool { required("can_delete_messages") }
    /// `can_manage_video_chats` of the Bot API's type `ChatMemberAdministrator`.
    public var canManageVideoChats: Bool { required("can_manage_video_chats") }
    /// `can_restrict_members` of the Bot API's type `ChatMemberAdministrator`.
    public var canRestrictMembers: Bool { required("can_restrict_members") }
    /// `can_promote_members` of the Bot API's type `ChatMemberAdministrator`.
    public var canPromoteMembers: Bool { required("can_promote_members") }
    /// `can_change_info` of the Bot API's type `ChatMemberAdministrator`.
    public var canChangeInfo: Bool { required("can_change_info") }
    /// `can_invite_users` of the Bot API's type `ChatMemberAdministrator`.
    public var canInviteUsers: Bool { required("can_invite_users") }
    /// `can_post_stories` of the Bot API's type `ChatMemberAdministrator`.
    public var canPostStories: Bool { required("can_post_stories") }
    /// `can_edit_stories` of the Bot API's type `ChatMemberAdministrator`.
    public var canEditStories: Bool { required("can_edit_stories") }
    /// `can_delete_stories` of the Bot API's type `ChatMemberAdministrator`.
    public var canDeleteStories: Bool { required("can_delete_stories") }
    /// `can_send_welcome_messages` of the Bot API's type `ChatMemberAdministrator`.
    public var canSendWelcomeMessages: Bool { required("can_send_welcome_messages") }
    /// `can_post_messages` of the Bot API's type `ChatMemberAdministrator`.
    public var canPostMessages: Bool? { optional("can_post_messages") }
    /// `can_edit_messages` of the Bot API's type `ChatMemberAdministrator`.
    public var canEditMessages: Bool? { optional("can_edit_messages") }
    /// `can_pin_messages` of the Bot API's type `ChatMemberAdministrator`.
    public var canPinMessages: Bool? { optional("can_pin_messages") }
    /// `can_manage_topics` of the Bot API's type `ChatMemberAdministrator`.
    public var canManageTopics: Bool? { optional("can_manage_topics") }
    /// `can_manage_direct_messages` of the Bot API's type `ChatMemberAdministrator`.
    public var canManageDirectMessages: Bool? { optional("can_manage_direct_messages") }
    /// `can_manage_tags` of the Bot API's type `ChatMemberAdministrator`.
    public var canManageTags: Bool? { optional("can_manage_tags") }
    /// `custom_title` of the Bot API's type `ChatMemberAdministrator`.
    public var customTitle: String? { optional("custom_title") }
  }

  /// The Bot API's type `ChatMemberBanned`.
  public struct ChatMemberBanned: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `status` of the Bot API's type `ChatMemberBanned`.
    public var status: String { required("status") }
    /// `user` of the Bot API's type `ChatMemberBanned`.
    public var user: User { required("user") }
    /// `until_date` of the Bot API's type `ChatMemberBanned`.
    public var untilDate: Int64 { required("until_date") }
  }

  /// The Bot API's type `ChatMemberLeft`.
  public struct ChatMemberLeft: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `status` of the Bot API's type `ChatMemberLeft`.
    public var status: String { required("status") }
    /// `user` of the Bot API's type `ChatMemberLeft`.
    public var user: User { required("user") }
  }

  /// The Bot API's type `ChatMemberMember`.
  public struct ChatMemberMember: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `status` of the Bot API's type `ChatMemberMember`.
    public var status: String { required("status") }
    /// `user` of the Bot API's type `ChatMemberMember`.
    public var user: User { required("user") }
    /// `tag` of the Bot API's type `ChatMemberMember`.
    public var tag: String? { optional("tag") }
    /// `until_date` of the Bot API's type `ChatMemberMember`.
    public var untilDate: Int64? { optional("until_date") }
  }

  /// The Bot API's type `ChatMemberOwner`.
  public struct ChatMemberOwner: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `status` of the Bot API's type `ChatMemberOwner`.
    public var status: String { required("status") }
    /// `user` of the Bot API's type `ChatMemberOwner`.
    public var user: User { required("user") }
    /// `is_anonymous` of the Bot API's type `ChatMemberOwner`.
    public var isAnonymous: Bool { required("is_anonymous") }
    /// `custom_title` of the Bot API's type `ChatMemberOwner`.
    public var customTitle: String? { optional("custom_title") }
  }

  /// The Bot API's type `ChatMemberRestricted`.
  public struct ChatMemberRestricted: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `status` of the Bot API's type `ChatMemberRestricted`.
    public var status: String { required("status") }
    /// `user` of the Bot API's type `ChatMemberRestricted`.
    public var user: User { required("user") }
    /// `is_member` of the Bot API's type `ChatMemberRestricted`.
    public var isMember: Bool { required("is_member") }
    /// `can_send_messages` of the Bot API's type `ChatMemberRestricted`.
    public var canSendMessages: Bool { required("can_send_messages") }
    /// `can_send_audios` of the Bot API's type `ChatMemberRestricted`.
    public var canSendAudios: Bool { required("can_send_audios") }
    /// `can_send_documents` of the Bot API's type `ChatMemberRestricted`.
    public var canSendDocuments: Bool { required("can_send_documents") }
    /// `can_send_photos` of the Bot API's type `ChatMemberRestricted`.
    public var canSendPhotos: Bool { required("can_send_photos") }
    /// `can_send_videos` of the Bot API's type `ChatMemberRestricted`.
    public var canSendVideos: Bool { required("can_send_videos") }
    /// `can_send_video_notes` of the Bot API's type `ChatMemberRestricted`.
    public var canSendVideoNotes: Bool { required("can_send_video_notes") }
    /// `can_send_voice_notes` of the Bot API's type `ChatMemberRestricted`.
    public var canSendVoiceNotes: Bool { required("can_send_voice_notes") }
    /// `can_send_polls` of the Bot API's type `ChatMemberRestricted`.
    public var canSendPolls: Bool { required("can_send_polls") }
    /// `can_send_other_messages` of the Bot API's type `ChatMemberRestricted`.
    public var canSendOtherMessages: Bool { required("can_send_other_messages") }
    /// `can_add_web_page_previews` of the Bot API's type `ChatMemberRestricted`.
    public var canAddWebPagePreviews: Bool { required("can_add_web_page_previews") }
    /// `can_react_to_messages` of the Bot API's type `ChatMemberRestricted`.
    public var canReactToMessages: Bool { required("can_react_to_messages") }
    /// `can_edit_tag` of the Bot API's type `ChatMemberRestricted`.
    public var canEditTag: Bool { required("can_edit_tag") }
    /// `can_change_info` of the Bot API's type `ChatMemberRestricted`.
    public var canChangeInfo: Bool { required("can_change_info") }
    /// `can_invite_users` of the Bot API's type `ChatMemberRestricted`.
    public var canInviteUsers: Bool { required("can_invite_users") }
    /// `can_pin_messages` of the Bot API's type `ChatMemberRestricted`.
    public var canPinMessages: Bool { required("can_pin_messages") }
    /// `can_manage_topics` of the Bot API's type `ChatMemberRestricted`.
    public var canManageTopics: Bool { required("can_manage_topics") }
    /// `until_date` of the Bot API's type `ChatMemberRestricted`.
    public var untilDate: Int64 { required("until_date") }
    /// `tag` of the Bot API's type `ChatMemberRestricted`.
    public var tag: String? { optional("tag") }
  }

  /// The Bot API's type `ChatMemberUpdated`.
  public struct ChatMemberUpdated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `ChatMemberUpdated`.
    public var chat: Chat { required("chat") }
    /// `from` of the Bot API's type `ChatMemberUpdated`.
    public var from: User { required("from") }
    /// `date` of the Bot API's type `ChatMemberUpdated`.
    public var date: Int64 { required("date") }
    /// `old_chat_member` of the Bot API's type `ChatMemberUpdated`.
    public var oldChatMember: ChatMember { required("old_chat_member") }
    /// `new_chat_member` of the Bot API's type `ChatMemberUpdated`.
    public var newChatMember: ChatMember { required("new_chat_member") }
    /// `invite_link` of the Bot API's type `ChatMemberUpdated`.
    public var inviteLink: ChatInviteLink? { optional("invite_link") }
    /// `via_join_request` of the Bot API's type `ChatMemberUpdated`.
    public var viaJoinRequest: Bool? { optional("via_join_request") }
    /// `via_chat_folder_invite_link` of the Bot API's type `ChatMemberUpdated`.
    public var viaChatFolderInviteLink: Bool? { optional("via_chat_folder_invite_link") }
  }

  /// The Bot API's type `ChatOwnerChanged`.
  public struct ChatOwnerChanged: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `new_owner` of the Bot API's type `ChatOwnerChanged`.
    public var newOwner: User { required("new_owner") }
  }

  /// The Bot API's type `ChatOwnerLeft`.
  public struct ChatOwnerLeft: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `new_owner` of the Bot API's type `ChatOwnerLeft`.
    public var newOwner: User? { optional("new_owner") }
  }

  /// The Bot API's type `ChatPermissions`.
  public struct ChatPermissions: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `ChatPermissions`; what is nil is not sent.
    public init(
      canSendMessages: Bool? = nil,
      canSendAudios: Bool? = nil,
      canSendDocuments: Bool? = nil,
      canSendPhotos: Bool? = nil,
      canSendVideos: Bool? = nil,
      canSendVideoNotes: Bool? = nil,
      canSendVoiceNotes: Bool? = nil,
      canSendPolls: Bool? = nil,
      canSendOtherMessages: Bool? = nil,
      canAddWebPagePreviews: Bool? = nil,
      canReactToMessages: Bool? = nil,
      canEditTag: Bool? = nil,
      canChangeInfo: Bool? = nil,
      canInviteUsers: Bool? = nil,
      canPinMessages: Bool? = nil,
      canManageTopics: Bool? = nil
    ) {
      self.json = JSONView {
        $0.add("can_send_messages", canSendMessages)
        $0.add("can_send_audios", canSendAudios)
        $0.add("can_send_documents", canSendDocuments)
        $0.add("can_send_photos", canSendPhotos)
        $0.add("can_send_videos", canSendVideos)
        $0.add("can_send_video_notes", canSendVideoNotes)
        $0.add("can_send_voice_notes", canSendVoiceNotes)
        $0.add("can_send_polls", canSendPolls)
        $0.add("can_send_other_messages", canSendOtherMessages)
        $0.add("can_add_web_page_previews", canAddWebPagePreviews)
        $0.add("can_react_to_messages", canReactToMessages)
        $0.add("can_edit_tag", canEditTag)
        $0.add("can_change_info", canChangeInfo)
        $0.add("can_invite_users", canInviteUsers)
        $0.add("can_pin_messages", canPinMessages)
        $0.add("can_manage_topics", canManageTopics)
      }
    }
    /// `can_send_messages` of the Bot API's type `ChatPermissions`.
    public var canSendMessages: Bool? { optional("can_send_messages") }
    /// `can_send_audios` of the Bot API's type `ChatPermissions`.
    public var canSendAudios: Bool? { optional("can_send_audios") }
    /// `can_send_documents` of the Bot API's type `ChatPermissions`.
    public var canSendDocuments: Bool? { optional("can_send_documents") }
    /// `can_send_photos` of the Bot API's type `ChatPermissions`.
    public var canSendPhotos: Bool? { optional("can_send_photos") }
    /// `can_send_videos` of the Bot API's type `ChatPermissions`.
    public var canSendVideos: Bool? { optional("can_send_videos") }
    /// `can_send_video_notes` of the Bot API's type `ChatPermissions`.
    public var canSendVideoNotes: Bool? { optional("can_send_video_notes") }
    /// `can_send_voice_notes` of the Bot API's type `ChatPermissions`.
    public var canSendVoiceNotes: Bool? { optional("can_send_voice_notes") }
    /// `can_send_polls` of the Bot API's type `ChatPermissions`.
    public var canSendPolls: Bool? { optional("can_send_polls") }
    /// `can_send_other_messages` of the Bot API's type `ChatPermissions`.
    public var canSendOtherMessages: Bool? { optional("can_send_other_messages") }
    /// `can_add_web_page_previews` of the Bot API's type `ChatPermissions`.
    public var canAddWebPagePreviews: Bool? { optional("can_add_web_page_previews") }
    /// `can_react_to_messages` of the Bot API's type `ChatPermissions`.
    public var canReactToMessages: Bool? { optional("can_react_to_messages") }
    /// `can_edit_tag` of the Bot API's type `ChatPermissions`.
    public var canEditTag: Bool? { optional("can_edit_tag") }
    /// `can_change_info` of the Bot API's type `ChatPermissions`.
    public var canChangeInfo: Bool? { optional("can_change_info") }
    /// `can_invite_users` of the Bot API's type `ChatPermissions`.
    public var canInviteUsers: Bool? { optional("can_invite_users") }
    /// `can_pin_messages` of the Bot API's type `ChatPermissions`.
    public var canPinMessages: Bool? { optional("can_pin_messages") }
    /// `can_manage_topics` of the Bot API's type `ChatPermissions`.
    public var canManageTopics: Bool? { optional("can_manage_topics") }
  }

  /// The Bot API's type `ChatPhoto`.
  public struct ChatPhoto: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `small_file_id` of the Bot API's type `ChatPhoto`.
    public var smallFileID: String { required("small_file_id") }
    /// `small_file_unique_id` of the Bot API's type `ChatPhoto`.
    public var smallFileUniqueID: String { required("small_file_unique_id") }
    /// `big_file_id` of the Bot API's type `ChatPhoto`.
    public var bigFileID: String { required("big_file_id") }
    /// `big_file_unique_id` of the Bot API's type `ChatPhoto`.
    public var bigFileUniqueID: String { required("big_file_unique_id") }
  }

  /// The Bot API's type `ChatShared`.
  public struct ChatShared: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `request_id` of the Bot API's type `ChatShared`.
    public var requestID: Int64 { required("request_id") }
    /// `chat_id` of the Bot API's type `ChatShared`.
    public var chatID: Int64 { required("chat_id") }
    /// `title` of the Bot API's type `ChatShared`.
    public var title: String? { optional("title") }
    /// `username` of the Bot API's type `ChatShared`.
    public var username: String? { optional("username") }
    /// `photo` of the Bot API's type `ChatShared`.
    public var photo: [PhotoSize]? { optional("photo") }
  }

  /// The Bot API's type `Checklist`.
  public struct Checklist: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `title` of the Bot API's type `Checklist`.
    public var title: String { required("title") }
    /// `tasks` of the Bot API's type `Checklist`.
    public var tasks: [ChecklistTask] { required("tasks") }
    /// `title_entities` of the Bot API's type `Checklist`.
    public var titleEntities: [MessageEntity]? { optional("title_entities") }
    /// `others_can_add_tasks` of the Bot API's type `Checklist`.
    public var othersCanAddTasks: Bool? { optional("others_can_add_tasks") }
    /// `others_can_mark_tasks_as_done` of the Bot API's type `Checklist`.
    public var othersCanMarkTasksAsDone: Bool? { optional("others_can_mark_tasks_as_done") }
  }

  /// The Bot API's type `ChecklistTask`.
  public struct ChecklistTask: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `ChecklistTask`.
    public var id: Int64 { required("id") }
    /// `text` of the Bot API's type `ChecklistTask`.
    public var text: String { required("text") }
    /// `text_entities` of the Bot API's type `ChecklistTask`.
    public var textEntities: [MessageEntity]? { optional("text_entities") }
    /// `completed_by_user` of the Bot API's type `ChecklistTask`.
    public var completedByUser: User? { optional("completed_by_user") }
    /// `completed_by_chat` of the Bot API's type `ChecklistTask`.
    public var completedByChat: Chat? { optional("completed_by_chat") }
    /// `completion_date` of the Bot API's type `ChecklistTask`.
    public var completionDate: Int64? { optional("completion_date") }
  }

  /// The Bot API's type `ChecklistTasksAdded`.
  public struct ChecklistTasksAdded: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `tasks` of the Bot API's type `ChecklistTasksAdded`.
    public var tasks: [ChecklistTask] { required("tasks") }
    /// `checklist_message` of the Bot API's type `ChecklistTasksAdded`.
    public var checklistMessage: Message? { optional("checklist_message") }
  }

  /// The Bot API's type `ChecklistTasksDone`.
  public struct ChecklistTasksDone: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `checklist_message` of the Bot API's type `ChecklistTasksDone`.
    public var checklistMessage: Message? { optional("checklist_message") }
    /// `marked_as_done_task_ids` of the Bot API's type `ChecklistTasksDone`.
    public var markedAsDoneTaskIDs: [Int64]? { optional("marked_as_done_task_ids") }
    /// `marked_as_not_done_task_ids` of the Bot API's type `ChecklistTasksDone`.
    public var markedAsNotDoneTaskIDs: [Int64]? { optional("marked_as_not_done_task_ids") }
  }

  /// The Bot API's type `ChosenInlineResult`.
  public struct ChosenInlineResult: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `result_id` of the Bot API's type `ChosenInlineResult`.
    public var resultID: String { required("result_id") }
    /// `from` of the Bot API's type `ChosenInlineResult`.
    public var from: User { required("from") }
    /// `query` of the Bot API's type `ChosenInlineResult`.
    public var query: String { required("query") }
    /// `location` of the Bot API's type `ChosenInlineResult`.
    public var location: Location? { optional("location") }
    /// `inline_message_id` of the Bot API's type `ChosenInlineResult`.
    public var inlineMessageID: String? { optional("inline_message_id") }
  }

  /// The Bot API's type `Community`.
  public struct Community: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `Community`.
    public var id: Int64 { required("id") }
    /// `name` of the Bot API's type `Community`.
    public var name: String { required("name") }
  }

  /// The Bot API's type `CommunityChatAdded`.
  public struct CommunityChatAdded: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `community` of the Bot API's type `CommunityChatAdded`.
    public var community: Community { required("community") }
  }

  /// The Bot API's type `CommunityChatJoined`.
  public struct CommunityChatJoined: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `community` of the Bot API's type `CommunityChatJoined`.
    public var community: Community { required("community") }
  }

  /// The Bot API's type `CommunityChatRemoved`.
  public struct CommunityChatRemoved: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
  }

  /// The Bot API's type `Contact`.
  public struct Contact: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `phone_number` of the Bot API's type `Contact`.
    public var phoneNumber: String { required("phone_number") }
    /// `first_name` of the Bot API's type `Contact`.
    public var firstName: String { required("first_name") }
    /// `last_name` of the Bot API's type `Contact`.
    public var lastName: String? { optional("last_name") }
    /// `user_id` of the Bot API's type `Contact`.
    public var userID: Int64? { optional("user_id") }
    /// `vcard` of the Bot API's type `Contact`.
    public var vcard: String? { optional("vcard") }
  }

  /// The Bot API's type `CopyTextButton`.
  public struct CopyTextButton: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `CopyTextButton`; what is nil is not sent.
    public init(text: String) {
      self.json = JSONView {
        $0.add("text", text)
      }
    }
    /// `text` of the Bot API's type `CopyTextButton`.
    public var text: String { required("text") }
  }
}
