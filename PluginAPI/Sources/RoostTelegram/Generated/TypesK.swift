// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file

extension Telegram {
  /// The Bot API's type `KeyboardButton`.
  public struct KeyboardButton: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `KeyboardButton`; what is nil is not sent.
    public init(
      text: String,
      iconCustomEmojiID: String? = nil,
      style: String? = nil,
      requestUsers: KeyboardButtonRequestUsers? = nil,
      requestChat: KeyboardButtonRequestChat? = nil,
      requestManagedBot: KeyboardButtonRequestManagedBot? = nil,
      requestContact: Bool? = nil,
      requestLocation: Bool? = nil,
      requestPoll: KeyboardButtonPollType? = nil,
      webApp: WebAppInfo? = nil
    ) {
      self.content = TelegramContent {
        $0.add("text", text)
        $0.add("icon_custom_emoji_id", iconCustomEmojiID)
        $0.add("style", style)
        $0.add("request_users", requestUsers)
        $0.add("request_chat", requestChat)
        $0.add("request_managed_bot", requestManagedBot)
        $0.add("request_contact", requestContact)
        $0.add("request_location", requestLocation)
        $0.add("request_poll", requestPoll)
        $0.add("web_app", webApp)
      }
    }
  }

  /// The Bot API's type `KeyboardButtonPollType`.
  public struct KeyboardButtonPollType: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `KeyboardButtonPollType`; what is nil is not sent.
    public init(type: String? = nil) {
      self.content = TelegramContent {
        $0.add("type", type)
      }
    }
  }

  /// The Bot API's type `KeyboardButtonRequestChat`.
  public struct KeyboardButtonRequestChat: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `KeyboardButtonRequestChat`; what is nil is not sent.
    public init(
      requestID: Int64,
      chatIsChannel: Bool,
      chatIsForum: Bool? = nil,
      chatHasUsername: Bool? = nil,
      chatIsCreated: Bool? = nil,
      userAdministratorRights: ChatAdministratorRights? = nil,
      botAdministratorRights: ChatAdministratorRights? = nil,
      botIsMember: Bool? = nil,
      requestTitle: Bool? = nil,
      requestUsername: Bool? = nil,
      requestPhoto: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("request_id", requestID)
        $0.add("chat_is_channel", chatIsChannel)
        $0.add("chat_is_forum", chatIsForum)
        $0.add("chat_has_username", chatHasUsername)
        $0.add("chat_is_created", chatIsCreated)
        $0.add("user_administrator_rights", userAdministratorRights)
        $0.add("bot_administrator_rights", botAdministratorRights)
        $0.add("bot_is_member", botIsMember)
        $0.add("request_title", requestTitle)
        $0.add("request_username", requestUsername)
        $0.add("request_photo", requestPhoto)
      }
    }
  }

  /// The Bot API's type `KeyboardButtonRequestManagedBot`.
  public struct KeyboardButtonRequestManagedBot: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `KeyboardButtonRequestManagedBot`; what is nil is not sent.
    public init(requestID: Int64, suggestedName: String? = nil, suggestedUsername: String? = nil) {
      self.content = TelegramContent {
        $0.add("request_id", requestID)
        $0.add("suggested_name", suggestedName)
        $0.add("suggested_username", suggestedUsername)
      }
    }
  }

  /// The Bot API's type `KeyboardButtonRequestUsers`.
  public struct KeyboardButtonRequestUsers: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `KeyboardButtonRequestUsers`; what is nil is not sent.
    public init(
      requestID: Int64,
      userIsBot: Bool? = nil,
      userIsPremium: Bool? = nil,
      maxQuantity: Int64? = nil,
      requestName: Bool? = nil,
      requestUsername: Bool? = nil,
      requestPhoto: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("request_id", requestID)
        $0.add("user_is_bot", userIsBot)
        $0.add("user_is_premium", userIsPremium)
        $0.add("max_quantity", maxQuantity)
        $0.add("request_name", requestName)
        $0.add("request_username", requestUsername)
        $0.add("request_photo", requestPhoto)
      }
    }
  }
}
