// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file

/// The Bot API's method `addStickerToSet`.
public struct AddStickerToSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "addStickerToSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `AddStickerToSet`; what is nil is not sent.
  public init(userID: Int64, name: String, sticker: Telegram.InputSticker) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("name", name)
      $0.add("sticker", sticker)
    }
  }
}

/// The Bot API's method `answerCallbackQuery`.
public struct AnswerCallbackQuery: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "answerCallbackQuery"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `AnswerCallbackQuery`; what is nil is not sent.
  public init(
    callbackQueryID: String,
    text: String? = nil,
    showAlert: Bool? = nil,
    url: String? = nil,
    cacheTime: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("callback_query_id", callbackQueryID)
      $0.add("text", text)
      $0.add("show_alert", showAlert)
      $0.add("url", url)
      $0.add("cache_time", cacheTime)
    }
  }
}

/// The Bot API's method `answerChatJoinRequestQuery`.
public struct AnswerChatJoinRequestQuery: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "answerChatJoinRequestQuery"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `AnswerChatJoinRequestQuery`; what is nil is not sent.
  public init(chatJoinRequestQueryID: String, result: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_join_request_query_id", chatJoinRequestQueryID)
      $0.add("result", result)
    }
  }
}

/// The Bot API's method `answerGuestQuery`.
public struct AnswerGuestQuery: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.SentGuestMessage
  /// The method's name in the Bot API.
  public static let name = "answerGuestQuery"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `AnswerGuestQuery`; what is nil is not sent.
  public init(guestQueryID: String, result: Telegram.InlineQueryResult) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("guest_query_id", guestQueryID)
      $0.add("result", result)
    }
  }
}

/// The Bot API's method `answerInlineQuery`.
public struct AnswerInlineQuery: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "answerInlineQuery"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `AnswerInlineQuery`; what is nil is not sent.
  public init(
    inlineQueryID: String,
    results: [Telegram.InlineQueryResult],
    cacheTime: Int64? = nil,
    isPersonal: Bool? = nil,
    nextOffset: String? = nil,
    button: Telegram.InlineQueryResultsButton? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("inline_query_id", inlineQueryID)
      $0.add("results", results)
      $0.add("cache_time", cacheTime)
      $0.add("is_personal", isPersonal)
      $0.add("next_offset", nextOffset)
      $0.add("button", button)
    }
  }
}

/// The Bot API's method `answerPreCheckoutQuery`.
public struct AnswerPreCheckoutQuery: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "answerPreCheckoutQuery"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `AnswerPreCheckoutQuery`; what is nil is not sent.
  public init(preCheckoutQueryID: String, ok: Bool, errorMessage: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("pre_checkout_query_id", preCheckoutQueryID)
      $0.add("ok", ok)
      $0.add("error_message", errorMessage)
    }
  }
}

/// The Bot API's method `answerShippingQuery`.
public struct AnswerShippingQuery: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "answerShippingQuery"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `AnswerShippingQuery`; what is nil is not sent.
  public init(
    shippingQueryID: String,
    ok: Bool,
    shippingOptions: [Telegram.ShippingOption]? = nil,
    errorMessage: String? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("shipping_query_id", shippingQueryID)
      $0.add("ok", ok)
      $0.add("shipping_options", shippingOptions)
      $0.add("error_message", errorMessage)
    }
  }
}

/// The Bot API's method `answerWebAppQuery`.
public struct AnswerWebAppQuery: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.SentWebAppMessage
  /// The method's name in the Bot API.
  public static let name = "answerWebAppQuery"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `AnswerWebAppQuery`; what is nil is not sent.
  public init(webAppQueryID: String, result: Telegram.InlineQueryResult) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("web_app_query_id", webAppQueryID)
      $0.add("result", result)
    }
  }
}

/// The Bot API's method `approveChatJoinRequest`.
public struct ApproveChatJoinRequest: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "approveChatJoinRequest"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ApproveChatJoinRequest`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, userID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
    }
  }
}

/// The Bot API's method `approveSuggestedPost`.
public struct ApproveSuggestedPost: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "approveSuggestedPost"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ApproveSuggestedPost`; what is nil is not sent.
  public init(chatID: Int64, messageID: Int64, sendDate: Int64? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("send_date", sendDate)
    }
  }
}

