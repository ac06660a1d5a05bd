// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file

/// The Bot API's method `sendAnimation`.
public struct SendAnimation: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendAnimation"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendAnimation`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    animation: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    duration: Int64? = nil,
    width: Int64? = nil,
    height: Int64? = nil,
    thumbnail: Telegram.InputFile? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    showCaptionAboveMedia: Bool? = nil,
    hasSpoiler: Bool? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("animation", animation)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("duration", duration)
      $0.add("width", width)
      $0.add("height", height)
      $0.add("thumbnail", thumbnail)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("show_caption_above_media", showCaptionAboveMedia)
      $0.add("has_spoiler", hasSpoiler)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendAudio`.
public struct SendAudio: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendAudio"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendAudio`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    audio: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    duration: Int64? = nil,
    performer: String? = nil,
    title: String? = nil,
    thumbnail: Telegram.InputFile? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("audio", audio)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("duration", duration)
      $0.add("performer", performer)
      $0.add("title", title)
      $0.add("thumbnail", thumbnail)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendChatAction`.
public struct SendChatAction: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "sendChatAction"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendChatAction`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    action: String,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("action", action)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
    }
  }
}

/// The Bot API's method `sendChatJoinRequestWebApp`.
public struct SendChatJoinRequestWebApp: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "sendChatJoinRequestWebApp"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendChatJoinRequestWebApp`; what is nil is not sent.
  public init(chatJoinRequestQueryID: String, webAppURL: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_join_request_query_id", chatJoinRequestQueryID)
      $0.add("web_app_url", webAppURL)
    }
  }
}

/// The Bot API's method `sendChecklist`.
public struct SendChecklist: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendChecklist"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendChecklist`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    chatID: Telegram.ChatID,
    checklist: Telegram.InputChecklist,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    messageEffectID: String? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("chat_id", chatID)
      $0.add("checklist", checklist)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("message_effect_id", messageEffectID)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `sendContact`.
public struct SendContact: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendContact"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendContact`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    phoneNumber: String,
    firstName: String,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    lastName: String? = nil,
    vcard: String? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("phone_number", phoneNumber)
      $0.add("first_name", firstName)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("last_name", lastName)
      $0.add("vcard", vcard)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendDice`.
public struct SendDice: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendDice"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendDice`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    emoji: String? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("emoji", emoji)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `sendDocument`.
public struct SendDocument: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendDocument"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendDocument`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    document: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    thumbnail: Telegram.InputFile? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    disableContentTypeDetection: Bool? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("document", document)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("thumbnail", thumbnail)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("disable_content_type_detection", disableContentTypeDetection)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendGame`.
public struct SendGame: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendGame"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendGame`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    gameShortName: String,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("game_short_name", gameShortName)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `sendGift`.
public struct SendGift: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "sendGift"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendGift`; what is nil is not sent.
  public init(
    giftID: String,
    userID: Int64? = nil,
    chatID: Telegram.ChatID? = nil,
    payForUpgrade: Bool? = nil,
    text: String? = nil,
    textParseMode: String? = nil,
    textEntities: [Telegram.MessageEntity]? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("gift_id", giftID)
      $0.add("user_id", userID)
      $0.add("chat_id", chatID)
      $0.add("pay_for_upgrade", payForUpgrade)
      $0.add("text", text)
      $0.add("text_parse_mode", textParseMode)
      $0.add("text_entities", textEntities)
    }
  }
}

/// The Bot API's method `sendInvoice`.
public struct SendInvoice: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendInvoice"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendInvoice`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    title: String,
    description: String,
    payload: String,
    currency: String,
    prices: [Telegram.LabeledPrice],
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    providerToken: String? = nil,
    maxTipAmount: Int64? = nil,
    suggestedTipAmounts: [Int64]? = nil,
    startParameter: String? = nil,
    providerData: String? = nil,
    photoURL: String? = nil,
    photoSize: Int64? = nil,
    photoWidth: Int64? = nil,
    photoHeight: Int64? = nil,
    needName: Bool? = nil,
    needPhoneNumber: Bool? = nil,
    needEmail: Bool? = nil,
    needShippingAddress: Bool? = nil,
    sendPhoneNumberToProvider: Bool? = nil,
    sendEmailToProvider: Bool? = nil,
    isFlexible: Bool? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("title", title)
      $0.add("description", description)
      $0.add("payload", payload)
      $0.add("currency", currency)
      $0.add("prices", prices)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("provider_token", providerToken)
      $0.add("max_tip_amount", maxTipAmount)
      $0.add("suggested_tip_amounts", suggestedTipAmounts)
      $0.add("start_parameter", startParameter)
      $0.add("provider_data", providerData)
      $0.add("photo_url", photoURL)
      $0.add("photo_size", photoSize)
      $0.add("photo_width", photoWidth)
      $0.add("photo_height", photoHeight)
      $0.add("need_name", needName)
      $0.add("need_phone_number", needPhoneNumber)
      $0.add("need_email", needEmail)
      $0.add("need_shipping_address", needShippingAddress)
      $0.add("send_phone_number_to_provider", sendPhoneNumberToProvider)
      $0.add("send_email_to_provider", sendEmailToProvider)
      $0.add("is_flexible", isFlexible)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `sendLivePhoto`.
