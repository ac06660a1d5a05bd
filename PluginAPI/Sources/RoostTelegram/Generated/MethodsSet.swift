// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file

/// The Bot API's method `setBusinessAccountBio`.
public struct SetBusinessAccountBio: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setBusinessAccountBio"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetBusinessAccountBio`; what is nil is not sent.
  public init(businessConnectionID: String, bio: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("bio", bio)
    }
  }
}

/// The Bot API's method `setBusinessAccountGiftSettings`.
public struct SetBusinessAccountGiftSettings: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setBusinessAccountGiftSettings"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetBusinessAccountGiftSettings`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    showGiftButton: Bool,
    acceptedGiftTypes: Telegram.AcceptedGiftTypes
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("show_gift_button", showGiftButton)
      $0.add("accepted_gift_types", acceptedGiftTypes)
    }
  }
}

/// The Bot API's method `setBusinessAccountName`.
public struct SetBusinessAccountName: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setBusinessAccountName"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetBusinessAccountName`; what is nil is not sent.
  public init(businessConnectionID: String, firstName: String, lastName: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("first_name", firstName)
      $0.add("last_name", lastName)
    }
  }
}

/// The Bot API's method `setBusinessAccountProfilePhoto`.
public struct SetBusinessAccountProfilePhoto: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setBusinessAccountProfilePhoto"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetBusinessAccountProfilePhoto`; what is nil is not sent.
  public init(businessConnectionID: String, photo: Telegram.InputProfilePhoto, isPublic: Bool? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("photo", photo)
      $0.add("is_public", isPublic)
    }
  }
}

/// The Bot API's method `setBusinessAccountUsername`.
public struct SetBusinessAccountUsername: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setBusinessAccountUsername"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetBusinessAccountUsername`; what is nil is not sent.
  public init(businessConnectionID: String, username: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("username", username)
    }
  }
}

/// The Bot API's method `setChatAdministratorCustomTitle`.
public struct SetChatAdministratorCustomTitle: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setChatAdministratorCustomTitle"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetChatAdministratorCustomTitle`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, userID: Int64, customTitle: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
      $0.add("custom_title", customTitle)
    }
  }
}

/// The Bot API's method `setChatDescription`.
public struct SetChatDescription: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setChatDescription"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetChatDescription`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, description: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("description", description)
    }
  }
}

/// The Bot API's method `setChatMemberTag`.
public struct SetChatMemberTag: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setChatMemberTag"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetChatMemberTag`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, userID: Int64, tag: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
      $0.add("tag", tag)
    }
  }
}

/// The Bot API's method `setChatMenuButton`.
public struct SetChatMenuButton: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setChatMenuButton"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetChatMenuButton`; what is nil is not sent.
  public init(chatID: Int64? = nil, menuButton: Telegram.MenuButton? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("menu_button", menuButton)
    }
  }
}

/// The Bot API's method `setChatPermissions`.
public struct SetChatPermissions: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setChatPermissions"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetChatPermissions`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    permissions: Telegram.ChatPermissions,
    useIndependentChatPermissions: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("permissions", permissions)
      $0.add("use_independent_chat_permissions", useIndependentChatPermissions)
    }
  }
}

/// The Bot API's method `setChatPhoto`.
public struct SetChatPhoto: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setChatPhoto"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetChatPhoto`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, photo: Telegram.InputFile) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("photo", photo)
    }
  }
}

/// The Bot API's method `setChatStickerSet`.
public struct SetChatStickerSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setChatStickerSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetChatStickerSet`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, stickerSetName: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("sticker_set_name", stickerSetName)
    }
  }
}

/// The Bot API's method `setChatTitle`.
public struct SetChatTitle: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setChatTitle"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetChatTitle`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, title: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("title", title)
    }
  }
}

/// The Bot API's method `setCustomEmojiStickerSetThumbnail`.
public struct SetCustomEmojiStickerSetThumbnail: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setCustomEmojiStickerSetThumbnail"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetCustomEmojiStickerSetThumbnail`; what is nil is not sent.
  public init(name: String, customEmojiID: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("name", name)
      $0.add("custom_emoji_id", customEmojiID)
    }
  }
}

/// The Bot API's method `setGameScore`.
public struct SetGameScore: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChangedMessage
  /// The method's name in the Bot API.
  public static let name = "setGameScore"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetGameScore`; what is nil is not sent.
  public init(
    userID: Int64,
    score: Int64,
    force: Bool? = nil,
    disableEditMessage: Bool? = nil,
    chatID: Int64? = nil,
    messageID: Int64? = nil,
    inlineMessageID: String? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("score", score)
      $0.add("force", force)
      $0.add("disable_edit_message", disableEditMessage)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("inline_message_id", inlineMessageID)
    }
  }
}

/// The Bot API's method `setManagedBotAccessSettings`.
public struct SetManagedBotAccessSettings: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setManagedBotAccessSettings"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetManagedBotAccessSettings`; what is nil is not sent.
  public init(userID: Int64, isAccessRestricted: Bool, addedUserIDs: [Int64]? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("is_access_restricted", isAccessRestricted)
      $0.add("added_user_ids", addedUserIDs)
    }
  }
}

