// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file

/// The Bot API's method `getAvailableGifts`.
public struct GetAvailableGifts: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.Gifts
  /// The method's name in the Bot API.
  public static let name = "getAvailableGifts"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetAvailableGifts`; what is nil is not sent.
  public init() {
    self.content = TelegramContent(isMethod: true) { _ in }
  }
}

/// The Bot API's method `getBusinessAccountGifts`.
public struct GetBusinessAccountGifts: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.OwnedGifts
  /// The method's name in the Bot API.
  public static let name = "getBusinessAccountGifts"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetBusinessAccountGifts`; what is nil is not sent.
  public init(
    businessConnectionID: String,
    excludeUnsaved: Bool? = nil,
    excludeSaved: Bool? = nil,
    excludeUnlimited: Bool? = nil,
    excludeLimitedUpgradable: Bool? = nil,
    excludeLimitedNonUpgradable: Bool? = nil,
    excludeUnique: Bool? = nil,
    excludeFromBlockchain: Bool? = nil,
    sortByPrice: Bool? = nil,
    offset: String? = nil,
    limit: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("exclude_unsaved", excludeUnsaved)
      $0.add("exclude_saved", excludeSaved)
      $0.add("exclude_unlimited", excludeUnlimited)
      $0.add("exclude_limited_upgradable", excludeLimitedUpgradable)
      $0.add("exclude_limited_non_upgradable", excludeLimitedNonUpgradable)
      $0.add("exclude_unique", excludeUnique)
      $0.add("exclude_from_blockchain", excludeFromBlockchain)
      $0.add("sort_by_price", sortByPrice)
      $0.add("offset", offset)
      $0.add("limit", limit)
    }
  }
}

/// The Bot API's method `getBusinessAccountStarBalance`.
public struct GetBusinessAccountStarBalance: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.StarAmount
  /// The method's name in the Bot API.
  public static let name = "getBusinessAccountStarBalance"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetBusinessAccountStarBalance`; what is nil is not sent.
  public init(businessConnectionID: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
    }
  }
}

/// The Bot API's method `getBusinessConnection`.
public struct GetBusinessConnection: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.BusinessConnection
  /// The method's name in the Bot API.
  public static let name = "getBusinessConnection"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetBusinessConnection`; what is nil is not sent.
  public init(businessConnectionID: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
    }
  }
}

/// The Bot API's method `getChat`.
public struct GetChat: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChatFullInfo
  /// The method's name in the Bot API.
  public static let name = "getChat"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetChat`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `getChatAdministrators`.
public struct GetChatAdministrators: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.ChatMember]
  /// The method's name in the Bot API.
  public static let name = "getChatAdministrators"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetChatAdministrators`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, returnBots: Bool? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("return_bots", returnBots)
    }
  }
}

/// The Bot API's method `getChatGifts`.
public struct GetChatGifts: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.OwnedGifts
  /// The method's name in the Bot API.
  public static let name = "getChatGifts"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetChatGifts`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    excludeUnsaved: Bool? = nil,
    excludeSaved: Bool? = nil,
    excludeUnlimited: Bool? = nil,
    excludeLimitedUpgradable: Bool? = nil,
    excludeLimitedNonUpgradable: Bool? = nil,
    excludeFromBlockchain: Bool? = nil,
    excludeUnique: Bool? = nil,
    sortByPrice: Bool? = nil,
    offset: String? = nil,
    limit: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("exclude_unsaved", excludeUnsaved)
      $0.add("exclude_saved", excludeSaved)
      $0.add("exclude_unlimited", excludeUnlimited)
      $0.add("exclude_limited_upgradable", excludeLimitedUpgradable)
      $0.add("exclude_limited_non_upgradable", excludeLimitedNonUpgradable)
      $0.add("exclude_from_blockchain", excludeFromBlockchain)
      $0.add("exclude_unique", excludeUnique)
      $0.add("sort_by_price", sortByPrice)
      $0.add("offset", offset)
      $0.add("limit", limit)
    }
  }
}

/// The Bot API's method `getChatMember`.
public struct GetChatMember: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChatMember
  /// The method's name in the Bot API.
  public static let name = "getChatMember"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetChatMember`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, userID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
    }
  }
}