/// The Bot API's method `banChatMember`.
public struct BanChatMember: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "banChatMember"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `BanChatMember`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    userID: Int64,
    untilDate: Int64? = nil,
    revokeMessages: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
      $0.add("until_date", untilDate)
      $0.add("revoke_messages", revokeMessages)
    }
  }
}

/// The Bot API's method `banChatSenderChat`.
public struct BanChatSenderChat: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "banChatSenderChat"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `BanChatSenderChat`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, senderChatID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("sender_chat_id", senderChatID)
    }
  }
}

/// The Bot API's method `close`.
public struct Close: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "close"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `Close`; what is nil is not sent.
  public init() {
    self.content = TelegramContent(isMethod: true) { _ in }
  }
}

/// The Bot API's method `closeForumTopic`.
public struct CloseForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "closeForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CloseForumTopic`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, messageThreadID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_thread_id", messageThreadID)
    }
  }
}

/// The Bot API's method `closeGeneralForumTopic`.
public struct CloseGeneralForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "closeGeneralForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CloseGeneralForumTopic`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `convertGiftToStars`.
public struct ConvertGiftToStars: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "convertGiftToStars"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ConvertGiftToStars`; what is nil is not sent.
  public init(businessConnectionID: String, ownedGiftID: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("owned_gift_id", ownedGiftID)
    }
  }
}

/// The Bot API's method `copyMessage`.
public struct CopyMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.MessageId
  /// The method's name in the Bot API.
  public static let name = "copyMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CopyMessage`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    fromChatID: Telegram.ChatID,
    messageID: Int64,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    videoStartTimestamp: Int64? = nil,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    showCaptionAboveMedia: Bool? = nil,
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
      $0.add("from_chat_id", fromChatID)
      $0.add("message_id", messageID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("video_start_timestamp", videoStartTimestamp)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("show_caption_above_media", showCaptionAboveMedia)
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

/// The Bot API's method `copyMessages`.
public struct CopyMessages: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.MessageId]
  /// The method's name in the Bot API.
  public static let name = "copyMessages"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CopyMessages`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    fromChatID: Telegram.ChatID,
    messageIDs: [Int64],
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    removeCaption: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("from_chat_id", fromChatID)
      $0.add("message_ids", messageIDs)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("remove_caption", removeCaption)
    }
  }
}

/// The Bot API's method `createChatInviteLink`.
public struct CreateChatInviteLink: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChatInviteLink
  /// The method's name in the Bot API.
  public static let name = "createChatInviteLink"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CreateChatInviteLink`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    name: String? = nil,
    expireDate: Int64? = nil,
    memberLimit: Int64? = nil,
    createsJoinRequest: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("name", name)
      $0.add("expire_date", expireDate)
      $0.add("member_limit", memberLimit)
      $0.add("creates_join_request", createsJoinRequest)
    }
  }
}

/// The Bot API's method `createChatSubscriptionInviteLink`.
public struct CreateChatSubscriptionInviteLink: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChatInviteLink
  /// The method's name in the Bot API.
  public static let name = "createChatSubscriptionInviteLink"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CreateChatSubscriptionInviteLink`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    subscriptionPeriod: Int64,
    subscriptionPrice: Int64,
    name: String? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("subscription_period", subscriptionPeriod)
      $0.add("subscription_price", subscriptionPrice)
      $0.add("name", name)
    }
  }
}

/// The Bot API's method `createForumTopic`.
public struct CreateForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ForumTopic
  /// The method's name in the Bot API.
  public static let name = "createForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CreateForumTopic`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    name: String,
    iconColor: Int64? = nil,
    iconCustomEmojiID: String? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("name", name)
      $0.add("icon_color", iconColor)
      $0.add("icon_custom_emoji_id", iconCustomEmojiID)
    }
  }
}