/// The Bot API's method `setMessageReaction`.
public struct SetMessageReaction: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setMessageReaction"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetMessageReaction`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    messageID: Int64,
    reaction: [Telegram.ReactionType]? = nil,
    isBig: Bool? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("reaction", reaction)
      $0.add("is_big", isBig)
    }
  }
}

/// The Bot API's method `setMyCommands`.
public struct SetMyCommands: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setMyCommands"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetMyCommands`; what is nil is not sent.
  public init(
    commands: [Telegram.BotCommand],
    scope: Telegram.BotCommandScope? = nil,
    languageCode: String? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("commands", commands)
      $0.add("scope", scope)
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `setMyDefaultAdministratorRights`.
public struct SetMyDefaultAdministratorRights: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setMyDefaultAdministratorRights"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetMyDefaultAdministratorRights`; what is nil is not sent.
  public init(rights: Telegram.ChatAdministratorRights? = nil, forChannels: Bool? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("rights", rights)
      $0.add("for_channels", forChannels)
    }
  }
}

/// The Bot API's method `setMyDescription`.
public struct SetMyDescription: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setMyDescription"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetMyDescription`; what is nil is not sent.
  public init(description: String? = nil, languageCode: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("description", description)
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `setMyName`.
public struct SetMyName: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setMyName"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetMyName`; what is nil is not sent.
  public init(name: String? = nil, languageCode: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("name", name)
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `setMyProfilePhoto`.
public struct SetMyProfilePhoto: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setMyProfilePhoto"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetMyProfilePhoto`; what is nil is not sent.
  public init(photo: Telegram.InputProfilePhoto) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("photo", photo)
    }
  }
}

/// The Bot API's method `setMyShortDescription`.
public struct SetMyShortDescription: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setMyShortDescription"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetMyShortDescription`; what is nil is not sent.
  public init(shortDescription: String? = nil, languageCode: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("short_description", shortDescription)
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `setPassportDataErrors`.
public struct SetPassportDataErrors: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setPassportDataErrors"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetPassportDataErrors`; what is nil is not sent.
  public init(userID: Int64, errors: [Telegram.PassportElementError]) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("errors", errors)
    }
  }
}

/// The Bot API's method `setStickerEmojiList`.
public struct SetStickerEmojiList: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setStickerEmojiList"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetStickerEmojiList`; what is nil is not sent.
  public init(sticker: String, emojiList: [String]) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("sticker", sticker)
      $0.add("emoji_list", emojiList)
    }
  }
}

/// The Bot API's method `setStickerKeywords`.
public struct SetStickerKeywords: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setStickerKeywords"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetStickerKeywords`; what is nil is not sent.
  public init(sticker: String, keywords: [String]? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("sticker", sticker)
      $0.add("keywords", keywords)
    }
  }
}

/// The Bot API's method `setStickerMaskPosition`.
public struct SetStickerMaskPosition: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setStickerMaskPosition"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetStickerMaskPosition`; what is nil is not sent.
  public init(sticker: String, maskPosition: Telegram.MaskPosition? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("sticker", sticker)
      $0.add("mask_position", maskPosition)
    }
  }
}

/// The Bot API's method `setStickerPositionInSet`.
public struct SetStickerPositionInSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setStickerPositionInSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetStickerPositionInSet`; what is nil is not sent.
  public init(sticker: String, position: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("sticker", sticker)
      $0.add("position", position)
    }
  }
}

/// The Bot API's method `setStickerSetThumbnail`.
public struct SetStickerSetThumbnail: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setStickerSetThumbnail"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetStickerSetThumbnail`; what is nil is not sent.
  public init(name: String, userID: Int64, format: String, thumbnail: Telegram.InputFile? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("name", name)
      $0.add("user_id", userID)
      $0.add("format", format)
      $0.add("thumbnail", thumbnail)
    }
  }
}

/// The Bot API's method `setStickerSetTitle`.
public struct SetStickerSetTitle: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setStickerSetTitle"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetStickerSetTitle`; what is nil is not sent.
  public init(name: String, title: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("name", name)
      $0.add("title", title)
    }
  }
}

/// The Bot API's method `setUserEmojiStatus`.
public struct SetUserEmojiStatus: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setUserEmojiStatus"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetUserEmojiStatus`; what is nil is not sent.
  public init(
    userID: Int64,
    emojiStatusCustomEmojiID: String? = nil,
    emojiStatusExpirationDate: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("emoji_status_custom_emoji_id", emojiStatusCustomEmojiID)
      $0.add("emoji_status_expiration_date", emojiStatusExpirationDate)
    }
  }
}

/// The Bot API's method `setWebhook`.
public struct SetWebhook: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "setWebhook"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `SetWebhook`; what is nil is not sent.
  public init(
    url: String,
    certificate: Telegram.InputFile? = nil,
    ipAddress: String? = nil,
    maxConnections: Int64? = nil,
    allowedUpdates: [String]? = nil,
    dropPendingUpdates: Bool? = nil,
    secretToken: String? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("url", url)
      $0.add("certificate", certificate)
      $0.add("ip_address", ipAddress)
      $0.add("max_connections", maxConnections)
      $0.add("allowed_updates", allowedUpdates)
      $0.add("drop_pending_updates", dropPendingUpdates)
      $0.add("secret_token", secretToken)
    }
  }
}