public struct SendLivePhoto: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendLivePhoto"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendLivePhoto`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    livePhoto: Telegram.InputFile,
    photo: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    showCaptionAboveMedia: Bool? = nil,
    hasSpoiler: Bool? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("live_photo", livePhoto)
      $0.add("photo", photo)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("show_caption_above_media", showCaptionAboveMedia)
      $0.add("has_spoiler", hasSpoiler)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendLocation`.
public struct SendLocation: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendLocation"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendLocation`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    latitude: Double,
    longitude: Double,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    horizontalAccuracy: Double? = nil,
    livePeriod: Int64? = nil,
    heading: Int64? = nil,
    proximityAlertRadius: Int64? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("latitude", latitude)
      $0.add("longitude", longitude)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("horizontal_accuracy", horizontalAccuracy)
      $0.add("live_period", livePeriod)
      $0.add("heading", heading)
      $0.add("proximity_alert_radius", proximityAlertRadius)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendMediaGroup`.
public struct SendMediaGroup: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.Message]
  /// The method's name in the Bot API.
  public static let name = "sendMediaGroup"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendMediaGroup`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    media: [Telegram.AlbumMedia],
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    replyParameters: Telegram.ReplyParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("media", media)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("reply_parameters", replyParameters)
    }
  }
}

/// The Bot API's method `sendMessage`.
public struct SendMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendMessage`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    text: String,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    parseMode: String? = nil,
    entities: [Telegram.MessageEntity]? = nil,
    linkPreviewOptions: Telegram.LinkPreviewOptions? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("text", text)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("parse_mode", parseMode)
      $0.add("entities", entities)
      $0.add("link_preview_options", linkPreviewOptions)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendMessageDraft`.
public struct SendMessageDraft: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "sendMessageDraft"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendMessageDraft`; what is nil is not sent.
  public init(
    chatID: Int64,
    draftID: Int64,
    messageThreadID: Int64? = nil,
    text: String? = nil,
    parseMode: String? = nil,
    entities: [Telegram.MessageEntity]? = nil,
    canStop: Bool? = nil,
    keepOnStop: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("draft_id", draftID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("text", text)
      $0.add("parse_mode", parseMode)
      $0.add("entities", entities)
      $0.add("can_stop", canStop)
      $0.add("keep_on_stop", keepOnStop)
    }
  }
}

/// The Bot API's method `sendPaidMedia`.
public struct SendPaidMedia: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendPaidMedia"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendPaidMedia`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    starCount: Int64,
    media: [Telegram.InputPaidMedia],
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    payload: String? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    showCaptionAboveMedia: Bool? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("star_count", starCount)
      $0.add("media", media)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("payload", payload)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("show_caption_above_media", showCaptionAboveMedia)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `sendPhoto`.
public struct SendPhoto: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendPhoto"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendPhoto`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    photo: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    showCaptionAboveMedia: Bool? = nil,
    hasSpoiler: Bool? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("photo", photo)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("show_caption_above_media", showCaptionAboveMedia)
      $0.add("has_spoiler", hasSpoiler)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendPoll`.
public struct SendPoll: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendPoll"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendPoll`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    question: String,
    options: [Telegram.InputPollOption],
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    questionParseMode: String? = nil,
    questionEntities: [Telegram.MessageEntity]? = nil,
    isAnonymous: Bool? = nil,
    type: String? = nil,
    allowsMultipleAnswers: Bool? = nil,
    allowsRevoting: Bool? = nil,
    shuffleOptions: Bool? = nil,
    allowAddingOptions: Bool? = nil,
    hideResultsUntilCloses: Bool? = nil,
    membersOnly: Bool? = nil,
    countryCodes: [String]? = nil,
    correctOptionIDs: [Int64]? = nil,
    explanation: String? = nil,
    explanationParseMode: String? = nil,
    explanationEntities: [Telegram.MessageEntity]? = nil,
    explanationMedia: Telegram.InputPollMedia? = nil,
    openPeriod: Int64? = nil,
    closeDate: Int64? = nil,
    isClosed: Bool? = nil,
    description: String? = nil,
    descriptionParseMode: String? = nil,
    descriptionEntities: [Telegram.MessageEntity]? = nil,
    media: Telegram.InputPollMedia? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("question", question)
      $0.add("options", options)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("question_parse_mode", questionParseMode)
      $0.add("question_entities", questionEntities)
      $0.add("is_anonymous", isAnonymous)
      $0.add("type", type)
      $0.add("allows_multiple_answers", allowsMultipleAnswers)
      $0.add("allows_revoting", allowsRevoting)
      $0.add("shuffle_options", shuffleOptions)
      $0.add("allow_adding_options", allowAddingOptions)
      $0.add("hide_results_until_closes", hideResultsUntilCloses)
      $0.add("members_only", membersOnly)
      $0.add("country_codes", countryCodes)
      $0.add("correct_option_ids", correctOptionIDs)
      $0.add("explanation", explanation)
      $0.add("explanation_parse_mode", explanationParseMode)
      $0.add("explanation_entities", explanationEntities)
      $0.add("explanation_media", explanationMedia)
      $0.add("open_period", openPeriod)
      $0.add("close_date", closeDate)
      $0.add("is_closed", isClosed)
      $0.add("description", description)
      $0.add("description_parse_mode", descriptionParseMode)
      $0.add("description_entities", descriptionEntities)
      $0.add("media", media)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `sendRichMessage`.