/// The Bot API's method `createInvoiceLink`.
public struct CreateInvoiceLink: TelegramMethod {
  /// What the method answers.
  public typealias Result = String
  /// The method's name in the Bot API.
  public static let name = "createInvoiceLink"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CreateInvoiceLink`; what is nil is not sent.
  public init(
    title: String,
    description: String,
    payload: String,
    currency: String,
    prices: [Telegram.LabeledPrice],
    businessConnectionID: String? = nil,
    providerToken: String? = nil,
    subscriptionPeriod: Int64? = nil,
    maxTipAmount: Int64? = nil,
    suggestedTipAmounts: [Int64]? = nil,
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
    isFlexible: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("title", title)
      $0.add("description", description)
      $0.add("payload", payload)
      $0.add("currency", currency)
      $0.add("prices", prices)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("provider_token", providerToken)
      $0.add("subscription_period", subscriptionPeriod)
      $0.add("max_tip_amount", maxTipAmount)
      $0.add("suggested_tip_amounts", suggestedTipAmounts)
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
    }
  }
}

/// The Bot API's method `createNewStickerSet`.
public struct CreateNewStickerSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "createNewStickerSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `CreateNewStickerSet`; what is nil is not sent.
  public init(
    userID: Int64,
    name: String,
    title: String,
    stickers: [Telegram.InputSticker],
    stickerType: String? = nil,
    needsRepainting: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("name", name)
      $0.add("title", title)
      $0.add("stickers", stickers)
      $0.add("sticker_type", stickerType)
      $0.add("needs_repainting", needsRepainting)
    }
  }
}

/// The Bot API's method `declineChatJoinRequest`.
public struct DeclineChatJoinRequest: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "declineChatJoinRequest"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeclineChatJoinRequest`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, userID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
    }
  }
}

/// The Bot API's method `declineSuggestedPost`.
public struct DeclineSuggestedPost: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "declineSuggestedPost"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeclineSuggestedPost`; what is nil is not sent.
  public init(chatID: Int64, messageID: Int64, comment: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("comment", comment)
    }
  }
}

/// The Bot API's method `exportChatInviteLink`.
public struct ExportChatInviteLink: TelegramMethod {
  /// What the method answers.
  public typealias Result = String
  /// The method's name in the Bot API.
  public static let name = "exportChatInviteLink"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ExportChatInviteLink`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `forwardMessage`.
public struct ForwardMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Message
  /// The method's name in the Bot API.
  public static let name = "forwardMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ForwardMessage`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    fromChatID: Telegram.ChatID,
    messageID: Int64,
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    videoStartTimestamp: Int64? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil,
    messageEffectID: String? = nil,
    suggestedPostParameters: Telegram.SuggestedPostParameters? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("from_chat_id", fromChatID)
      $0.add("message_id", messageID)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("video_start_timestamp", videoStartTimestamp)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
      $0.add("message_effect_id", messageEffectID)
      $0.add("suggested_post_parameters", suggestedPostParameters)
    }
  }
}

/// The Bot API's method `forwardMessages`.
public struct ForwardMessages: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.MessageId]
  /// The method's name in the Bot API.
  public static let name = "forwardMessages"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ForwardMessages`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    fromChatID: Telegram.ChatID,
    messageIDs: [Int64],
    messageThreadID: Int64? = nil,
    directMessagesTopicID: Int64? = nil,
    disableNotification: Bool? = nil,
    protectContent: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("from_chat_id", fromChatID)
      $0.add("message_ids", messageIDs)
      $0.add("message_thread_id", messageThreadID)
      $0.add("direct_messages_topic_id", directMessagesTopicID)
      $0.add("disable_notification", disableNotification)
      $0.add("protect_content", protectContent)
    }
  }
}

/// The Bot API's method `giftPremiumSubscription`.
public struct GiftPremiumSubscription: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "giftPremiumSubscription"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GiftPremiumSubscription`; what is nil is not sent.
  public init(
    userID: Int64,
    monthCount: Int64,
    starCount: Int64,
    text: String? = nil,
    textParseMode: String? = nil,
    textEntities: [Telegram.MessageEntity]? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("month_count", monthCount)
      $0.add("star_count", starCount)
      $0.add("text", text)
      $0.add("text_parse_mode", textParseMode)
      $0.add("text_entities", textEntities)
    }
  }
}

