// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file

/// The Bot API's method `editChatInviteLink`.
public struct EditChatInviteLink: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChatInviteLink
  /// The method's name in the Bot API.
  public static let name = "editChatInviteLink"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditChatInviteLink`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    inviteLink: String,
    name: String? = nil,
    expireDate: Int64? = nil,
    memberLimit: Int64? = nil,
    createsJoinRequest: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("invite_link", inviteLink)
      $0.add("name", name)
      $0.add("expire_date", expireDate)
      $0.add("member_limit", memberLimit)
      $0.add("creates_join_request", createsJoinRequest)
    }
  }
}

/// The Bot API's method `editChatSubscriptionInviteLink`.
public struct EditChatSubscriptionInviteLink: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChatInviteLink
  /// The method's name in the Bot API.
  public static let name = "editChatSubscriptionInviteLink"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditChatSubscriptionInviteLink`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, inviteLink: String, name: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("invite_link", inviteLink)
      $0.add("name", name)
    }
  }
}

/// The Bot API's method `editEphemeralMessageCaption`.
public struct EditEphemeralMessageCaption: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "editEphemeralMessageCaption"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditEphemeralMessageCaption`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    receiverUserID: Int64,
    ephemeralMessageID: Int64,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil,
    showCaptionAboveMedia: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("receiver_user_id", receiverUserID)
      $0.add("ephemeral_message_id", ephemeralMessageID)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("reply_markup", replyMarkup)
      $0.add("show_caption_above_media", showCaptionAboveMedia)
    }
  }
}

/// The Bot API's method `editEphemeralMessageMedia`.
public struct EditEphemeralMessageMedia: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "editEphemeralMessageMedia"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditEphemeralMessageMedia`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    receiverUserID: Int64,
    ephemeralMessageID: Int64,
    media: Telegram.InputMedia,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("receiver_user_id", receiverUserID)
      $0.add("ephemeral_message_id", ephemeralMessageID)
      $0.add("media", media)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `editEphemeralMessageReplyMarkup`.
public struct EditEphemeralMessageReplyMarkup: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "editEphemeralMessageReplyMarkup"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditEphemeralMessageReplyMarkup`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    receiverUserID: Int64,
    ephemeralMessageID: Int64,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("receiver_user_id", receiverUserID)
      $0.add("ephemeral_message_id", ephemeralMessageID)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `editEphemeralMessageText`.
public struct EditEphemeralMessageText: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "editEphemeralMessageText"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditEphemeralMessageText`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    receiverUserID: Int64,
    ephemeralMessageID: Int64,
    text: String? = nil,
    parseMode: String? = nil,
    entities: [Telegram.MessageEntity]? = nil,
    linkPreviewOptions: Telegram.LinkPreviewOptions? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil,
    richMessage: Telegram.InputRichMessage? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("receiver_user_id", receiverUserID)
      $0.add("ephemeral_message_id", ephemeralMessageID)
      $0.add("text", text)
      $0.add("parse_mode", parseMode)
      $0.add("entities", entities)
      $0.add("link_preview_options", linkPreviewOptions)
      $0.add("reply_markup", replyMarkup)
      $0.add("rich_message", richMessage)
    }
  }
}

/// The Bot API's method `editForumTopic`.
public struct EditForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "editForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditForumTopic`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    messageThreadID: Int64,
    name: String? = nil,
    iconCustomEmojiID: String? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("name", name)
      $0.add("icon_custom_emoji_id", iconCustomEmojiID)
    }
  }
}

/// The Bot API's method `editGeneralForumTopic`.
public struct EditGeneralForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "editGeneralForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditGeneralForumTopic`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, name: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("name", name)
    }
  }
}