public struct SendRichMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendRichMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendRichMessage`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    richMessage: Telegram.InputRichMessage,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("rich_message", richMessage)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendRichMessageDraft`.
public struct SendRichMessageDraft: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "sendRichMessageDraft"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendRichMessageDraft`; what is nil is not sent.
  public init(
    chatID: Int64,
    draftID: Int64,
    richMessage: Telegram.InputRichMessage,
    messageThreadID: Int64? = nil,
    canStop: Bool? = nil,
    keepOnStop: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("draft_id", draftID)
      $0.add("rich_message", richMessage)
      $0.add("message_thread_id", messageThreadID)
      $0.add("can_stop", canStop)
      $0.add("keep_on_stop", keepOnStop)
    }
  }
}

/// The Bot API's method `sendSticker`.
public struct SendSticker: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendSticker"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendSticker`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    sticker: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    emoji: String? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("sticker", sticker)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("emoji", emoji)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendVenue`.
public struct SendVenue: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendVenue"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendVenue`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    latitude: Double,
    longitude: Double,
    title: String,
    address: String,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    foursquareID: String? = nil,
    foursquareType: String? = nil,
    googlePlaceID: String? = nil,
    googlePlaceType: String? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("latitude", latitude)
      $0.add("longitude", longitude)
      $0.add("title", title)
      $0.add("address", address)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("foursquare_id", foursquareID)
      $0.add("foursquare_type", foursquareType)
      $0.add("google_place_id", googlePlaceID)
      $0.add("google_place_type", googlePlaceType)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendVideo`.
public struct SendVideo: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendVideo"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendVideo`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    video: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    duration: Int64? = nil,
    width: Int64? = nil,
    height: Int64? = nil,
    thumbnail: Telegram.InputFile? = nil,
    cover: Telegram.InputFile? = nil,
    startTimestamp: Int64? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    showCaptionAboveMedia: Bool? = nil,
    hasSpoiler: Bool? = nil,
    supportsStreaming: Bool? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("video", video)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("duration", duration)
      $0.add("width", width)
      $0.add("height", height)
      $0.add("thumbnail", thumbnail)
      $0.add("cover", cover)
      $0.add("start_timestamp", startTimestamp)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("show_caption_above_media", showCaptionAboveMedia)
      $0.add("has_spoiler", hasSpoiler)
      $0.add("supports_streaming", supportsStreaming)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendVideoNote`.
public struct SendVideoNote: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendVideoNote"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendVideoNote`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    videoNote: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    duration: Int64? = nil,
    length: Int64? = nil,
    thumbnail: Telegram.InputFile? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("video_note", videoNote)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("duration", duration)
      $0.add("length", length)
      $0.add("thumbnail", thumbnail)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}

/// The Bot API's method `sendVoice`.
public struct SendVoice: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "sendVoice"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SendVoice`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    voice: Telegram.InputFile,
    businessConnectionID: String? = nil,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    duration: Int64? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    allowPaidBroadcast: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil,
    replyParameters: Telegram.ReplyParameters? = nil,
    replyMarkup: Telegram.ReplyMarkup? = nil,
    ephemeralMessageParameters: Telegram.EphemeralMessageParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("voice", voice)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("duration", duration)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("allow_paid_broadcast", allowPaidBroadcast)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
      $0.add("reply_parameters", replyParameters)
      $0.add("reply_markup", replyMarkup)
      $0.add("ephemeral_message_parameters", ephemeralMessageParameters)
    }
  }
}