/// The Bot API's method `hideGeneralForumTopic`.
public struct HideGeneralForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "hideGeneralForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `HideGeneralForumTopic`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `leaveChat`.
public struct LeaveChat: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "leaveChat"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `LeaveChat`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `logOut`.
public struct LogOut: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "logOut"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `LogOut`; what is nil is not sent.
  public init() {
    self.content = TelegramContent(isMethod: true) { _ in }
  }
}

/// The Bot API's method `pinChatMessage`.
public struct PinChatMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "pinChatMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `PinChatMessage`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    messageID: Int64,
    businessConnectionID: String? = nil,
    disableNotification: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("disable_notification", disableNotification)
    }
  }
}

/// The Bot API's method `postStory`.
public struct PostStory: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Story
  /// The method's name in the Bot API.
  public static let name = "postStory"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `PostStory`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    content: Telegram.InputStoryContent,
    activePeriod: Int64,
    caption: String? = nil,
    parseMode: String? = nil,
    captionEntities: [Telegram.MessageEntity]? = nil,
    areas: [Telegram.StoryArea]? = nil,
    postToChatPage: Bool? = nil,
    protectContent: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("content", content)
      $0.add("active_period", activePeriod)
      $0.add("caption", caption)
      $0.add("parse_mode", parseMode)
      $0.add("caption_entities", captionEntities)
      $0.add("areas", areas)
      $0.add("post_to_chat_page", postToChatPage)
      $0.add("protect_content", protectContent)
    }
  }
}

/// The Bot API's method `promoteChatMember`.
public struct PromoteChatMember: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "promoteChatMember"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `PromoteChatMember`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    userID: Int64,
    isAnonymous: Bool? = nil,
    canManageChat: Bool? = nil,
    canDeleteMessages: Bool? = nil,
    canManageVideoChats: Bool? = nil,
    canRestrictMembers: Bool? = nil,
    canPromoteMembers: Bool? = nil,
    canChangeInfo: Bool? = nil,
    canInviteUsers: Bool? = nil,
    canPostStories: Bool? = nil,
    canEditStories: Bool? = nil,
    canDeleteStories: Bool? = nil,
    canPostMessages: Bool? = nil,
    canEditMessages: Bool? = nil,
    canPinMessages: Bool? = nil,
    canManageTopics: Bool? = nil,
    canManageDirectMessages: Bool? = nil,
    canManageTags: Bool? = nil,
    canSendWelcomeMessages: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
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
      $0.add("can_post_messages", canPostMessages)
      $0.add("can_edit_messages", canEditMessages)
      $0.add("can_pin_messages", canPinMessages)
      $0.add("can_manage_topics", canManageTopics)
      $0.add("can_manage_direct_messages", canManageDirectMessages)
      $0.add("can_manage_tags", canManageTags)
      $0.add("can_send_welcome_messages", canSendWelcomeMessages)
    }
  }
}

/// The Bot API's method `readBusinessMessage`.
public struct ReadBusinessMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "readBusinessMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ReadBusinessMessage`; what is nil is not sent.
  public init(businessConnectionID: String, chatID: Int64, messageID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
    }
  }
}

/// The Bot API's method `refundStarPayment`.
public struct RefundStarPayment: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "refundStarPayment"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `RefundStarPayment`; what is nil is not sent.
  public init(userID: Int64, telegramPaymentChargeID: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("telegram_payment_charge_id", telegramPaymentChargeID)
    }
  }
}

/// The Bot API's method `removeBusinessAccountProfilePhoto`.
public struct RemoveBusinessAccountProfilePhoto: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "removeBusinessAccountProfilePhoto"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `RemoveBusinessAccountProfilePhoto`; what is nil is not sent.
  public init(businessConnectionID: String, isPublic: Bool? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("is_public", isPublic)
    }
  }
}