/// The Bot API's method `editMessageCaption`.
public struct EditMessageCaption: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChangedMessage
  /// The method's name in the Bot API.
  public static let name = "editMessageCaption"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditMessageCaption`; what is nil is not sent.
  public init(
    businessConnectionID: String? = nil,
    chatID: Telegram.ChatID? = nil,
    messageID: Int64? = nil,
    inlineMessageID: String? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    showCaptionAboveMedia: Bool? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("inline_message_id", inlineMessageID)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("show_caption_above_media", showCaptionAboveMedia)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `editMessageChecklist`.
public struct EditMessageChecklist: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "editMessageChecklist"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditMessageChecklist`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    chatID: Telegram.ChatID,
    messageID: Int64,
    checklist: Telegram.InputChecklist,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("checklist", checklist)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `editMessageLiveLocation`.
public struct EditMessageLiveLocation: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChangedMessage
  /// The method's name in the Bot API.
  public static let name = "editMessageLiveLocation"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditMessageLiveLocation`; what is nil is not sent.
  public init(
    latitude: Double,
    longitude: Double,
    businessConnectionID: String? = nil,
    chatID: Telegram.ChatID? = nil,
    messageID: Int64? = nil,
    inlineMessageID: String? = nil,
    livePeriod: Int64? = nil,
    horizontalAccuracy: Double? = nil,
    heading: Int64? = nil,
    proximityAlertRadius: Int64? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("latitude", latitude)
      $0.add("longitude", longitude)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("inline_message_id", inlineMessageID)
      $0.add("live_period", livePeriod)
      $0.add("horizontal_accuracy", horizontalAccuracy)
      $0.add("heading", heading)
      $0.add("proximity_alert_radius", proximityAlertRadius)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `editMessageMedia`.
public struct EditMessageMedia: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChangedMessage
  /// The method's name in the Bot API.
  public static let name = "editMessageMedia"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditMessageMedia`; what is nil is not sent.
  public init(
    media: Telegram.InputMedia,
    businessConnectionID: String? = nil,
    chatID: Telegram.ChatID? = nil,
    messageID: Int64? = nil,
    inlineMessageID: String? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("media", media)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("inline_message_id", inlineMessageID)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `editMessageReplyMarkup`.
public struct EditMessageReplyMarkup: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChangedMessage
  /// The method's name in the Bot API.
  public static let name = "editMessageReplyMarkup"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditMessageReplyMarkup`; what is nil is not sent.
  public init(
    businessConnectionID: String? = nil,
    chatID: Telegram.ChatID? = nil,
    messageID: Int64? = nil,
    inlineMessageID: String? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("inline_message_id", inlineMessageID)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `editMessageText`.
public struct EditMessageText: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChangedMessage
  /// The method's name in the Bot API.
  public static let name = "editMessageText"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditMessageText`; what is nil is not sent.
  public init(
    text: String? = nil,
    businessConnectionID: String? = nil,
    chatID: Telegram.ChatID? = nil,
    messageID: Int64? = nil,
    inlineMessageID: String? = nil,
    parseMode: String? = nil,
    entities: [Telegram.MessageEntity]? = nil,
    linkPreviewOptions: Telegram.LinkPreviewOptions? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil,
    richMessage: Telegram.InputRichMessage? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("text", text)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("inline_message_id", inlineMessageID)
      $0.add("parse_mode", parseMode)
      $0.add("entities", entities)
      $0.add("link_preview_options", linkPreviewOptions)
      $0.add("reply_markup", replyMarkup)
      $0.add("rich_message", richMessage)
    }
  }
}

/// The Bot API's method `editStory`.
public struct EditStory: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Story
  /// The method's name in the Bot API.
  public static let name = "editStory"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditStory`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    storyID: Int64,
    content: Telegram.InputStoryContent,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    areas: [Telegram.StoryArea]? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("story_id", storyID)
      $0.add("content", content)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("areas", areas)
    }
  }
}

/// The Bot API's method `editUserStarSubscription`.
public struct EditUserStarSubscription: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "editUserStarSubscription"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `EditUserStarSubscription`; what is nil is not sent.
  public init(userID: Int64, telegramPaymentChargeID: String, isCanceled: Bool) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("telegram_payment_charge_id", telegramPaymentChargeID)
      $0.add("is_canceled", isCanceled)
    }
  }
}