/// The Bot API's method `getChatMemberCount`.
public struct GetChatMemberCount: TelegramMethod {
  /// What the method answers.
  public typealias Result = Int64
  /// The method's name in the Bot API.
  public static let name = "getChatMemberCount"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetChatMemberCount`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `getChatMenuButton`.
public struct GetChatMenuButton: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.MenuButton
  /// The method's name in the Bot API.
  public static let name = "getChatMenuButton"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetChatMenuButton`; what is nil is not sent.
  public init(chatID: Int64? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `getCustomEmojiStickers`.
public struct GetCustomEmojiStickers: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.Sticker]
  /// The method's name in the Bot API.
  public static let name = "getCustomEmojiStickers"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetCustomEmojiStickers`; what is nil is not sent.
  public init(customEmojiIDs: [String]) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("custom_emoji_ids", customEmojiIDs)
    }
  }
}

/// The Bot API's method `getFile`.
public struct GetFile: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.File
  /// The method's name in the Bot API.
  public static let name = "getFile"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetFile`; what is nil is not sent.
  public init(fileID: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("file_id", fileID)
    }
  }
}

/// The Bot API's method `getForumTopicIconStickers`.
public struct GetForumTopicIconStickers: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.Sticker]
  /// The method's name in the Bot API.
  public static let name = "getForumTopicIconStickers"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetForumTopicIconStickers`; what is nil is not sent.
  public init() {
    self.content = TelegramContent(isMethod: true) { _ in }
  }
}

/// The Bot API's method `getGameHighScores`.
public struct GetGameHighScores: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.GameHighScore]
  /// The method's name in the Bot API.
  public static let name = "getGameHighScores"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetGameHighScores`; what is nil is not sent.
  public init(
    userID: Int64,
    chatID: Int64? = nil,
    messageID: Int64? = nil,
    inlineMessageID: String? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("inline_message_id", inlineMessageID)
    }
  }
}

/// The Bot API's method `getManagedBotAccessSettings`.
public struct GetManagedBotAccessSettings: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.BotAccessSettings
  /// The method's name in the Bot API.
  public static let name = "getManagedBotAccessSettings"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetManagedBotAccessSettings`; what is nil is not sent.
  public init(userID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
    }
  }
}

/// The Bot API's method `getManagedBotToken`.
public struct GetManagedBotToken: TelegramMethod {
  /// What the method answers.
  public typealias Result = String
  /// The method's name in the Bot API.
  public static let name = "getManagedBotToken"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetManagedBotToken`; what is nil is not sent.
  public init(userID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
    }
  }
}

/// The Bot API's method `getMe`.
public struct GetMe: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.User
  /// The method's name in the Bot API.
  public static let name = "getMe"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetMe`; what is nil is not sent.
  public init() {
    self.content = TelegramContent(isMethod: true) { _ in }
  }
}

/// The Bot API's method `getMyCommands`.
public struct GetMyCommands: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.BotCommand]
  /// The method's name in the Bot API.
  public static let name = "getMyCommands"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetMyCommands`; what is nil is not sent.
  public init(scope: Telegram.BotCommandScope? = nil, languageCode: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("scope", scope)
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `getMyDefaultAdministratorRights`.
public struct GetMyDefaultAdministratorRights: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.ChatAdministratorRights
  /// The method's name in the Bot API.
  public static let name = "getMyDefaultAdministratorRights"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetMyDefaultAdministratorRights`; what is nil is not sent.
  public init(forChannels: Bool? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("for_channels", forChannels)
    }
  }
}

/// The Bot API's method `getMyDescription`.
public struct GetMyDescription: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.BotDescription
  /// The method's name in the Bot API.
  public static let name = "getMyDescription"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetMyDescription`; what is nil is not sent.
  public init(languageCode: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `getMyName`.
public struct GetMyName: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.BotName
  /// The method's name in the Bot API.
  public static let name = "getMyName"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetMyName`; what is nil is not sent.
  public init(languageCode: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `getMyShortDescription`.
public struct GetMyShortDescription: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.BotShortDescription
  /// The method's name in the Bot API.
  public static let name = "getMyShortDescription"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetMyShortDescription`; what is nil is not sent.
  public init(languageCode: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `getMyStarBalance`.
public struct GetMyStarBalance: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.StarAmount
  /// The method's name in the Bot API.
  public static let name = "getMyStarBalance"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetMyStarBalance`; what is nil is not sent.
  public init() {
    self.content = TelegramContent(isMethod: true) { _ in }
  }
}

/// The Bot API's method `getStarTransactions`.
public struct GetStarTransactions: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.StarTransactions
  /// The method's name in the Bot API.
  public static let name = "getStarTransactions"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetStarTransactions`; what is nil is not sent.
  public init(offset: Int64? = nil, limit: Int64? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("offset", offset)
      $0.add("limit", limit)
    }
  }
}

/// The Bot API's method `getStickerSet`.
public struct GetStickerSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.StickerSet
  /// The method's name in the Bot API.
  public static let name = "getStickerSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetStickerSet`; what is nil is not sent.
  public init(name: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("name", name)
    }
  }
}