/// The Bot API's method `removeChatVerification`.
public struct RemoveChatVerification: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "removeChatVerification"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `RemoveChatVerification`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `removeMyProfilePhoto`.
public struct RemoveMyProfilePhoto: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "removeMyProfilePhoto"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `RemoveMyProfilePhoto`; what is nil is not sent.
  public init() {
    self.content = TelegramContent(isMethod: true) { _ in }
  }
}

/// The Bot API's method `removeUserVerification`.
public struct RemoveUserVerification: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "removeUserVerification"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `RemoveUserVerification`; what is nil is not sent.
  public init(userID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
    }
  }
}

/// The Bot API's method `reopenForumTopic`.
public struct ReopenForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "reopenForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ReopenForumTopic`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, messageThreadID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_thread_id", messageThreadID)
    }
  }
}

/// The Bot API's method `reopenGeneralForumTopic`.
public struct ReopenGeneralForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "reopenGeneralForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ReopenGeneralForumTopic`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `replaceManagedBotToken`.
public struct ReplaceManagedBotToken: TelegramMethod {
  /// What the method answers.
  public typealias Result = String
  /// The method's name in the Bot API.
  public static let name = "replaceManagedBotToken"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ReplaceManagedBotToken`; what is nil is not sent.
  public init(userID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
    }
  }
}

/// The Bot API's method `replaceStickerInSet`.
public struct ReplaceStickerInSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "replaceStickerInSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `ReplaceStickerInSet`; what is nil is not sent.
  public init(userID: Int64, name: String, oldSticker: String, sticker: Telegram.InputSticker) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("name", name)
      $0.add("old_sticker", oldSticker)
      $0.add("sticker", sticker)
    }
  }
}

/// The Bot API's method `repostStory`.
public struct RepostStory: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Story
  /// The method's name in the Bot API.
  public static let name = "repostStory"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `RepostStory`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    fromChatID: Int64,
    fromStoryID: Int64,
    activePeriod: Int64,
    postToChatPage: Bool? = nil,
    protectContent: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("from_chat_id", fromChatID)
      $0.add("from_story_id", fromStoryID)
      $0.add("active_period", activePeriod)
      $0.add("post_to_chat_page", postToChatPage)
      $0.add("protect_content", protectContent)
    }
  }
}

/// The Bot API's method `restrictChatMember`.
public struct RestrictChatMember: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "restrictChatMember"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `RestrictChatMember`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    userID: Int64,
    permissions: Telegram.ChatPermissions,
    useIndependentChatPermissions: Bool? = nil,
    untilDate: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
      $0.add("permissions", permissions)
      $0.add("use_independent_chat_permissions", useIndependentChatPermissions)
      $0.add("until_date", untilDate)
    }
  }
}

/// The Bot API's method `revokeChatInviteLink`.
public struct RevokeChatInviteLink: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChatInviteLink
  /// The method's name in the Bot API.
  public static let name = "revokeChatInviteLink"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `RevokeChatInviteLink`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, inviteLink: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("invite_link", inviteLink)
    }
  }
}

/// The Bot API's method `savePreparedInlineMessage`.
public struct SavePreparedInlineMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.PreparedInlineMessage
  /// The method's name in the Bot API.
  public static let name = "savePreparedInlineMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SavePreparedInlineMessage`; what is nil is not sent.
  public init(
    userID: Int64,
    result: Telegram.InlineQueryResult,
    allowUserChats: Bool? = nil,
    allowBotChats: Bool? = nil,
    allowGroupChats: Bool? = nil,
    allowChannelChats: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("result", result)
      $0.add("allow_user_chats", allowUserChats)
      $0.add("allow_bot_chats", allowBotChats)
      $0.add("allow_group_chats", allowGroupChats)
      $0.add("allow_channel_chats", allowChannelChats)
    }
  }
}

