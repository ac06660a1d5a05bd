// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file

/// The Bot API's method `deleteAllMessageReactions`.
public struct DeleteAllMessageReactions: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteAllMessageReactions"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteAllMessageReactions`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, userID: Int64? = nil, actorChatID: Int64? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("user_id", userID)
      $0.add("actor_chat_id", actorChatID)
    }
  }
}

/// The Bot API's method `deleteBusinessMessages`.
public struct DeleteBusinessMessages: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteBusinessMessages"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteBusinessMessages`; what is nil is not sent.
  public init(businessConnectionID: String, messageIDs: [Int64]) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("message_ids", messageIDs)
    }
  }
}

/// The Bot API's method `deleteChatPhoto`.
public struct DeleteChatPhoto: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteChatPhoto"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteChatPhoto`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `deleteChatStickerSet`.
public struct DeleteChatStickerSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteChatStickerSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteChatStickerSet`; what is nil is not sent.
  public init(chatID: Telegram.ChatID) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
    }
  }
}

/// The Bot API's method `deleteEphemeralMessage`.
public struct DeleteEphemeralMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteEphemeralMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteEphemeralMessage`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, receiverUserID: Int64, ephemeralMessageID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("receiver_user_id", receiverUserID)
      $0.add("ephemeral_message_id", ephemeralMessageID)
    }
  }
}

/// The Bot API's method `deleteForumTopic`.
public struct DeleteForumTopic: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteForumTopic"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteForumTopic`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, messageThreadID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_thread_id", messageThreadID)
    }
  }
}

/// The Bot API's method `deleteMessage`.
public struct DeleteMessage: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteMessage"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteMessage`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, messageID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
    }
  }
}

/// The Bot API's method `deleteMessageReaction`.
public struct DeleteMessageReaction: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteMessageReaction"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteMessageReaction`; what is nil is not sent.
  public init(
    chatID: Telegram.ChatID,
    messageID: Int64,
    userID: Int64? = nil,
    actorChatID: Int64? = nil
  ) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_id", messageID)
      $0.add("user_id", userID)
      $0.add("actor_chat_id", actorChatID)
    }
  }
}

/// The Bot API's method `deleteMessages`.
public struct DeleteMessages: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteMessages"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteMessages`; what is nil is not sent.
  public init(chatID: Telegram.ChatID, messageIDs: [Int64]) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("chat_id", chatID)
      $0.add("message_ids", messageIDs)
    }
  }
}

/// The Bot API's method `deleteMyCommands`.
public struct DeleteMyCommands: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteMyCommands"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteMyCommands`; what is nil is not sent.
  public init(scope: Telegram.BotCommandScope? = nil, languageCode: String? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("scope", scope)
      $0.add("language_code", languageCode)
    }
  }
}

/// The Bot API's method `deleteStickerFromSet`.
public struct DeleteStickerFromSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteStickerFromSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteStickerFromSet`; what is nil is not sent.
  public init(sticker: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("sticker", sticker)
    }
  }
}

/// The Bot API's method `deleteStickerSet`.
public struct DeleteStickerSet: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteStickerSet"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteStickerSet`; what is nil is not sent.
  public init(name: String) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("name", name)
    }
  }
}

/// The Bot API's method `deleteStory`.
public struct DeleteStory: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteStory"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteStory`; what is nil is not sent.
  public init(businessConnectionID: String, storyID: Int64) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("business_connection_id", businessConnectionID)
      $0.add("story_id", storyID)
    }
  }
}

/// The Bot API's method `deleteWebhook`.
public struct DeleteWebhook: TelegramMethod {
  /// What the method answers.
  public typealias Result = Bool
  /// The method's name in the Bot API.
  public static let name = "deleteWebhook"
  /// The parameters as they are sent.
  public let content: TelegramContent
  /// Makes a `DeleteWebhook`; what is nil is not sent.
  public init(dropPendingUpdates: Bool? = nil) {
    self.content = TelegramContent(isMethod: true) {
      $0.add("drop_pending_updates", dropPendingUpdates)
    }
  }
}