/// The Bot API's method `getUpdates`.
public struct GetUpdates: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.Update]
  /// The method's name in the Bot API.
  public static let name = "getUpdates"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetUpdates`; what is nil is not sent.
  public init(
    offset: Int64? = nil,
    limit: Int64? = nil,
    timeout: Int64? = nil,
    allowedUpdates: [String]? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("offset", offset)
      $0.add("limit", limit)
      $0.add("timeout", timeout)
      $0.add("allowed_updates", allowedUpdates)
    }
  }
}

/// The Bot API's method `getUserChatBoosts`.
public struct GetUserChatBoosts: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.UserChatBoosts
  /// The method's name in the Bot API.
  public static let name = "getUserChatBoosts"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetUserChatBoosts`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, userID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
    }
  }
}

/// The Bot API's method `getUserGifts`.
public struct GetUserGifts: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.OwnedGifts
  /// The method's name in the Bot API.
  public static let name = "getUserGifts"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetUserGifts`; what is nil is not sent.
  public init(
    userID: Int64,
    excludeUnlimited: Bool? = nil,
    excludeLimitedUpgradable: Bool? = nil,
    excludeLimitedNonUpgradable: Bool? = nil,
    excludeFromBlockchain: Bool? = nil,
    excludeUnique: Bool? = nil,
    sortByPrice: Bool? = nil,
    offset: String? = nil,
    limit: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("exclude_unlimited", excludeUnlimited)
      $0.add("exclude_limited_upgradable", excludeLimitedUpgradable)
      $0.add("exclude_limited_non_upgradable", excludeLimitedNonUpgradable)
      $0.add("exclude_from_blockchain", excludeFromBlockchain)
      $0.add("exclude_unique", excludeUnique)
      $0.add("sort_by_price", sortByPrice)
      $0.add("offset", offset)
      $0.add("limit", limit)
    }
  }
}

/// The Bot API's method `getUserPersonalChatMessages`.
public struct GetUserPersonalChatMessages: TelegramMethod {
  /// What the method answers.
  public typealias Result = [Telegram.Message]
  /// The method's name in the Bot API.
  public static let name = "getUserPersonalChatMessages"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetUserPersonalChatMessages`; what is nil is not sent.
  public init(userID: Int64, limit: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("limit", limit)
    }
  }
}

/// The Bot API's method `getUserProfileAudios`.
public struct GetUserProfileAudios: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.UserProfileAudios
  /// The method's name in the Bot API.
  public static let name = "getUserProfileAudios"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetUserProfileAudios`; what is nil is not sent.
  public init(userID: Int64, offset: Int64? = nil, limit: Int64? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("offset", offset)
      $0.add("limit", limit)
    }
  }
}

/// The Bot API's method `getUserProfilePhotos`.
public struct GetUserProfilePhotos: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.UserProfilePhotos
  /// The method's name in the Bot API.
  public static let name = "getUserProfilePhotos"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetUserProfilePhotos`; what is nil is not sent.
  public init(userID: Int64, offset: Int64? = nil, limit: Int64? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("user_id", userID)
      $0.add("offset", offset)
      $0.add("limit", limit)
    }
  }
}

/// The Bot API's method `getWebhookInfo`.
public struct GetWebhookInfo: TelegramMethod {
  /// What the method answers.
  public typealias Result = Telegram.WebhookInfo
  /// The method's name in the Bot API.
  public static let name = "getWebhookInfo"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `GetWebhookInfo`; what is nil is not sent.
  public init() {
    self.content = TelegramContent(isMethod: true) { _ in }
  }
}
