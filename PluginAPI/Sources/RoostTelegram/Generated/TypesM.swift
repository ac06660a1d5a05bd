// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `ManagedBotCreated`.
  public struct ManagedBotCreated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `bot` of the Bot API's type `ManagedBotCreated`.
    public var bot: User { required("bot") }
  }

  /// The Bot API's type `ManagedBotUpdated`.
  public struct ManagedBotUpdated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `user` of the Bot API's type `ManagedBotUpdated`.
    public var user: User { required("user") }
    /// `bot` of the Bot API's type `ManagedBotUpdated`.
    public var bot: User { required("bot") }
  }

  /// The Bot API's type `MaskPosition`.
  public struct MaskPosition: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `MaskPosition`; what is nil is not sent.
    public init(point: String, xShift: Double, yShift: Double, scale: Double) {
      self.json = JSONView {
        $0.add("point", point)
        $0.add("x_shift", xShift)
        $0.add("y_shift", yShift)
        $0.add("scale", scale)
      }
    }
    /// `point` of the Bot API's type `MaskPosition`.
    public var point: String { required("point") }
    /// `x_shift` of the Bot API's type `MaskPosition`.
    public var xShift: Double { required("x_shift") }
    /// `y_shift` of the Bot API's type `MaskPosition`.
    public var yShift: Double { required("y_shift") }
    /// `scale` of the Bot API's type `MaskPosition`.
    public var scale: Double { required("scale") }
  }

  /// The Bot API's type `MenuButton`.
  public struct MenuButton: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `MenuButton`; what is nil is not sent.
    public init(type: String, text: String? = nil, webApp: WebAppInfo? = nil) {
      self.json = JSONView {
        $0.add("type", type)
        $0.add("text", text)
        $0.add("web_app", webApp)
      }
    }
    /// `type` of the Bot API's type `MenuButton`.
    public var type: String { required("type") }
    /// `text` of the Bot API's type `MenuButton`.
    public var text: String? { optional("text") }
    /// `web_app` of the Bot API's type `MenuButton`.
    public var webApp: WebAppInfo? { optional("web_app") }
  }

  /// The Bot API's type `Message`.
  public struct Message: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `message_id` of the Bot API's type `Message`.
    public var messageID: Int64 { required("message_id") }
    /// `date` of the Bot API's type `Message`.
    public var date: Int64 { required("date") }
    /// `chat` of the Bot API's type `Message`.
    public var chat: Chat { required("chat") }
    /// `message_thread_id` of the Bot API's type `Message`.
    public var messageThreadID: Int64? { optional("message_thread_id") }
    /// `direct_messages_topic` of the Bot API's type `Message`.
    public var directMessagesTopic: DirectMessagesTopic? { optional("direct_messages_topic") }
    /// `from` of the Bot API's type `Message`.
    public var from: User? { optional("from") }
    /// `sender_chat` of the Bot API's type `Message`.
    public var senderChat: Chat? { optional("sender_chat") }
    /// `sender_boost_count` of the Bot API's type `Message`.
    public var senderBoostCount: Int64? { optional("sender_boost_count") }
    /// `sender_business_bot` of the Bot API's type `Message`.
    public var senderBusinessBot: User? { optional("sender_business_bot") }
    /// `sender_tag` of the Bot API's type `Message`.
    public var senderTag: String? { optional("sender_tag") }
    /// `guest_query_id` of the Bot API's type `Message`.
    public var guestQueryID: String? { optional("guest_query_id") }
    /// `business_connection_id` of the Bot API's type `Message`.
    public var businessConnectionID: String? { optional("business_connection_id") }
    /// `forward_origin` of the Bot API's type `Message`.
    public var forwardOrigin: MessageOrigin? { optional("forward_origin") }
    /// `is_topic_message` of the Bot API's type `Message`.
    public var isTopicMessage: Bool? { optional("is_topic_message") }
    /// `is_automatic_forward` of the Bot API's type `Message`.
    public var isAutomaticForward: Bool? { optional("is_automatic_forward") }
    /// `reply_to_message` of the Bot API's type `Message`.
    public var replyToMessage: Message? { optional("reply_to_message") }
    /// `external_reply` of the Bot API's type `Message`.
    public var externalReply: ExternalReplyInfo? { optional("external_reply") }
    /// `quote` of the Bot API's type `Message`.
    public var quote: TextQuote? { optional("quote") }
    /// `reply_to_story` of the Bot API's type `Message`.
    public var replyToStory: Story? { optional("reply_to_story") }
    /// `reply_to_checklist_task_id` of the Bot API's type `Message`.
    public var replyToChecklistTaskID: Int64? { optional("reply_to_checklist_task_id") }
    /// `reply_to_poll_option_id` of the Bot API's type `Message`.
    public var replyToPollOptionID: String? { optional("reply_to_poll_option_id") }
    /// `via_bot` of the Bot API's type `Message`.
    public var viaBot: User? { optional("via_bot") }
    /// `guest_bot_caller_user` of the Bot API's type `Message`.
    public var guestBotCallerUser: User? { optional("guest_bot_caller_user") }
    /// `guest_bot_caller_chat` of the Bot API's type `Message`.
    public var guestBotCallerChat: Chat? { optional("guest_bot_caller_chat") }
    /// `edit_date` of the Bot API's type `Message`.
    public var editDate: Int64? { optional("edit_date") }
    /// `has_protected_content` of the Bot API's type `Message`.
    public var hasProtectedContent: Bool? { optional("has_protected_content") }
    /// `is_from_offline` of the Bot API's type `Message`.
    public var isFromOffline: Bool? { optional("is_from_offline") }
    /// `is_paid_post` of the Bot API's type `Message`.
    public var isPaidPost: Bool? { optional("is_paid_post") }
    /// `media_group_id` of the Bot API's type `Message`.
    public var mediaGroupID: String? { optional("media_group_id") }
    /// `author_signature` of the Bot API's type `Message`.
    public var authorSignature: String? { optional("author_signature") }
    /// `paid_star_count` of the Bot API's type `Message`.
    public var paidStarCount: Int64? { optional("paid_star_count") }
    /// `text` of the Bot API's type `Message`.
    public var text: String? { optional("text") }
    /// `entities` of the Bot API's type `Message`.
    public var entities: [MessageEntity]? { optional("entities") }
    /// `link_preview_options` of the Bot API's type `Message`.
    public var linkPreviewOptions: LinkPreviewOptions? { optional("link_preview_options") }
    /// `suggested_post_info` of the Bot API's type `Message`.
    public var suggestedPostInfo: SuggestedPostInfo? { optional("suggested_post_info") }
    /// `effect_id` of the Bot API's type `Message`.
    public var effectID: String? { optional("effect_id") }
    /// `animation` of the Bot API's type `Message`.
    public var animation: Animation? { optional("animation") }
    /// `audio` of the Bot API's type `Message`.
    public var audio: Audio? { optional("audio") }
    /// `document` of the Bot API's type `Message`.
    public var document: Document? { optional("document") }
    /// `live_photo` of the Bot API's type `Message`.
    public var livePhoto: LivePhoto? { optional("live_photo") }
    /// `paid_media` of the Bot API's type `Message`.
    public var paidMedia: PaidMediaInfo? { optional("paid_media") }
    /// `photo` of the Bot API's type `Message`.
    public var photo: [PhotoSize]? { optional("photo") }
    /// `sticker` of the Bot API's type `Message`.
    public var sticker: Sticker? { optional("sticker") }
    /// `story` of the Bot API's type `Message`.
    public var story: Story? { optional("story") }
    /// `video` of the Bot API's type `Message`.
    public var video: Video? { optional("video") }
    /// `video_note` of the Bot API's type `Message`.
    public var videoNote: VideoNote? { optional("video_note") }
    /// `voice` of the Bot API's type `Message`.
    public var voice: Voice? { optional("voice") }
    /// `caption` of the Bot API's type `Message`.
    public var caption: String? { optional("caption") }
    /// `caption_entities` of the Bot API's type `Message`.
    public var captionEntities: [MessageEntity]? { optional("caption_entities") }
    /// `show_caption_above_media` of the Bot API's type `Message`.
    public var showCaptionAboveMedia: Bool? { optional("show_caption_above_media") }
    /// `has_media_spoiler` of the Bot API's type `Message`.
    public var hasMediaSpoiler: Bool? { optional("has_media_spoiler") }
    /// `checklist` of the Bot API's type `Message`.
    public var checklist: Checklist? { optional("checklist") }
    /// `contact` of the Bot API's type `Message`.
    public var contact: Contact? { optional("contact") }
    /// `dice` of the Bot API's type `Message`.
    public var dice: Dice? { optional("dice") }
    /// `game` of the Bot API's type `Message`.
    public var game: Game? { optional("game") }
    /// `poll` of the Bot API's type `Message`.
    public var poll: Poll? { optional("poll") }
    /// `venue` of the Bot API's type `Message`.
    public var venue: Venue? { optional("venue") }
    /// `location` of the Bot API's type `Message`.
    public var location: Location? { optional("location") }
    /// `new_chat_members` of the Bot API's type `Message`.
    public var newChatMembers: [User]? { optional("new_chat_members") }
    /// `left_chat_member` of the Bot API's type `Message`.
    public var leftChatMember: User? { optional("left_chat_member") }
    /// `chat_owner_left` of the Bot API's type `Message`.
    public var chatOwnerLeft: ChatOwnerLeft? { optional("chat_owner_left") }
    /// `chat_owner_changed` of the Bot API's type `Message`.
    public var chatOwnerChanged: ChatOwnerChanged? { optional("chat_owner_changed") }
    /// `new_chat_title` of the Bot API's type `Message`.
    public var newChatTitle: String? { optional("new_chat_title") }
    /// `new_chat_photo` of the Bot API's type `Message`.
    public var newChatPhoto: [PhotoSize]? { optional("new_chat_photo") }
    /// `delete_chat_photo` of the Bot API's type `Message`.
    public var deleteChatPhoto: Bool? { optional("delete_chat_photo") }
    /// `group_chat_created` of the Bot API's type `Message`.
    public var groupChatCreated: Bool? { optional("group_chat_created") }
    /// `supergroup_chat_created` of the Bot API's type `Message`.
    public var supergroupChatCreated: Bool? { optional("supergroup_chat_created") }
    /// `channel_chat_created` of the Bot API's type `Message`.
    public var channelChatCreated: Bool? { optional("channel_chat_created") }
    /// `message_auto_delete_timer_changed` of the Bot API's type `Message`.
    public var messageAutoDeleteTimerChanged: MessageAutoDeleteTimerChanged? { optional("message_auto_delete_timer_changed") }
    /// `migrate_to_chat_id` of the Bot API's type `Message`.
    public var migrateToChatID: Int64? { optional("migrate_to_chat_id") }
    /// `migrate_from_chat_id` of the Bot API's type `Message`.
    public var migrateFromChatID: Int64? { optional("migrate_from_chat_id") }
    /// `pinned_message` of the Bot API's type `Message`.
    public var pinnedMessage: MaybeInaccessibleMessage? { optional("pinned_message") }
    /// `invoice` of the Bot API's type `Message`.
    public var invoice: Invoice? { optional("invoice") }
    /// `successful_payment` of the Bot API's type `Message`.
    public var successfulPayment: SuccessfulPayment? { optional("successful_payment") }
    /// `refunded_payment` of the Bot API's type `Message`.
    public var refundedPayment: RefundedPayment? { optional("refunded_payment") }
    /// `users_shared` of the Bot API's type `Message`.
    public var usersShared: UsersShared? { optional("users_shared") }
    /// `chat_shared` of the Bot API's type `Message`.
    public var chatShared: ChatShared? { optional("chat_shared") }
    /// `gift` of the Bot API's type `Message`.
    public var gift: GiftInfo? { optional("gift") }
    /// `unique_gift` of the Bot API's type `Message`.
    public var uniqueGift: UniqueGiftInfo? { optional("unique_gift") }
    /// `gift_upgrade_sent` of the Bot API's type `Message`.
    public var giftUpgradeSent: GiftInfo? { optional("gift_upgrade_sent") }
    /// `connected_website` of the Bot API's type `Message`.
    public var connectedWebsite: String? { optional("connected_website") }
    /// `write_access_allowed` of the Bot API's type `Message`.
    public var writeAccessAllowed: WriteAccessAllowed? { optional("write_access_allowed") }
    /// `passport_data` of the Bot API's type `Message`.
    public var passportData: PassportData? { optional("passport_data") }
    /// `proximity_alert_triggered` of the Bot API's type `Message`.
    public var proximityAlertTriggered: ProximityAlertTriggered? { optional("proximity_alert_triggered") }
    /// `boost_added` of the Bot API's type `Message`.
    public var boostAdded: ChatBoostAdded? { optional("boost_added") }
    /// `chat_background_set` of the Bot API's type `Message`.
    public var chatBackgroundSet: ChatBackground? { optional("chat_background_set") }
    /// `checklist_tasks_done` of the Bot API's type `Message`.
    public var checklistTasksDone: ChecklistTasksDone? { optional("checklist_tasks_done") }
    /// `checklist_tasks_added` of the Bot API's type `Message`.
    public var checklistTasksAdded: ChecklistTasksAdded? { optional("checklist_tasks_added") }
    /// `direct_message_price_changed` of the Bot API's type `Message`.
    public var directMessagePriceChanged: DirectMessagePriceChanged? { optional("direct_message_price_changed") }
    /// `forum_topic_created` of the Bot API's type `Message`.
    public var forumTopicCreated: ForumTopicCreated? { optional("forum_topic_created") }
    /// `forum_topic_edited` of the Bot API's type `Message`.
    public var forumTopicEdited: ForumTopicEdited? { optional("forum_topic_edited") }
    /// `forum_topic_closed` of the Bot API's type `Message`.
    public var forumTopicClosed: ForumTopicClosed? { optional("forum_topic_closed") }
    /// `forum_topic_reopened` of the Bot API's type `Message`.
    public var forumTopicReopened: ForumTopicReopened? { optional("forum_topic_reopened") }
    /// `general_forum_topic_hidden` of the Bot API's type `Message`.
    public var generalForumTopicHidden: GeneralForumTopicHidden? { optional("general_forum_topic_hidden") }
    /// `general_forum_topic_unhidden` of the Bot API's type `Message`.
    public var generalForumTopicUnhidden: GeneralForumTopicUnhidden? { optional("general_forum_topic_unhidden") }
    /// `giveaway_created` of the Bot API's type `Message`.
    public var giveawayCreated: GiveawayCreated? { optional("giveaway_created") }
    /// `giveaway` of the Bot API's type `Message`.
    public var giveaway: Giveaway? { optional("giveaway") }
    /// `giveaway_winners` of the Bot API's type `Message`.
    public var giveawayWinners: GiveawayWinners? { optional("giveaway_winners") }
    /// `giveaway_completed` of the Bot API's type `Message`.
    public var giveawayCompleted: GiveawayCompleted? { optional("giveaway_completed") }
    /// `managed_bot_created` of the Bot API's type `Message`.
    public var managedBotCreated: ManagedBotCreated? { optional("managed_bot_created") }
    /// `paid_message_price_changed` of the Bot API's type `Message`.
    public var paidMessagePriceChanged: PaidMessagePriceChanged? { optional("paid_message_price_changed") }
    /// `poll_option_added` of the Bot API's type `Message`.
    public var pollOptionAdded: PollOptionAdded? { optional("poll_option_added") }
    /// `poll_option_deleted` of the Bot API's type `Message`.
    public var pollOptionDeleted: PollOptionDeleted? { optional("poll_option_deleted") }
    /// `suggested_post_approved` of the Bot API's type `Message`.
    public var suggestedPostApproved: SuggestedPostApproved? { optional("suggested_post_approved") }
    /// `suggested_post_approval_failed` of the Bot API's type `Message`.
    public var suggestedPostApprovalFailed: SuggestedPostApprovalFailed? { optional("suggested_post_approval_failed") }
    /// `suggested_post_declined` of the Bot API's type `Message`.
    public var suggestedPostDeclined: SuggestedPostDeclined? { optional("suggested_post_declined") }
    /// `suggested_post_paid` of the Bot API's type `Message`.
    public var suggestedPostPaid: SuggestedPostPaid? { optional("suggested_post_paid") }
    /// `suggested_post_refunded` of the Bot API's type `Message`.
    public var suggestedPostRefunded: SuggestedPostRefunded? { optional("suggested_post_refunded") }
    /// `video_chat_scheduled` of the Bot API's type `Message`.
    public var videoChatScheduled: VideoChatScheduled? { optional("video_chat_scheduled") }
    /// `video_chat_started` of the Bot API's type `Message`.
    public var videoChatStarted: VideoChatStarted? { optional("video_chat_started") }
    /// `video_chat_ended` of the Bot API's type `Message`.
    public var videoChatEnded: VideoChatEnded? { optional("video_chat_ended") }
    /// `video_chat_participants_invited` of the Bot API's type `Message`.
    public var videoChatParticipantsInvited: VideoChatParticipantsInvited? { optional("video_chat_participants_invited") }
    /// `web_app_data` of the Bot API's type `Message`.
    public var webAppData: WebAppData? { optional("web_app_data") }
    /// `reply_markup` of the Bot API's type `Message`.
    public var replyMarkup: InlineKeyboardMarkup? { optional("reply_markup") }
    /// `rich_message` of the Bot API's type `Message`.
    public var richMessage: RichMessage? { optional("rich_message") }
    /// `receiver_user` of the Bot API's type `Message`.
    public var receiverUser: User? { optional("receiver_user") }
    /// `ephemeral_message_id` of the Bot API's type `Message`.
    public var ephemeralMessageID: Int64? { optional("ephemeral_message_id") }
    /// `community_chat_added` of the Bot API's type `Message`.
    public var communityChatAdded: CommunityChatAdded? { optional("community_chat_added") }
    /// `community_chat_removed` of the Bot API's type `Message`.
    public var communityChatRemoved: CommunityChatRemoved? { optional("community_chat_removed") }
    /// `community_chat_joined` of the Bot API's type `Message`.
    public var communityChatJoined: CommunityChatJoined? { optional("community_chat_joined") }
  }

  /// The Bot API's type `MessageAutoDeleteTimerChanged`.
  public struct MessageAutoDeleteTimerChanged: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `message_auto_delete_time` of the Bot API's type `MessageAutoDeleteTimerChanged`.
    public var messageAutoDeleteTime: Int64 { required("message_auto_delete_time") }
  }

  /// The Bot API's type `MessageEntity`.
  public struct MessageEntity: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `MessageEntity`; what is nil is not sent.
    public init(
      type: String,
      offset: Int64,
      length: Int64,
      url: String? = nil,
      user: User? = nil,
      language: String? = nil,
      customEmojiID: String? = nil,
      unixTime: Int64? = nil,
      dateTimeFormat: String? = nil
    ) {
      self.json = JSONView {
        $0.add("type", type)
        $0.add("offset", offset)
        $0.add("length", length)
        $0.add("url", url)
        $0.add("user", user)
        $0.add("language", language)
        $0.add("custom_emoji_id", customEmojiID)
        $0.add("unix_time", unixTime)
        $0.add("date_time_format", dateTimeFormat)
      }
    }
    /// `type` of the Bot API's type `MessageEntity`.
    public var type: String { required("type") }
    /// `offset` of the Bot API's type `MessageEntity`.
    public var offset: Int64 { required("offset") }
    /// `length` of the Bot API's type `MessageEntity`.
    public var length: Int64 { required("length") }
    /// `url` of the Bot API's type `MessageEntity`.
    public var url: String? { optional("url") }
    /// `user` of the Bot API's type `MessageEntity`.
    public var user: User? { optional("user") }
    /// `language` of the Bot API's type `MessageEntity`.
    public var language: String? { optional("language") }
    /// `custom_emoji_id` of the Bot API's type `MessageEntity`.
    public var customEmojiID: String? { optional("custom_emoji_id") }
    /// `unix_time` of the Bot API's type `MessageEntity`.
    public var unixTime: Int64? { optional("unix_time") }
    /// `date_time_format` of the Bot API's type `MessageEntity`.
    public var dateTimeFormat: String? { optional("date_time_format") }
  }

  /// The Bot API's type `MessageGenerationStopped`.
  public struct MessageGenerationStopped: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `MessageGenerationStopped`.
    public var chat: Chat { required("chat") }
    /// `draft_id` of the Bot API's type `MessageGenerationStopped`.
    public var draftID: Int64 { required("draft_id") }
    /// `message_thread_id` of the Bot API's type `MessageGenerationStopped`.
    public var messageThreadID: Int64? { optional("message_thread_id") }
  }

  /// The Bot API's type `MessageId`.
  public struct MessageId: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `message_id` of the Bot API's type `MessageId`.
    public var messageID: Int64 { required("message_id") }
  }

  /// The Bot API's type `MessageOriginChannel`.
  public struct MessageOriginChannel: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `MessageOriginChannel`.
    public var type: String { required("type") }
    /// `date` of the Bot API's type `MessageOriginChannel`.
    public var date: Int64 { required("date") }
    /// `chat` of the Bot API's type `MessageOriginChannel`.
    public var chat: Chat { required("chat") }
    /// `message_id` of the Bot API's type `MessageOriginChannel`.
    public var messageID: Int64 { required("message_id") }
    /// `author_signature` of the Bot API's type `MessageOriginChannel`.
    public var authorSignature: String? { optional("author_signature") }
  }

  /// The Bot API's type `MessageOriginChat`.
  public struct MessageOriginChat: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `MessageOriginChat`.
    public var type: String { required("type") }
    /// `date` of the Bot API's type `MessageOriginChat`.
    public var date: Int64 { required("date") }
    /// `sender_chat` of the Bot API's type `MessageOriginChat`.
    public var senderChat: Chat { required("sender_chat") }
    /// `author_signature` of the Bot API's type `MessageOriginChat`.
    public var authorSignature: String? { optional("author_signature") }
  }

  /// The Bot API's type `MessageOriginHiddenUser`.
  public struct MessageOriginHiddenUser: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `MessageOriginHiddenUser`.
    public var type: String { required("type") }
    /// `date` of the Bot API's type `MessageOriginHiddenUser`.
    public var date: Int64 { required("date") }
    /// `sender_user_name` of the Bot API's type `MessageOriginHiddenUser`.
    public var senderUserName: String { required("sender_user_name") }
  }

  /// The Bot API's type `MessageOriginUser`.
  public struct MessageOriginUser: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `MessageOriginUser`.
    public var type: String { required("type") }
    /// `date` of the Bot API's type `MessageOriginUser`.
    public var date: Int64 { required("date") }
    /// `sender_user` of the Bot API's type `MessageOriginUser`.
    public var senderUser: User { required("sender_user") }
  }

  /// The Bot API's type `MessageReactionCountUpdated`.
  public struct MessageReactionCountUpdated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `MessageReactionCountUpdated`.
    public var chat: Chat { required("chat") }
    /// `message_id` of the Bot API's type `MessageReactionCountUpdated`.
    public var messageID: Int64 { required("message_id") }
    /// `date` of the Bot API's type `MessageReactionCountUpdated`.
    public var date: Int64 { required("date") }
    /// `reactions` of the Bot API's type `MessageReactionCountUpdated`.
    public var reactions: [ReactionCount] { required("reactions") }
  }

  /// The Bot API's type `MessageReactionUpdated`.
  public struct MessageReactionUpdated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `MessageReactionUpdated`.
    public var chat: Chat { required("chat") }
    /// `message_id` of the Bot API's type `MessageReactionUpdated`.
    public var messageID: Int64 { required("message_id") }
    /// `date` of the Bot API's type `MessageReactionUpdated`.
    public var date: Int64 { required("date") }
    /// `old_reaction` of the Bot API's type `MessageReactionUpdated`.
    public var oldReaction: [ReactionType] { required("old_reaction") }
    /// `new_reaction` of the Bot API's type `MessageReactionUpdated`.
    public var newReaction: [ReactionType] { required("new_reaction") }
    /// `user` of the Bot API's type `MessageReactionUpdated`.
    public var user: User? { optional("user") }
    /// `actor_chat` of the Bot API's type `MessageReactionUpdated`.
    public var actorChat: Chat? { optional("actor_chat") }
  }
}