/// The Bot API's method `savePreparedKeyboardButton`.
public struct SavePreparedKeyboardButton: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.PreparedKeyboardButton
  /// The method's name in the Bot API.
  public static let name = "savePreparedKeyboardButton"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SavePreparedKeyboardButton`; what is nil is not sent.
  public init(userID: Int64, button: Telegram.KeyboardButton) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("button", button)
    }
  }
}

/// The Bot API's method `stopMessageLiveLocation`.
public struct StopMessageLiveLocation: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChangedMessage
  /// The method's name in the Bot API.
  public static let name = "stopMessageLiveLocation"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `StopMessageLiveLocation`; what is nil is not sent.
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

/// The Bot API's method `stopPoll`.
public struct StopPoll: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Poll
  /// The method's name in the Bot API.
  public static let name = "stopPoll"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `StopPoll`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    messageID: Int64,
    businessConnectionID: String? = nil,
    replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("reply_markup", replyMarkup)
    }
  }
}

/// The Bot API's method `transferBusinessAccountStars`.
public struct TransferBusinessAccountStars: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "transferBusinessAccountStars"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `TransferBusinessAccountStars`; what is nil is not sent.
  public init(businessConnectionID: String, starCount: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("star_count", starCount)
    }
  }
}

/// The Bot API's method `transferGift`.
public struct TransferGift: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "transferGift"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `TransferGift`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    ownedGiftID: String,
    newOwnerChatID: Int64,
    starCount: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("owned_gift_id", ownedGiftID)
      $0.add("new_owner_chat_id", newOwnerChatID)
      $0.add("star_count", starCount)
    }
  }
}

/// The Bot API's method `unbanChatMember`.
public struct UnbanChatMember: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "unbanChatMember"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UnbanChatMember`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, userID: Int64, onlyIfBanned: Bool? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
      $0.add("only_if_banned", onlyIfBanned)
    }
  }
}

/// The Bot API's method `unbanChatSenderChat`.
public struct UnbanChatSenderChat: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "unbanChatSenderChat"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UnbanChatSenderChat`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, senderChatID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("sender_chat_id", senderChatID)
    }
  }
}

/// The Bot API's method `unhideGeneralForumTopic`.
public struct UnhideGeneralForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "unhideGeneralForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UnhideGeneralForumTopic`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `unpinAllChatMessages`.
public struct UnpinAllChatMessages: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "unpinAllChatMessages"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UnpinAllChatMessages`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `unpinAllForumTopicMessages`.
public struct UnpinAllForumTopicMessages: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "unpinAllForumTopicMessages"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UnpinAllForumTopicMessages`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, messageThreadID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_thread_id", messageThreadID)
    }
  }
}

/// The Bot API's method `unpinAllGeneralForumTopicMessages`.
public struct UnpinAllGeneralForumTopicMessages: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "unpinAllGeneralForumTopicMessages"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UnpinAllGeneralForumTopicMessages`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `unpinChatMessage`.
public struct UnpinChatMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "unpinChatMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UnpinChatMessage`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, businessConnectionID: String? = nil, messageID: Int64? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_id", messageID)
    }
  }
}

/// The Bot API's method `upgradeGift`.
public struct UpgradeGift: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "upgradeGift"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UpgradeGift`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    ownedGiftID: String,
    keepOriginalDetails: Bool? = nil,
    starCount: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("owned_gift_id", ownedGiftID)
      $0.add("keep_original_details", keepOriginalDetails)
      $0.add("star_count", starCount)
    }
  }
}

/// The Bot API's method `uploadStickerFile`.
public struct UploadStickerFile: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.File
  /// The method's name in the Bot API.
  public static let name = "uploadStickerFile"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `UploadStickerFile`; what is nil is not sent.
  public init(userID: Int64, sticker: Telegram.InputFile, stickerFormat: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("sticker", sticker)
      $0.add("sticker_format", stickerFormat)
    }
  }
}

/// The Bot API's method `verifyChat`.
public struct VerifyChat: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "verifyChat"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `VerifyChat`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, customDescription: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("custom_description", customDescription)
    }
  }
}

/// The Bot API's method `verifyUser`.
public struct VerifyUser: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "verifyUser"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `VerifyUser`; what is nil is not sent.
  public init(userID: Int64, customDescription: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("custom_description", customDescription)
    }
  }
}
