// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `InaccessibleMessage`.
  public struct InaccessibleMessage: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `InaccessibleMessage`.
    public var chat: Chat { required("chat") }
    /// `message_id` of the Bot API's type `InaccessibleMessage`.
    public var messageID: Int64 { required("message_id") }
    /// `date` of the Bot API's type `InaccessibleMessage`.
    public var date: Int64 { required("date") }
  }

  /// The Bot API's type `InlineKeyboardButton`.
  public struct InlineKeyboardButton: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `InlineKeyboardButton`; what is nil is not sent.
    public init(
      text: String,
      iconCustomEmojiID: String? = nil,
      style: String? = nil,
      url: String? = nil,
      callbackData: String? = nil,
      webApp: WebAppInfo? = nil,
      loginURL: LoginUrl? = nil,
      switchInlineQuery: String? = nil,
      switchInlineQueryCurrentChat: String? = nil,
      switchInlineQueryChosenChat: SwitchInlineQueryChosenChat? = nil,
      copyText: CopyTextButton? = nil,
      callbackGame: CallbackGame? = nil,
      pay: Bool? = nil,
      disabled: DisabledButton? = nil
    ) {
      self.json = JSONView {
        $0.add("text", text)
        $0.add("icon_custom_emoji_id", iconCustomEmojiID)
        $0.add("style", style)
        $0.add("url", url)
        $0.add("callback_data", callbackData)
        $0.add("web_app", webApp)
        $0.add("login_url", loginURL)
        $0.add("switch_inline_query", switchInlineQuery)
        $0.add("switch_inline_query_current_chat", switchInlineQueryCurrentChat)
        $0.add("switch_inline_query_chosen_chat", switchInlineQueryChosenChat)
        $0.add("copy_text", copyText)
        $0.add("callback_game", callbackGame)
        $0.add("pay", pay)
        $0.add("disabled", disabled)
      }
    }
    /// `text` of the Bot API's type `InlineKeyboardButton`.
    public var text: String { required("text") }
    /// `icon_custom_emoji_id` of the Bot API's type `InlineKeyboardButton`.
    public var iconCustomEmojiID: String? { optional("icon_custom_emoji_id") }
    /// `style` of the Bot API's type `InlineKeyboardButton`.
    public var style: String? { optional("style") }
    /// `url` of the Bot API's type `InlineKeyboardButton`.
    public var url: String? { optional("url") }
    /// `callback_data` of the Bot API's type `InlineKeyboardButton`.
    public var callbackData: String? { optional("callback_data") }
    /// `web_app` of the Bot API's type `InlineKeyboardButton`.
    public var webApp: WebAppInfo? { optional("web_app") }
    /// `login_url` of the Bot API's type `InlineKeyboardButton`.
    public var loginURL: LoginUrl? { optional("login_url") }
    /// `switch_inline_query` of the Bot API's type `InlineKeyboardButton`.
    public var switchInlineQuery: String? { optional("switch_inline_query") }
    /// `switch_inline_query_current_chat` of the Bot API's type `InlineKeyboardButton`.
    public var switchInlineQueryCurrentChat: String? { optional("switch_inline_query_current_chat") }
    /// `switch_inline_query_chosen_chat` of the Bot API's type `InlineKeyboardButton`.
    public var switchInlineQueryChosenChat: SwitchInlineQueryChosenChat? { optional("switch_inline_query_chosen_chat") }
    /// `copy_text` of the Bot API's type `InlineKeyboardButton`.
    public var copyText: CopyTextButton? { optional("copy_text") }
    /// `callback_game` of the Bot API's type `InlineKeyboardButton`.
    public var callbackGame: CallbackGame? { optional("callback_game") }
    /// `pay` of the Bot API's type `InlineKeyboardButton`.
    public var pay: Bool? { optional("pay") }
    /// `disabled` of the Bot API's type `InlineKeyboardButton`.
    public var disabled: DisabledButton? { optional("disabled") }
  }

  /// The Bot API's type `InlineKeyboardMarkup`.
  public struct InlineKeyboardMarkup: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `InlineKeyboardMarkup`; what is nil is not sent.
    public init(inlineKeyboard: [[InlineKeyboardButton]], forceReply: Bool? = nil) {
      self.json = JSONView {
        $0.add("inline_keyboard", inlineKeyboard)
        $0.add("force_reply", forceReply)
      }
    }
    /// `inline_keyboard` of the Bot API's type `InlineKeyboardMarkup`.
    public var inlineKeyboard: [[InlineKeyboardButton]] { required("inline_keyboard") }
    /// `force_reply` of the Bot API's type `InlineKeyboardMarkup`.
    public var forceReply: Bool? { optional("force_reply") }
  }

  /// The Bot API's type `InlineQuery`.
  public struct InlineQuery: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `InlineQuery`.
    public var id: String { required("id") }
    /// `from` of the Bot API's type `InlineQuery`.
    public var from: User { required("from") }
    /// `query` of the Bot API's type `InlineQuery`.
    public var query: String { required("query") }
    /// `offset` of the Bot API's type `InlineQuery`.
    public var offset: String { required("offset") }
    /// `chat_type` of the Bot API's type `InlineQuery`.
    public var chatType: String? { optional("chat_type") }
    /// `location` of the Bot API's type `InlineQuery`.
    public var location: Location? { optional("location") }
  }

  /// The Bot API's type `InlineQueryResultArticle`.
  public struct InlineQueryResultArticle: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultArticle`; what is nil is not sent.
    public init(
      id: String,
      title: String,
      inputMessageContent: InputMessageContent,
      replyMarkup: InlineKeyboardMarkup? = nil,
      url: String? = nil,
      description: String? = nil,
      thumbnailURL: String? = nil,
      thumbnailWidth: Int64? = nil,
      thumbnailHeight: Int64? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "article")
        $0.add("id", id)
        $0.add("title", title)
        $0.add("input_message_content", inputMessageContent)
        $0.add("reply_markup", replyMarkup)
        $0.add("url", url)
        $0.add("description", description)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("thumbnail_width", thumbnailWidth)
        $0.add("thumbnail_height", thumbnailHeight)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultAudio`.
  public struct InlineQueryResultAudio: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultAudio`; what is nil is not sent.
    public init(
      id: String,
      audioURL: String,
      title: String,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      performer: String? = nil,
      audioDuration: Int64? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "audio")
        $0.add("id", id)
        $0.add("audio_url", audioURL)
        $0.add("title", title)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("performer", performer)
        $0.add("audio_duration", audioDuration)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultCachedAudio`.
  public struct InlineQueryResultCachedAudio: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultCachedAudio`; what is nil is not sent.
    public init(
      id: String,
      audioFileID: String,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "audio")
        $0.add("id", id)
        $0.add("audio_file_id", audioFileID)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultCachedDocument`.
  public struct InlineQueryResultCachedDocument: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultCachedDocument`; what is nil is not sent.
    public init(
      id: String,
      title: String,
      documentFileID: String,
      description: String? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "document")
        $0.add("id", id)
        $0.add("title", title)
        $0.add("document_file_id", documentFileID)
        $0.add("description", description)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultCachedGif`.
  public struct InlineQueryResultCachedGif: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultCachedGif`; what is nil is not sent.
    public init(
      id: String,
      gifFileID: String,
      title: String? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "gif")
        $0.add("id", id)
        $0.add("gif_file_id", gifFileID)
        $0.add("title", title)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultCachedMpeg4Gif`.
  public struct InlineQueryResultCachedMpeg4Gif: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultCachedMpeg4Gif`; what is nil is not sent.
    public init(
      id: String,
      mpeg4FileID: String,
      title: String? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "mpeg4_gif")
        $0.add("id", id)
        $0.add("mpeg4_file_id", mpeg4FileID)
        $0.add("title", title)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultCachedPhoto`.
  public struct InlineQueryResultCachedPhoto: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultCachedPhoto`; what is nil is not sent.
    public init(
      id: String,
      photoFileID: String,
      title: String? = nil,
      description: String? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "photo")
        $0.add("id", id)
        $0.add("photo_file_id", photoFileID)
        $0.add("title", title)
        $0.add("description", description)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultCachedSticker`.
  public struct InlineQueryResultCachedSticker: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultCachedSticker`; what is nil is not sent.
    public init(
      id: String,
      stickerFileID: String,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "sticker")
        $0.add("id", id)
        $0.add("sticker_file_id", stickerFileID)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultCachedVideo`.
  public struct InlineQueryResultCachedVideo: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultCachedVideo`; what is nil is not sent.
    public init(
      id: String,
      videoFileID: String,
      title: String,
      description: String? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "video")
        $0.add("id", id)
        $0.add("video_file_id", videoFileID)
        $0.add("title", title)
        $0.add("description", description)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultCachedVoice`.
  public struct InlineQueryResultCachedVoice: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultCachedVoice`; what is nil is not sent.
    public init(
      id: String,
      voiceFileID: String,
      title: String,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "voice")
        $0.add("id", id)
        $0.add("voice_file_id", voiceFileID)
        $0.add("title", title)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultContact`.
  public struct InlineQueryResultContact: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultContact`; what is nil is not sent.
    public init(
      id: String,
      phoneNumber: String,
      firstName: String,
      lastName: String? = nil,
      vcard: String? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil,
      thumbnailURL: String? = nil,
      thumbnailWidth: Int64? = nil,
      thumbnailHeight: Int64? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "contact")
        $0.add("id", id)
        $0.add("phone_number", phoneNumber)
        $0.add("first_name", firstName)
        $0.add("last_name", lastName)
        $0.add("vcard", vcard)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("thumbnail_width", thumbnailWidth)
        $0.add("thumbnail_height", thumbnailHeight)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultDocument`.
  public struct InlineQueryResultDocument: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultDocument`; what is nil is not sent.
    public init(
      id: String,
      title: String,
      documentURL: String,
      mimeType: String,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      description: String? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil,
      thumbnailURL: String? = nil,
      thumbnailWidth: Int64? = nil,
      thumbnailHeight: Int64? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "document")
        $0.add("id", id)
        $0.add("title", title)
        $0.add("document_url", documentURL)
        $0.add("mime_type", mimeType)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("description", description)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("thumbnail_width", thumbnailWidth)
        $0.add("thumbnail_height", thumbnailHeight)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultGame`.
  public struct InlineQueryResultGame: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultGame`; what is nil is not sent.
    public init(id: String, gameShortName: String, replyMarkup: InlineKeyboardMarkup? = nil) {
      self.content = TelegramContent {
        $0.add("type", "game")
        $0.add("id", id)
        $0.add("game_short_name", gameShortName)
        $0.add("reply_markup", replyMarkup)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultGif`.
  public struct InlineQueryResultGif: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultGif`; what is nil is not sent.
    public init(
      id: String,
      gifURL: String,
      thumbnailURL: String,
      gifWidth: Int64? = nil,
      gifHeight: Int64? = nil,
      gifDuration: Int64? = nil,
      thumbnailMimeType: String? = nil,
      title: String? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "gif")
        $0.add("id", id)
        $0.add("gif_url", gifURL)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("gif_width", gifWidth)
        $0.add("gif_height", gifHeight)
        $0.add("gif_duration", gifDuration)
        $0.add("thumbnail_mime_type", thumbnailMimeType)
        $0.add("title", title)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultLocation`.
  public struct InlineQueryResultLocation: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultLocation`; what is nil is not sent.
    public init(
      id: String,
      latitude: Double,
      longitude: Double,
      title: String,
      horizontalAccuracy: Double? = nil,
      livePeriod: Int64? = nil,
      heading: Int64? = nil,
      proximityAlertRadius: Int64? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil,
      thumbnailURL: String? = nil,
      thumbnailWidth: Int64? = nil,
      thumbnailHeight: Int64? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "location")
        $0.add("id", id)
        $0.add("latitude", latitude)
        $0.add("longitude", longitude)
        $0.add("title", title)
        $0.add("horizontal_accuracy", horizontalAccuracy)
        $0.add("live_period", livePeriod)
        $0.add("heading", heading)
        $0.add("proximity_alert_radius", proximityAlertRadius)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("thumbnail_width", thumbnailWidth)
        $0.add("thumbnail_height", thumbnailHeight)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultMpeg4Gif`.
  public struct InlineQueryResultMpeg4Gif: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultMpeg4Gif`; what is nil is not sent.
    public init(
      id: String,
      mpeg4URL: String,
      thumbnailURL: String,
      mpeg4Width: Int64? = nil,
      mpeg4Height: Int64? = nil,
      mpeg4Duration: Int64? = nil,
      thumbnailMimeType: String? = nil,
      title: String? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "mpeg4_gif")
        $0.add("id", id)
        $0.add("mpeg4_url", mpeg4URL)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("mpeg4_width", mpeg4Width)
        $0.add("mpeg4_height", mpeg4Height)
        $0.add("mpeg4_duration", mpeg4Duration)
        $0.add("thumbnail_mime_type", thumbnailMimeType)
        $0.add("title", title)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultPhoto`.
  public struct InlineQueryResultPhoto: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultPhoto`; what is nil is not sent.
    public init(
      id: String,
      photoURL: String,
      thumbnailURL: String,
      photoWidth: Int64? = nil,
      photoHeight: Int64? = nil,
      title: String? = nil,
      description: String? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "photo")
        $0.add("id", id)
        $0.add("photo_url", photoURL)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("photo_width", photoWidth)
        $0.add("photo_height", photoHeight)
        $0.add("title", title)
        $0.add("description", description)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultsButton`.
  public struct InlineQueryResultsButton: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultsButton`; what is nil is not sent.
    public init(text: String, webApp: WebAppInfo? = nil, startParameter: String? = nil) {
      self.content = TelegramContent {
        $0.add("text", text)
        $0.add("web_app", webApp)
        $0.add("start_parameter", startParameter)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultVenue`.
  public struct InlineQueryResultVenue: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultVenue`; what is nil is not sent.
    public init(
      id: String,
      latitude: Double,
      longitude: Double,
      title: String,
      address: String,
      foursquareID: String? = nil,
      foursquareType: String? = nil,
      googlePlaceID: String? = nil,
      googlePlaceType: String? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil,
      thumbnailURL: String? = nil,
      thumbnailWidth: Int64? = nil,
      thumbnailHeight: Int64? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "venue")
        $0.add("id", id)
        $0.add("latitude", latitude)
        $0.add("longitude", longitude)
        $0.add("title", title)
        $0.add("address", address)
        $0.add("foursquare_id", foursquareID)
        $0.add("foursquare_type", foursquareType)
        $0.add("google_place_id", googlePlaceID)
        $0.add("google_place_type", googlePlaceType)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("thumbnail_width", thumbnailWidth)
        $0.add("thumbnail_height", thumbnailHeight)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultVideo`.
  public struct InlineQueryResultVideo: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultVideo`; what is nil is not sent.
    public init(
      id: String,
      videoURL: String,
      mimeType: String,
      thumbnailURL: String,
      title: String,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      videoWidth: Int64? = nil,
      videoHeight: Int64? = nil,
      videoDuration: Int64? = nil,
      description: String? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "video")
        $0.add("id", id)
        $0.add("video_url", videoURL)
        $0.add("mime_type", mimeType)
        $0.add("thumbnail_url", thumbnailURL)
        $0.add("title", title)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("video_width", videoWidth)
        $0.add("video_height", videoHeight)
        $0.add("video_duration", videoDuration)
        $0.add("description", description)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InlineQueryResultVoice`.
  public struct InlineQueryResultVoice: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InlineQueryResultVoice`; what is nil is not sent.
    public init(
      id: String,
      voiceURL: String,
      title: String,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      voiceDuration: Int64? = nil,
      replyMarkup: InlineKeyboardMarkup? = nil,
      inputMessageContent: InputMessageContent? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "voice")
        $0.add("id", id)
        $0.add("voice_url", voiceURL)
        $0.add("title", title)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("voice_duration", voiceDuration)
        $0.add("reply_markup", replyMarkup)
        $0.add("input_message_content", inputMessageContent)
      }
    }
  }

  /// The Bot API's type `InputChecklist`.
  public struct InputChecklist: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputChecklist`; what is nil is not sent.
    public init(
      title: String,
      tasks: [InputChecklistTask],
      parseMode: String? = nil,
      titleEntities: [MessageEntity]? = nil,
      othersCanAddTasks: Bool? = nil,
      othersCanMarkTasksAsDone: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("title", title)
        $0.add("tasks", tasks)
        $0.add("parse_mode", parseMode)
        $0.add("title_entities", titleEntities)
        $0.add("others_can_add_tasks", othersCanAddTasks)
        $0.add("others_can_mark_tasks_as_done", othersCanMarkTasksAsDone)
      }
    }
  }

  /// The Bot API's type `InputChecklistTask`.
  public struct InputChecklistTask: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputChecklistTask`; what is nil is not sent.
    public init(id: Int64, text: String, parseMode: String? = nil, textEntities: [MessageEntity]? = nil) {
      self.content = TelegramContent {
        $0.add("id", id)
        $0.add("text", text)
        $0.add("parse_mode", parseMode)
        $0.add("text_entities", textEntities)
      }
    }
  }

  /// The Bot API's type `InputContactMessageContent`.
  public struct InputContactMessageContent: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputContactMessageContent`; what is nil is not sent.
    public init(phoneNumber: String, firstName: String, lastName: String? = nil, vcard: String? = nil) {
      self.content = TelegramContent {
        $0.add("phone_number", phoneNumber)
        $0.add("first_name", firstName)
        $0.add("last_name", lastName)
        $0.add("vcard", vcard)
      }
    }
  }

  /// The Bot API's type `InputInvoiceMessageContent`.
  public struct InputInvoiceMessageContent: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputInvoiceMessageContent`; what is nil is not sent.
    public init(
      title: String,
      description: String,
      payload: String,
      currency: String,
      prices: [LabeledPrice],
      providerToken: String? = nil,
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
      self.content = TelegramContent {
        $0.add("title", title)
        $0.add("description", description)
        $0.add("payload", payload)
        $0.add("currency", currency)
        $0.add("prices", prices)
        $0.add("provider_token", providerToken)
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

  /// The Bot API's type `InputLocationMessageContent`.
  public struct InputLocationMessageContent: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputLocationMessageContent`; what is nil is not sent.
    public init(
      latitude: Double,
      longitude: Double,
      horizontalAccuracy: Double? = nil,
      livePeriod: Int64? = nil,
      heading: Int64? = nil,
      proximityAlertRadius: Int64? = nil
    ) {
      self.content = TelegramContent {
        $0.add("latitude", latitude)
        $0.add("longitude", longitude)
        $0.add("horizontal_accuracy", horizontalAccuracy)
        $0.add("live_period", livePeriod)
        $0.add("heading", heading)
        $0.add("proximity_alert_radius", proximityAlertRadius)
      }
    }
  }

  /// The Bot API's type `InputMediaAnimation`.
  public struct InputMediaAnimation: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaAnimation`; what is nil is not sent.
    public init(
      media: InputFile,
      thumbnail: InputFile? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      width: Int64? = nil,
      height: Int64? = nil,
      duration: Int64? = nil,
      hasSpoiler: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "animation")
        $0.add("media", media)
        $0.add("thumbnail", thumbnail)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("width", width)
        $0.add("height", height)
        $0.add("duration", duration)
        $0.add("has_spoiler", hasSpoiler)
      }
    }
  }

  /// The Bot API's type `InputMediaAudio`.
  public struct InputMediaAudio: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaAudio`; what is nil is not sent.
    public init(
      media: InputFile,
      thumbnail: InputFile? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      duration: Int64? = nil,
      performer: String? = nil,
      title: String? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "audio")
        $0.add("media", media)
        $0.add("thumbnail", thumbnail)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("duration", duration)
        $0.add("performer", performer)
        $0.add("title", title)
      }
    }
  }

  /// The Bot API's type `InputMediaDocument`.
  public struct InputMediaDocument: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaDocument`; what is nil is not sent.
    public init(
      media: InputFile,
      thumbnail: InputFile? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      disableContentTypeDetection: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "document")
        $0.add("media", media)
        $0.add("thumbnail", thumbnail)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("disable_content_type_detection", disableContentTypeDetection)
      }
    }
  }

  /// The Bot API's type `InputMediaLink`.
  public struct InputMediaLink: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaLink`; what is nil is not sent.
    public init(url: String) {
      self.content = TelegramContent {
        $0.add("type", "link")
        $0.add("url", url)
      }
    }
  }

  /// The Bot API's type `InputMediaLivePhoto`.
  public struct InputMediaLivePhoto: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaLivePhoto`; what is nil is not sent.
    public init(
      media: String,
      photo: String,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      hasSpoiler: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "live_photo")
        $0.add("media", media)
        $0.add("photo", photo)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("has_spoiler", hasSpoiler)
      }
    }
  }

  /// The Bot API's type `InputMediaLocation`.
  public struct InputMediaLocation: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaLocation`; what is nil is not sent.
    public init(latitude: Double, longitude: Double, horizontalAccuracy: Double? = nil) {
      self.content = TelegramContent {
        $0.add("type", "location")
        $0.add("latitude", latitude)
        $0.add("longitude", longitude)
        $0.add("horizontal_accuracy", horizontalAccuracy)
      }
    }
  }

  /// The Bot API's type `InputMediaPhoto`.
  public struct InputMediaPhoto: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaPhoto`; what is nil is not sent.
    public init(
      media: InputFile,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      hasSpoiler: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "photo")
        $0.add("media", media)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("has_spoiler", hasSpoiler)
      }
    }
  }

  /// The Bot API's type `InputMediaSticker`.
  public struct InputMediaSticker: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaSticker`; what is nil is not sent.
    public init(media: String, emoji: String? = nil) {
      self.content = TelegramContent {
        $0.add("type", "sticker")
        $0.add("media", media)
        $0.add("emoji", emoji)
      }
    }
  }

  /// The Bot API's type `InputMediaVenue`.
  public struct InputMediaVenue: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaVenue`; what is nil is not sent.
    public init(
      latitude: Double,
      longitude: Double,
      title: String,
      address: String,
      foursquareID: String? = nil,
      foursquareType: String? = nil,
      googlePlaceID: String? = nil,
      googlePlaceType: String? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "venue")
        $0.add("latitude", latitude)
        $0.add("longitude", longitude)
        $0.add("title", title)
        $0.add("address", address)
        $0.add("foursquare_id", foursquareID)
        $0.add("foursquare_type", foursquareType)
        $0.add("google_place_id", googlePlaceID)
        $0.add("google_place_type", googlePlaceType)
      }
    }
  }

  /// The Bot API's type `InputMediaVideo`.
  public struct InputMediaVideo: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaVideo`; what is nil is not sent.
    public init(
      media: InputFile,
      thumbnail: InputFile? = nil,
      cover: InputFile? = nil,
      startTimestamp: Int64? = nil,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      showCaptionAboveMedia: Bool? = nil,
      width: Int64? = nil,
      height: Int64? = nil,
      duration: Int64? = nil,
      supportsStreaming: Bool? = nil,
      hasSpoiler: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "video")
        $0.add("media", media)
        $0.add("thumbnail", thumbnail)
        $0.add("cover", cover)
        $0.add("start_timestamp", startTimestamp)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("show_caption_above_media", showCaptionAboveMedia)
        $0.add("width", width)
        $0.add("height", height)
        $0.add("duration", duration)
        $0.add("supports_streaming", supportsStreaming)
        $0.add("has_spoiler", hasSpoiler)
      }
    }
  }

  /// The Bot API's type `InputMediaVoiceNote`.
  public struct InputMediaVoiceNote: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputMediaVoiceNote`; what is nil is not sent.
    public init(
      media: String,
      caption: String? = nil,
      parseMode: String? = nil,
      captionEntities: [MessageEntity]? = nil,
      duration: Int64? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "voice_note")
        $0.add("media", media)
        $0.add("caption", caption)
        $0.add("parse_mode", parseMode)
        $0.add("caption_entities", captionEntities)
        $0.add("duration", duration)
      }
    }
  }

  /// The Bot API's type `InputPaidMediaLivePhoto`.
  public struct InputPaidMediaLivePhoto: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputPaidMediaLivePhoto`; what is nil is not sent.
    public init(media: String, photo: String) {
      self.content = TelegramContent {
        $0.add("type", "live_photo")
        $0.add("media", media)
        $0.add("photo", photo)
      }
    }
  }

  /// The Bot API's type `InputPaidMediaPhoto`.
  public struct InputPaidMediaPhoto: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputPaidMediaPhoto`; what is nil is not sent.
    public init(media: InputFile) {
      self.content = TelegramContent {
        $0.add("type", "photo")
        $0.add("media", media)
      }
    }
  }

  /// The Bot API's type `InputPaidMediaVideo`.
  public struct InputPaidMediaVideo: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputPaidMediaVideo`; what is nil is not sent.
    public init(
      media: InputFile,
      thumbnail: InputFile? = nil,
      cover: InputFile? = nil,
      startTimestamp: Int64? = nil,
      width: Int64? = nil,
      height: Int64? = nil,
      duration: Int64? = nil,
      supportsStreaming: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "video")
        $0.add("media", media)
        $0.add("thumbnail", thumbnail)
        $0.add("cover", cover)
        $0.add("start_timestamp", startTimestamp)
        $0.add("width", width)
        $0.add("height", height)
        $0.add("duration", duration)
        $0.add("supports_streaming", supportsStreaming)
      }
    }
  }

  /// The Bot API's type `InputPollOption`.
  public struct InputPollOption: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputPollOption`; what is nil is not sent.
    public init(
      text: String,
      textParseMode: String? = nil,
      textEntities: [MessageEntity]? = nil,
      media: InputPollOptionMedia? = nil
    ) {
      self.content = TelegramContent {
        $0.add("text", text)
        $0.add("text_parse_mode", textParseMode)
        $0.add("text_entities", textEntities)
        $0.add("media", media)
      }
    }
  }

  /// The Bot API's type `InputProfilePhotoAnimated`.
  public struct InputProfilePhotoAnimated: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputProfilePhotoAnimated`; what is nil is not sent.
    public init(animation: InputFile, mainFrameTimestamp: Double? = nil) {
      self.content = TelegramContent {
        $0.add("type", "animated")
        $0.add("animation", animation)
        $0.add("main_frame_timestamp", mainFrameTimestamp)
      }
    }
  }

  /// The Bot API's type `InputProfilePhotoStatic`.
  public struct InputProfilePhotoStatic: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputProfilePhotoStatic`; what is nil is not sent.
    public init(photo: InputFile) {
      self.content = TelegramContent {
        $0.add("type", "static")
        $0.add("photo", photo)
      }
    }
  }

  /// The Bot API's type `InputRichBlockAnchor`.
  public struct InputRichBlockAnchor: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockAnchor`; what is nil is not sent.
    public init(name: String) {
      self.content = TelegramContent {
        $0.add("type", "anchor")
        $0.add("name", name)
      }
    }
  }

  /// The Bot API's type `InputRichBlockAnimation`.
  public struct InputRichBlockAnimation: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockAnimation`; what is nil is not sent.
    public init(animation: InputMediaAnimation, caption: RichBlockCaption? = nil) {
      self.content = TelegramContent {
        $0.add("type", "animation")
        $0.add("animation", animation)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichBlockAudio`.
  public struct InputRichBlockAudio: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockAudio`; what is nil is not sent.
    public init(audio: InputMediaAudio, caption: RichBlockCaption? = nil) {
      self.content = TelegramContent {
        $0.add("type", "audio")
        $0.add("audio", audio)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichBlockBlockQuotation`.
  public struct InputRichBlockBlockQuotation: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockBlockQuotation`; what is nil is not sent.
    public init(blocks: [InputRichBlock], credit: RichText? = nil) {
      self.content = TelegramContent {
        $0.add("type", "blockquote")
        $0.add("blocks", blocks)
        $0.add("credit", credit)
      }
    }
  }

  /// The Bot API's type `InputRichBlockButtons`.
  public struct InputRichBlockButtons: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockButtons`; what is nil is not sent.
    public init(buttons: [RichMessageButton], align: String? = nil) {
      self.content = TelegramContent {
        $0.add("type", "buttons")
        $0.add("buttons", buttons)
        $0.add("align", align)
      }
    }
  }

  /// The Bot API's type `InputRichBlockCollage`.
  public struct InputRichBlockCollage: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockCollage`; what is nil is not sent.
    public init(blocks: [InputRichBlock], caption: RichBlockCaption? = nil) {
      self.content = TelegramContent {
        $0.add("type", "collage")
        $0.add("blocks", blocks)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichBlockDetails`.
  public struct InputRichBlockDetails: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockDetails`; what is nil is not sent.
    public init(summary: RichText, blocks: [InputRichBlock], isOpen: Bool? = nil) {
      self.content = TelegramContent {
        $0.add("type", "details")
        $0.add("summary", summary)
        $0.add("blocks", blocks)
        $0.add("is_open", isOpen)
      }
    }
  }

  /// The Bot API's type `InputRichBlockDivider`.
  public struct InputRichBlockDivider: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockDivider`; what is nil is not sent.
    public init() {
      self.content = TelegramContent {
        $0.add("type", "divider")
      }
    }
  }

  /// The Bot API's type `InputRichBlockDocument`.
  public struct InputRichBlockDocument: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockDocument`; what is nil is not sent.
    public init(document: InputMediaDocument, caption: RichBlockCaption? = nil) {
      self.content = TelegramContent {
        $0.add("type", "document")
        $0.add("document", document)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichBlockExpandableBlockQuotation`.
  public struct InputRichBlockExpandableBlockQuotation: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockExpandableBlockQuotation`; what is nil is not sent.
    public init(text: RichText, credit: RichText? = nil) {
      self.content = TelegramContent {
        $0.add("type", "expandable_blockquote")
        $0.add("text", text)
        $0.add("credit", credit)
      }
    }
  }

  /// The Bot API's type `InputRichBlockFooter`.
  public struct InputRichBlockFooter: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockFooter`; what is nil is not sent.
    public init(text: RichText) {
      self.content = TelegramContent {
        $0.add("type", "footer")
        $0.add("text", text)
      }
    }
  }

  /// The Bot API's type `InputRichBlockList`.
  public struct InputRichBlockList: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockList`; what is nil is not sent.
    public init(items: [InputRichBlockListItem]) {
      self.content = TelegramContent {
        $0.add("type", "list")
        $0.add("items", items)
      }
    }
  }

  /// The Bot API's type `InputRichBlockListItem`.
  public struct InputRichBlockListItem: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockListItem`; what is nil is not sent.
    public init(
      blocks: [InputRichBlock],
      hasCheckbox: Bool? = nil,
      isChecked: Bool? = nil,
      value: Int64? = nil,
      type: String? = nil
    ) {
      self.content = TelegramContent {
        $0.add("blocks", blocks)
        $0.add("has_checkbox", hasCheckbox)
        $0.add("is_checked", isChecked)
        $0.add("value", value)
        $0.add("type", type)
      }
    }
  }

  /// The Bot API's type `InputRichBlockMap`.
  public struct InputRichBlockMap: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockMap`; what is nil is not sent.
    public init(
      location: Location,
      zoom: Int64? = nil,
      width: Int64? = nil,
      height: Int64? = nil,
      caption: RichBlockCaption? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "map")
        $0.add("location", location)
        $0.add("zoom", zoom)
        $0.add("width", width)
        $0.add("height", height)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichBlockMathematicalExpression`.
  public struct InputRichBlockMathematicalExpression: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockMathematicalExpression`; what is nil is not sent.
    public init(expression: String) {
      self.content = TelegramContent {
        $0.add("type", "mathematical_expression")
        $0.add("expression", expression)
      }
    }
  }

  /// The Bot API's type `InputRichBlockParagraph`.
  public struct InputRichBlockParagraph: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockParagraph`; what is nil is not sent.
    public init(text: RichText) {
      self.content = TelegramContent {
        $0.add("type", "paragraph")
        $0.add("text", text)
      }
    }
  }

  /// The Bot API's type `InputRichBlockPhoto`.
  public struct InputRichBlockPhoto: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockPhoto`; what is nil is not sent.
    public init(photo: InputMediaPhoto, caption: RichBlockCaption? = nil) {
      self.content = TelegramContent {
        $0.add("type", "photo")
        $0.add("photo", photo)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichBlockPreformatted`.
  public struct InputRichBlockPreformatted: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockPreformatted`; what is nil is not sent.
    public init(text: RichText, language: String? = nil) {
      self.content = TelegramContent {
        $0.add("type", "pre")
        $0.add("text", text)
        $0.add("language", language)
      }
    }
  }

  /// The Bot API's type `InputRichBlockPullQuotation`.
  public struct InputRichBlockPullQuotation: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockPullQuotation`; what is nil is not sent.
    public init(text: RichText, credit: RichText? = nil) {
      self.content = TelegramContent {
        $0.add("type", "pullquote")
        $0.add("text", text)
        $0.add("credit", credit)
      }
    }
  }

  /// The Bot API's type `InputRichBlockSectionHeading`.
  public struct InputRichBlockSectionHeading: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockSectionHeading`; what is nil is not sent.
    public init(text: RichText, size: Int64) {
      self.content = TelegramContent {
        $0.add("type", "heading")
        $0.add("text", text)
        $0.add("size", size)
      }
    }
  }

  /// The Bot API's type `InputRichBlockSlideshow`.
  public struct InputRichBlockSlideshow: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockSlideshow`; what is nil is not sent.
    public init(blocks: [InputRichBlock], caption: RichBlockCaption? = nil) {
      self.content = TelegramContent {
        $0.add("type", "slideshow")
        $0.add("blocks", blocks)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichBlockTable`.
  public struct InputRichBlockTable: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockTable`; what is nil is not sent.
    public init(
      cells: [[RichBlockTableCell]],
      isBordered: Bool? = nil,
      isStriped: Bool? = nil,
      caption: RichText? = nil,
      isCompact: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "table")
        $0.add("cells", cells)
        $0.add("is_bordered", isBordered)
        $0.add("is_striped", isStriped)
        $0.add("caption", caption)
        $0.add("is_compact", isCompact)
      }
    }
  }

  /// The Bot API's type `InputRichBlockThinking`.
  public struct InputRichBlockThinking: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockThinking`; what is nil is not sent.
    public init(text: RichText) {
      self.content = TelegramContent {
        $0.add("type", "thinking")
        $0.add("text", text)
      }
    }
  }

  /// The Bot API's type `InputRichBlockVideo`.
  public struct InputRichBlockVideo: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockVideo`; what is nil is not sent.
    public init(video: InputMediaVideo, caption: RichBlockCaption? = nil) {
      self.content = TelegramContent {
        $0.add("type", "video")
        $0.add("video", video)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichBlockVoiceNote`.
  public struct InputRichBlockVoiceNote: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichBlockVoiceNote`; what is nil is not sent.
    public init(voiceNote: InputMediaVoiceNote, caption: RichBlockCaption? = nil) {
      self.content = TelegramContent {
        $0.add("type", "voice_note")
        $0.add("voice_note", voiceNote)
        $0.add("caption", caption)
      }
    }
  }

  /// The Bot API's type `InputRichMessage`.
  public struct InputRichMessage: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichMessage`; what is nil is not sent.
    public init(
      html: String? = nil,
      markdown: String? = nil,
      isRtl: Bool? = nil,
      skipEntityDetection: Bool? = nil,
      blocks: [InputRichBlock]? = nil,
      media: [InputRichMessageMedia]? = nil
    ) {
      self.content = TelegramContent {
        $0.add("html", html)
        $0.add("markdown", markdown)
        $0.add("is_rtl", isRtl)
        $0.add("skip_entity_detection", skipEntityDetection)
        $0.add("blocks", blocks)
        $0.add("media", media)
      }
    }
  }

  /// The Bot API's type `InputRichMessageContent`.
  public struct InputRichMessageContent: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichMessageContent`; what is nil is not sent.
    public init(richMessage: InputRichMessage) {
      self.content = TelegramContent {
        $0.add("rich_message", richMessage)
      }
    }
  }

  /// The Bot API's type `InputRichMessageMedia`.
  public struct InputRichMessageMedia: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputRichMessageMedia`; what is nil is not sent.
    public init(id: String, media: InputRichMessageMedia) {
      self.content = TelegramContent {
        $0.add("id", id)
        $0.add("media", media)
      }
    }
  }

  /// The Bot API's type `InputSticker`.
  public struct InputSticker: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputSticker`; what is nil is not sent.
    public init(
      sticker: InputFile,
      format: String,
      emojiList: [String],
      maskPosition: MaskPosition? = nil,
      keywords: [String]? = nil
    ) {
      self.content = TelegramContent {
        $0.add("sticker", sticker)
        $0.add("format", format)
        $0.add("emoji_list", emojiList)
        $0.add("mask_position", maskPosition)
        $0.add("keywords", keywords)
      }
    }
  }

  /// The Bot API's type `InputStoryContentPhoto`.
  public struct InputStoryContentPhoto: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputStoryContentPhoto`; what is nil is not sent.
    public init(photo: String) {
      self.content = TelegramContent {
        $0.add("type", "photo")
        $0.add("photo", photo)
      }
    }
  }

  /// The Bot API's type `InputStoryContentVideo`.
  public struct InputStoryContentVideo: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputStoryContentVideo`; what is nil is not sent.
    public init(
      video: String,
      duration: Double? = nil,
      coverFrameTimestamp: Double? = nil,
      isAnimation: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("type", "video")
        $0.add("video", video)
        $0.add("duration", duration)
        $0.add("cover_frame_timestamp", coverFrameTimestamp)
        $0.add("is_animation", isAnimation)
      }
    }
  }

  /// The Bot API's type `InputTextMessageContent`.
  public struct InputTextMessageContent: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputTextMessageContent`; what is nil is not sent.
    public init(
      messageText: String,
      parseMode: String? = nil,
      entities: [MessageEntity]? = nil,
      linkPreviewOptions: LinkPreviewOptions? = nil
    ) {
      self.content = TelegramContent {
        $0.add("message_text", messageText)
        $0.add("parse_mode", parseMode)
        $0.add("entities", entities)
        $0.add("link_preview_options", linkPreviewOptions)
      }
    }
  }

  /// The Bot API's type `InputVenueMessageContent`.
  public struct InputVenueMessageContent: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `InputVenueMessageContent`; what is nil is not sent.
    public init(
      latitude: Double,
      longitude: Double,
      title: String,
      address: String,
      foursquareID: String? = nil,
      foursquareType: String? = nil,
      googlePlaceID: String? = nil,
      googlePlaceType: String? = nil
    ) {
      self.content = TelegramContent {
        $0.add("latitude", latitude)
        $0.add("longitude", longitude)
        $0.add("title", title)
        $0.add("address", address)
        $0.add("foursquare_id", foursquareID)
        $0.add("foursquare_type", foursquareType)
        $0.add("google_place_id", googlePlaceID)
        $0.add("google_place_type", googlePlaceType)
      }
    }
  }

  /// The Bot API's type `Invoice`.
  public struct Invoice: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `title` of the Bot API's type `Invoice`.
    public var title: String { required("title") }
    /// `description` of the Bot API's type `Invoice`.
    public var description: String { required("description") }
    /// `start_parameter` of the Bot API's type `Invoice`.
    public var startParameter: String { required("start_parameter") }
    /// `currency` of the Bot API's type `Invoice`.
    public var currency: String { required("currency") }
    /// `total_amount` of the Bot API's type `Invoice`.
    public var totalAmount: Int64 { required("total_amount") }
  }
}
