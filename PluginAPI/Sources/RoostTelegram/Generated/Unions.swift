// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `AlbumMedia`.
  public enum AlbumMedia: Sendable, TelegramWritable {
    /// A `InputMediaAudio`.
    case audio(InputMediaAudio)
    /// A `InputMediaDocument`.
    case document(InputMediaDocument)
    /// A `InputMediaLivePhoto`.
    case livePhoto(InputMediaLivePhoto)
    /// A `InputMediaPhoto`.
    case photo(InputMediaPhoto)
    /// A `InputMediaVideo`.
    case video(InputMediaVideo)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .audio(let value): value.write(to: &writer)
      case .document(let value): value.write(to: &writer)
      case .livePhoto(let value): value.write(to: &writer)
      case .photo(let value): value.write(to: &writer)
      case .video(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `BackgroundFill`.
  public enum BackgroundFill: Sendable, TelegramReadable {
    /// A `BackgroundFillSolid`.
    case solid(BackgroundFillSolid)
    /// A `BackgroundFillGradient`.
    case gradient(BackgroundFillGradient)
    /// A `BackgroundFillFreeformGradient`.
    case freeformGradient(BackgroundFillFreeformGradient)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> BackgroundFill? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "solid": return .solid(BackgroundFillSolid(json: json))
      case "gradient": return .gradient(BackgroundFillGradient(json: json))
      case "freeform_gradient": return .freeformGradient(BackgroundFillFreeformGradient(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: BackgroundFill { .unknown(.emptyObject) }
  }

  /// The Bot API's type `BackgroundType`.
  public enum BackgroundType: Sendable, TelegramReadable {
    /// A `BackgroundTypeFill`.
    case fill(BackgroundTypeFill)
    /// A `BackgroundTypeWallpaper`.
    case wallpaper(BackgroundTypeWallpaper)
    /// A `BackgroundTypePattern`.
    case pattern(BackgroundTypePattern)
    /// A `BackgroundTypeChatTheme`.
    case chatTheme(BackgroundTypeChatTheme)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> BackgroundType? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "fill": return .fill(BackgroundTypeFill(json: json))
      case "wallpaper": return .wallpaper(BackgroundTypeWallpaper(json: json))
      case "pattern": return .pattern(BackgroundTypePattern(json: json))
      case "chat_theme": return .chatTheme(BackgroundTypeChatTheme(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: BackgroundType { .unknown(.emptyObject) }
  }

  /// The Bot API's type `BotCommandScope`.
  public enum BotCommandScope: Sendable, TelegramWritable {
    /// A `BotCommandScopeDefault`.
    case `default`(BotCommandScopeDefault)
    /// A `BotCommandScopeAllPrivateChats`.
    case allPrivateChats(BotCommandScopeAllPrivateChats)
    /// A `BotCommandScopeAllGroupChats`.
    case allGroupChats(BotCommandScopeAllGroupChats)
    /// A `BotCommandScopeAllChatAdministrators`.
    case allChatAdministrators(BotCommandScopeAllChatAdministrators)
    /// A `BotCommandScopeChat`.
    case chat(BotCommandScopeChat)
    /// A `BotCommandScopeChatAdministrators`.
    case chatAdministrators(BotCommandScopeChatAdministrators)
    /// A `BotCommandScopeChatMember`.
    case chatMember(BotCommandScopeChatMember)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .`default`(let value): value.write(to: &writer)
      case .allPrivateChats(let value): value.write(to: &writer)
      case .allGroupChats(let value): value.write(to: &writer)
      case .allChatAdministrators(let value): value.write(to: &writer)
      case .chat(let value): value.write(to: &writer)
      case .chatAdministrators(let value): value.write(to: &writer)
      case .chatMember(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `ChatBoostSource`.
  public enum ChatBoostSource: Sendable, TelegramReadable {
    /// A `ChatBoostSourcePremium`.
    case premium(ChatBoostSourcePremium)
    /// A `ChatBoostSourceGiftCode`.
    case giftCode(ChatBoostSourceGiftCode)
    /// A `ChatBoostSourceGiveaway`.
    case giveaway(ChatBoostSourceGiveaway)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> ChatBoostSource? {
      guard json.isObject else { return nil }
      switch json.string("source") {
      case "premium": return .premium(ChatBoostSourcePremium(json: json))
      case "gift_code": return .giftCode(ChatBoostSourceGiftCode(json: json))
      case "giveaway": return .giveaway(ChatBoostSourceGiveaway(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: ChatBoostSource { .unknown(.emptyObject) }
  }

  /// The Bot API's type `ChatMember`.
  public enum ChatMember: Sendable, TelegramReadable {
    /// A `ChatMemberOwner`.
    case owner(ChatMemberOwner)
    /// A `ChatMemberAdministrator`.
    case administrator(ChatMemberAdministrator)
    /// A `ChatMemberMember`.
    case member(ChatMemberMember)
    /// A `ChatMemberRestricted`.
    case restricted(ChatMemberRestricted)
    /// A `ChatMemberLeft`.
    case left(ChatMemberLeft)
    /// A `ChatMemberBanned`.
    case banned(ChatMemberBanned)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> ChatMember? {
      guard json.isObject else { return nil }
      switch json.string("status") {
      case "creator": return .owner(ChatMemberOwner(json: json))
      case "administrator": return .administrator(ChatMemberAdministrator(json: json))
      case "member": return .member(ChatMemberMember(json: json))
      case "restricted": return .restricted(ChatMemberRestricted(json: json))
      case "left": return .left(ChatMemberLeft(json: json))
      case "kicked": return .banned(ChatMemberBanned(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: ChatMember { .unknown(.emptyObject) }
  }

  /// The Bot API's type `InlineQueryResult`.
  public enum InlineQueryResult: Sendable, TelegramWritable {
    /// A `InlineQueryResultCachedAudio`.
    case cachedAudio(InlineQueryResultCachedAudio)
    /// A `InlineQueryResultCachedDocument`.
    case cachedDocument(InlineQueryResultCachedDocument)
    /// A `InlineQueryResultCachedGif`.
    case cachedGif(InlineQueryResultCachedGif)
    /// A `InlineQueryResultCachedMpeg4Gif`.
    case cachedMpeg4Gif(InlineQueryResultCachedMpeg4Gif)
    /// A `InlineQueryResultCachedPhoto`.
    case cachedPhoto(InlineQueryResultCachedPhoto)
    /// A `InlineQueryResultCachedSticker`.
    case cachedSticker(InlineQueryResultCachedSticker)
    /// A `InlineQueryResultCachedVideo`.
    case cachedVideo(InlineQueryResultCachedVideo)
    /// A `InlineQueryResultCachedVoice`.
    case cachedVoice(InlineQueryResultCachedVoice)
    /// A `InlineQueryResultArticle`.
    case article(InlineQueryResultArticle)
    /// A `InlineQueryResultAudio`.
    case audio(InlineQueryResultAudio)
    /// A `InlineQueryResultContact`.
    case contact(InlineQueryResultContact)
    /// A `InlineQueryResultGame`.
    case game(InlineQueryResultGame)
    /// A `InlineQueryResultDocument`.
    case document(InlineQueryResultDocument)
    /// A `InlineQueryResultGif`.
    case gif(InlineQueryResultGif)
    /// A `InlineQueryResultLocation`.
    case location(InlineQueryResultLocation)
    /// A `InlineQueryResultMpeg4Gif`.
    case mpeg4Gif(InlineQueryResultMpeg4Gif)
    /// A `InlineQueryResultPhoto`.
    case photo(InlineQueryResultPhoto)
    /// A `InlineQueryResultVenue`.
    case venue(InlineQueryResultVenue)
    /// A `InlineQueryResultVideo`.
    case video(InlineQueryResultVideo)
    /// A `InlineQueryResultVoice`.
    case voice(InlineQueryResultVoice)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .cachedAudio(let value): value.write(to: &writer)
      case .cachedDocument(let value): value.write(to: &writer)
      case .cachedGif(let value): value.write(to: &writer)
      case .cachedMpeg4Gif(let value): value.write(to: &writer)
      case .cachedPhoto(let value): value.write(to: &writer)
      case .cachedSticker(let value): value.write(to: &writer)
      case .cachedVideo(let value): value.write(to: &writer)
      case .cachedVoice(let value): value.write(to: &writer)
      case .article(let value): value.write(to: &writer)
      case .audio(let value): value.write(to: &writer)
      case .contact(let value): value.write(to: &writer)
      case .game(let value): value.write(to: &writer)
      case .document(let value): value.write(to: &writer)
      case .gif(let value): value.write(to: &writer)
      case .location(let value): value.write(to: &writer)
      case .mpeg4Gif(let value): value.write(to: &writer)
      case .photo(let value): value.write(to: &writer)
      case .venue(let value): value.write(to: &writer)
      case .video(let value): value.write(to: &writer)
      case .voice(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `InputMedia`.
  public enum InputMedia: Sendable, TelegramWritable {
    /// A `InputMediaAnimation`.
    case animation(InputMediaAnimation)
    /// A `InputMediaAudio`.
    case audio(InputMediaAudio)
    /// A `InputMediaDocument`.
    case document(InputMediaDocument)
    /// A `InputMediaLivePhoto`.
    case livePhoto(InputMediaLivePhoto)
    /// A `InputMediaPhoto`.
    case photo(InputMediaPhoto)
    /// A `InputMediaVideo`.
    case video(InputMediaVideo)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .animation(let value): value.write(to: &writer)
      case .audio(let value): value.write(to: &writer)
      case .document(let value): value.write(to: &writer)
      case .livePhoto(let value): value.write(to: &writer)
      case .photo(let value): value.write(to: &writer)
      case .video(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `InputMessageContent`.
  public enum InputMessageContent: Sendable, TelegramWritable {
    /// A `InputTextMessageContent`.
    case inputTextMessageContent(InputTextMessageContent)
    /// A `InputRichMessageContent`.
    case inputRichMessageContent(InputRichMessageContent)
    /// A `InputLocationMessageContent`.
    case inputLocationMessageContent(InputLocationMessageContent)
    /// A `InputVenueMessageContent`.
    case inputVenueMessageContent(InputVenueMessageContent)
    /// A `InputContactMessageContent`.
    case inputContactMessageContent(InputContactMessageContent)
    /// A `InputInvoiceMessageContent`.
    case inputInvoiceMessageContent(InputInvoiceMessageContent)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .inputTextMessageContent(let value): value.write(to: &writer)
      case .inputRichMessageContent(let value): value.write(to: &writer)
      case .inputLocationMessageContent(let value): value.write(to: &writer)
      case .inputVenueMessageContent(let value): value.write(to: &writer)
      case .inputContactMessageContent(let value): value.write(to: &writer)
      case .inputInvoiceMessageContent(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `InputPaidMedia`.
  public enum InputPaidMedia: Sendable, TelegramWritable {
    /// A `InputPaidMediaLivePhoto`.
    case livePhoto(InputPaidMediaLivePhoto)
    /// A `InputPaidMediaPhoto`.
    case photo(InputPaidMediaPhoto)
    /// A `InputPaidMediaVideo`.
    case video(InputPaidMediaVideo)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .livePhoto(let value): value.write(to: &writer)
      case .photo(let value): value.write(to: &writer)
      case .video(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `InputPollMedia`.
  public enum InputPollMedia: Sendable, TelegramWritable {
    /// A `InputMediaAnimation`.
    case animation(InputMediaAnimation)
    /// A `InputMediaAudio`.
    case audio(InputMediaAudio)
    /// A `InputMediaDocument`.
    case document(InputMediaDocument)
    /// A `InputMediaLivePhoto`.
    case livePhoto(InputMediaLivePhoto)
    /// A `InputMediaLocation`.
    case location(InputMediaLocation)
    /// A `InputMediaPhoto`.
    case photo(InputMediaPhoto)
    /// A `InputMediaVenue`.
    case venue(InputMediaVenue)
    /// A `InputMediaVideo`.
    case video(InputMediaVideo)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .animation(let value): value.write(to: &writer)
      case .audio(let value): value.write(to: &writer)
      case .document(let value): value.write(to: &writer)
      case .livePhoto(let value): value.write(to: &writer)
      case .location(let value): value.write(to: &writer)
      case .photo(let value): value.write(to: &writer)
      case .venue(let value): value.write(to: &writer)
      case .video(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `InputPollOptionMedia`.
  public enum InputPollOptionMedia: Sendable, TelegramWritable {
    /// A `InputMediaAnimation`.
    case animation(InputMediaAnimation)
    /// A `InputMediaLink`.
    case link(InputMediaLink)
    /// A `InputMediaLivePhoto`.
    case livePhoto(InputMediaLivePhoto)
    /// A `InputMediaLocation`.
    case location(InputMediaLocation)
    /// A `InputMediaPhoto`.
    case photo(InputMediaPhoto)
    /// A `InputMediaSticker`.
    case sticker(InputMediaSticker)
    /// A `InputMediaVenue`.
    case venue(InputMediaVenue)
    /// A `InputMediaVideo`.
    case video(InputMediaVideo)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .animation(let value): value.write(to: &writer)
      case .link(let value): value.write(to: &writer)
      case .livePhoto(let value): value.write(to: &writer)
      case .location(let value): value.write(to: &writer)
      case .photo(let value): value.write(to: &writer)
      case .sticker(let value): value.write(to: &writer)
      case .venue(let value): value.write(to: &writer)
      case .video(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `InputProfilePhoto`.
  public enum InputProfilePhoto: Sendable, TelegramWritable {
    /// A `InputProfilePhotoStatic`.
    case `static`(InputProfilePhotoStatic)
    /// A `InputProfilePhotoAnimated`.
    case animated(InputProfilePhotoAnimated)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .`static`(let value): value.write(to: &writer)
      case .animated(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `InputRichBlock`.
  public enum InputRichBlock: Sendable, TelegramWritable {
    /// A `InputRichBlockParagraph`.
    case paragraph(InputRichBlockParagraph)
    /// A `InputRichBlockSectionHeading`.
    case sectionHeading(InputRichBlockSectionHeading)
    /// A `InputRichBlockPreformatted`.
    case preformatted(InputRichBlockPreformatted)
    /// A `InputRichBlockFooter`.
    case footer(InputRichBlockFooter)
    /// A `InputRichBlockDivider`.
    case divider(InputRichBlockDivider)
    /// A `InputRichBlockMathematicalExpression`.
    case mathematicalExpression(InputRichBlockMathematicalExpression)
    /// A `InputRichBlockAnchor`.
    case anchor(InputRichBlockAnchor)
    /// A `InputRichBlockList`.
    case list(InputRichBlockList)
    /// A `InputRichBlockBlockQuotation`.
    case blockQuotation(InputRichBlockBlockQuotation)
    /// A `InputRichBlockExpandableBlockQuotation`.
    case expandableBlockQuotation(InputRichBlockExpandableBlockQuotation)
    /// A `InputRichBlockPullQuotation`.
    case pullQuotation(InputRichBlockPullQuotation)
    /// A `InputRichBlockCollage`.
    case collage(InputRichBlockCollage)
    /// A `InputRichBlockSlideshow`.
    case slideshow(InputRichBlockSlideshow)
    /// A `InputRichBlockTable`.
    case table(InputRichBlockTable)
    /// A `InputRichBlockDetails`.
    case details(InputRichBlockDetails)
    /// A `InputRichBlockMap`.
    case map(InputRichBlockMap)
    /// A `InputRichBlockButtons`.
    case buttons(InputRichBlockButtons)
    /// A `InputRichBlockAnimation`.
    case animation(InputRichBlockAnimation)
    /// A `InputRichBlockAudio`.
    case audio(InputRichBlockAudio)
    /// A `InputRichBlockDocument`.
    case document(InputRichBlockDocument)
    /// A `InputRichBlockPhoto`.
    case photo(InputRichBlockPhoto)
    /// A `InputRichBlockVideo`.
    case video(InputRichBlockVideo)
    /// A `InputRichBlockVoiceNote`.
    case voiceNote(InputRichBlockVoiceNote)
    /// A `InputRichBlockThinking`.
    case thinking(InputRichBlockThinking)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .paragraph(let value): value.write(to: &writer)
      case .sectionHeading(let value): value.write(to: &writer)
      case .preformatted(let value): value.write(to: &writer)
      case .footer(let value): value.write(to: &writer)
      case .divider(let value): value.write(to: &writer)
      case .mathematicalExpression(let value): value.write(to: &writer)
      case .anchor(let value): value.write(to: &writer)
      case .list(let value): value.write(to: &writer)
      case .blockQuotation(let value): value.write(to: &writer)
      case .expandableBlockQuotation(let value): value.write(to: &writer)
      case .pullQuotation(let value): value.write(to: &writer)
      case .collage(let value): value.write(to: &writer)
      case .slideshow(let value): value.write(to: &writer)
      case .table(let value): value.write(to: &writer)
      case .details(let value): value.write(to: &writer)
      case .map(let value): value.write(to: &writer)
      case .buttons(let value): value.write(to: &writer)
      case .animation(let value): value.write(to: &writer)
      case .audio(let value): value.write(to: &writer)
      case .document(let value): value.write(to: &writer)
      case .photo(let value): value.write(to: &writer)
      case .video(let value): value.write(to: &writer)
      case .voiceNote(let value): value.write(to: &writer)
      case .thinking(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `InputStoryContent`.
  public enum InputStoryContent: Sendable, TelegramWritable {
    /// A `InputStoryContentPhoto`.
    case photo(InputStoryContentPhoto)
    /// A `InputStoryContentVideo`.
    case video(InputStoryContentVideo)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .photo(let value): value.write(to: &writer)
      case .video(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `MaybeInaccessibleMessage`.
  public enum MaybeInaccessibleMessage: Sendable, TelegramReadable {
    /// A `Message`.
    case message(Message)
    /// A `InaccessibleMessage`.
    case inaccessibleMessage(InaccessibleMessage)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> MaybeInaccessibleMessage? {
      guard json.isObject else { return nil }
      return json.int("date") == 0 ? .inaccessibleMessage(InaccessibleMessage(json: json)) : .message(Message(json: json))
    }
    /// One that this version does not know.
    public static var telegramMissing: MaybeInaccessibleMessage { .unknown(.emptyObject) }
  }

  /// The Bot API's type `MessageOrigin`.
  public enum MessageOrigin: Sendable, TelegramReadable {
    /// A `MessageOriginUser`.
    case user(MessageOriginUser)
    /// A `MessageOriginHiddenUser`.
    case hiddenUser(MessageOriginHiddenUser)
    /// A `MessageOriginChat`.
    case chat(MessageOriginChat)
    /// A `MessageOriginChannel`.
    case channel(MessageOriginChannel)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> MessageOrigin? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "user": return .user(MessageOriginUser(json: json))
      case "hidden_user": return .hiddenUser(MessageOriginHiddenUser(json: json))
      case "chat": return .chat(MessageOriginChat(json: json))
      case "channel": return .channel(MessageOriginChannel(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: MessageOrigin { .unknown(.emptyObject) }
  }

  /// The Bot API's type `OwnedGift`.
  public enum OwnedGift: Sendable, TelegramReadable {
    /// A `OwnedGiftRegular`.
    case regular(OwnedGiftRegular)
    /// A `OwnedGiftUnique`.
    case unique(OwnedGiftUnique)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> OwnedGift? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "regular": return .regular(OwnedGiftRegular(json: json))
      case "unique": return .unique(OwnedGiftUnique(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: OwnedGift { .unknown(.emptyObject) }
  }

  /// The Bot API's type `PaidMedia`.
  public enum PaidMedia: Sendable, TelegramReadable {
    /// A `PaidMediaLivePhoto`.
    case livePhoto(PaidMediaLivePhoto)
    /// A `PaidMediaPhoto`.
    case photo(PaidMediaPhoto)
    /// A `PaidMediaPreview`.
    case preview(PaidMediaPreview)
    /// A `PaidMediaVideo`.
    case video(PaidMediaVideo)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> PaidMedia? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "live_photo": return .livePhoto(PaidMediaLivePhoto(json: json))
      case "photo": return .photo(PaidMediaPhoto(json: json))
      case "preview": return .preview(PaidMediaPreview(json: json))
      case "video": return .video(PaidMediaVideo(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: PaidMedia { .unknown(.emptyObject) }
  }

  /// The Bot API's type `PassportElementError`.
  public enum PassportElementError: Sendable, TelegramWritable {
    /// A `PassportElementErrorDataField`.
    case dataField(PassportElementErrorDataField)
    /// A `PassportElementErrorFrontSide`.
    case frontSide(PassportElementErrorFrontSide)
    /// A `PassportElementErrorReverseSide`.
    case reverseSide(PassportElementErrorReverseSide)
    /// A `PassportElementErrorSelfie`.
    case selfie(PassportElementErrorSelfie)
    /// A `PassportElementErrorFile`.
    case file(PassportElementErrorFile)
    /// A `PassportElementErrorFiles`.
    case files(PassportElementErrorFiles)
    /// A `PassportElementErrorTranslationFile`.
    case translationFile(PassportElementErrorTranslationFile)
    /// A `PassportElementErrorTranslationFiles`.
    case translationFiles(PassportElementErrorTranslationFiles)
    /// A `PassportElementErrorUnspecified`.
    case unspecified(PassportElementErrorUnspecified)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .dataField(let value): value.write(to: &writer)
      case .frontSide(let value): value.write(to: &writer)
      case .reverseSide(let value): value.write(to: &writer)
      case .selfie(let value): value.write(to: &writer)
      case .file(let value): value.write(to: &writer)
      case .files(let value): value.write(to: &writer)
      case .translationFile(let value): value.write(to: &writer)
      case .translationFiles(let value): value.write(to: &writer)
      case .unspecified(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `ReactionType`.
  public enum ReactionType: Sendable, TelegramReadable, TelegramWritable {
    /// A `ReactionTypeEmoji`.
    case emoji(ReactionTypeEmoji)
    /// A `ReactionTypeCustomEmoji`.
    case customEmoji(ReactionTypeCustomEmoji)
    /// A `ReactionTypePaid`.
    case paid(ReactionTypePaid)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> ReactionType? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "emoji": return .emoji(ReactionTypeEmoji(json: json))
      case "custom_emoji": return .customEmoji(ReactionTypeCustomEmoji(json: json))
      case "paid": return .paid(ReactionTypePaid(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: ReactionType { .unknown(.emptyObject) }
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .emoji(let value): value.write(to: &writer)
      case .customEmoji(let value): value.write(to: &writer)
      case .paid(let value): value.write(to: &writer)
      case .unknown(let value): value.write(to: &writer.bytes)
      }
    }
  }

  /// The Bot API's type `ReplyMarkup`.
  public enum ReplyMarkup: Sendable, TelegramWritable {
    /// A `InlineKeyboardMarkup`.
    case inlineKeyboardMarkup(InlineKeyboardMarkup)
    /// A `ReplyKeyboardMarkup`.
    case replyKeyboardMarkup(ReplyKeyboardMarkup)
    /// A `ReplyKeyboardRemove`.
    case replyKeyboardRemove(ReplyKeyboardRemove)
    /// A `ForceReply`.
    case forceReply(ForceReply)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .inlineKeyboardMarkup(let value): value.write(to: &writer)
      case .replyKeyboardMarkup(let value): value.write(to: &writer)
      case .replyKeyboardRemove(let value): value.write(to: &writer)
      case .forceReply(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `RevenueWithdrawalState`.
  public enum RevenueWithdrawalState: Sendable, TelegramReadable {
    /// A `RevenueWithdrawalStatePending`.
    case pending(RevenueWithdrawalStatePending)
    /// A `RevenueWithdrawalStateSucceeded`.
    case succeeded(RevenueWithdrawalStateSucceeded)
    /// A `RevenueWithdrawalStateFailed`.
    case failed(RevenueWithdrawalStateFailed)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> RevenueWithdrawalState? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "pending": return .pending(RevenueWithdrawalStatePending(json: json))
      case "succeeded": return .succeeded(RevenueWithdrawalStateSucceeded(json: json))
      case "failed": return .failed(RevenueWithdrawalStateFailed(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: RevenueWithdrawalState { .unknown(.emptyObject) }
  }

  /// The Bot API's type `RichBlock`.
  public enum RichBlock: Sendable, TelegramReadable {
    /// A `RichBlockParagraph`.
    case paragraph(RichBlockParagraph)
    /// A `RichBlockSectionHeading`.
    case sectionHeading(RichBlockSectionHeading)
    /// A `RichBlockPreformatted`.
    case preformatted(RichBlockPreformatted)
    /// A `RichBlockFooter`.
    case footer(RichBlockFooter)
    /// A `RichBlockDivider`.
    case divider(RichBlockDivider)
    /// A `RichBlockMathematicalExpression`.
    case mathematicalExpression(RichBlockMathematicalExpression)
    /// A `RichBlockAnchor`.
    case anchor(RichBlockAnchor)
    /// A `RichBlockList`.
    case list(RichBlockList)
    /// A `RichBlockBlockQuotation`.
    case blockQuotation(RichBlockBlockQuotation)
    /// A `RichBlockExpandableBlockQuotation`.
    case expandableBlockQuotation(RichBlockExpandableBlockQuotation)
    /// A `RichBlockPullQuotation`.
    case pullQuotation(RichBlockPullQuotation)
    /// A `RichBlockCollage`.
    case collage(RichBlockCollage)
    /// A `RichBlockSlideshow`.
    case slideshow(RichBlockSlideshow)
    /// A `RichBlockTable`.
    case table(RichBlockTable)
    /// A `RichBlockDetails`.
    case details(RichBlockDetails)
    /// A `RichBlockMap`.
    case map(RichBlockMap)
    /// A `RichBlockButtons`.
    case buttons(RichBlockButtons)
    /// A `RichBlockAnimation`.
    case animation(RichBlockAnimation)
    /// A `RichBlockAudio`.
    case audio(RichBlockAudio)
    /// A `RichBlockDocument`.
    case document(RichBlockDocument)
    /// A `RichBlockPhoto`.
    case photo(RichBlockPhoto)
    /// A `RichBlockVideo`.
    case video(RichBlockVideo)
    /// A `RichBlockVoiceNote`.
    case voiceNote(RichBlockVoiceNote)
    /// A `RichBlockThinking`.
    case thinking(RichBlockThinking)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> RichBlock? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "paragraph": return .paragraph(RichBlockParagraph(json: json))
      case "heading": return .sectionHeading(RichBlockSectionHeading(json: json))
      case "pre": return .preformatted(RichBlockPreformatted(json: json))
      case "footer": return .footer(RichBlockFooter(json: json))
      case "divider": return .divider(RichBlockDivider(json: json))
      case "mathematical_expression": return .mathematicalExpression(RichBlockMathematicalExpression(json: json))
      case "anchor": return .anchor(RichBlockAnchor(json: json))
      case "list": return .list(RichBlockList(json: json))
      case "blockquote": return .blockQuotation(RichBlockBlockQuotation(json: json))
      case "expandable_blockquote": return .expandableBlockQuotation(RichBlockExpandableBlockQuotation(json: json))
      case "pullquote": return .pullQuotation(RichBlockPullQuotation(json: json))
      case "collage": return .collage(RichBlockCollage(json: json))
      case "slideshow": return .slideshow(RichBlockSlideshow(json: json))
      case "table": return .table(RichBlockTable(json: json))
      case "details": return .details(RichBlockDetails(json: json))
      case "map": return .map(RichBlockMap(json: json))
      case "buttons": return .buttons(RichBlockButtons(json: json))
      case "animation": return .animation(RichBlockAnimation(json: json))
      case "audio": return .audio(RichBlockAudio(json: json))
      case "document": return .document(RichBlockDocument(json: json))
      case "photo": return .photo(RichBlockPhoto(json: json))
      case "video": return .video(RichBlockVideo(json: json))
      case "voice_note": return .voiceNote(RichBlockVoiceNote(json: json))
      case "thinking": return .thinking(RichBlockThinking(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: RichBlock { .unknown(.emptyObject) }
  }

  /// The Bot API's type `RichText`.
  public enum RichText: Sendable, TelegramReadable, TelegramWritable {
    /// A `RichTextBold`.
    case bold(RichTextBold)
    /// A `RichTextItalic`.
    case italic(RichTextItalic)
    /// A `RichTextUnderline`.
    case underline(RichTextUnderline)
    /// A `RichTextStrikethrough`.
    case strikethrough(RichTextStrikethrough)
    /// A `RichTextSpoiler`.
    case spoiler(RichTextSpoiler)
    /// A `RichTextDateTime`.
    case dateTime(RichTextDateTime)
    /// A `RichTextTextMention`.
    case textMention(RichTextTextMention)
    /// A `RichTextSubscript`.
    case `subscript`(RichTextSubscript)
    /// A `RichTextSuperscript`.
    case superscript(RichTextSuperscript)
    /// A `RichTextMarked`.
    case marked(RichTextMarked)
    /// A `RichTextCode`.
    case code(RichTextCode)
    /// A `RichTextCustomEmoji`.
    case customEmoji(RichTextCustomEmoji)
    /// A `RichTextMathematicalExpression`.
    case mathematicalExpression(RichTextMathematicalExpression)
    /// A `RichTextUrl`.
    case url(RichTextUrl)
    /// A `RichTextEmailAddress`.
    case emailAddress(RichTextEmailAddress)
    /// A `RichTextPhoneNumber`.
    case phoneNumber(RichTextPhoneNumber)
    /// A `RichTextBankCardNumber`.
    case bankCardNumber(RichTextBankCardNumber)
    /// A `RichTextMention`.
    case mention(RichTextMention)
    /// A `RichTextHashtag`.
    case hashtag(RichTextHashtag)
    /// A `RichTextCashtag`.
    case cashtag(RichTextCashtag)
    /// A `RichTextBotCommand`.
    case botCommand(RichTextBotCommand)
    /// A `RichTextButton`.
    case button(RichTextButton)
    /// A `RichTextAnchor`.
    case anchor(RichTextAnchor)
    /// A `RichTextAnchorLink`.
    case anchorLink(RichTextAnchorLink)
    /// A `RichTextReference`.
    case reference(RichTextReference)
    /// A `RichTextReferenceLink`.
    case referenceLink(RichTextReferenceLink)
    /// A text without form.
    case plain(String)
    /// Texts one after the other.
    case several([RichText])
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> RichText? {
      if let text = json.string { return .plain(text) }
      if json.isArray { return [RichText].telegram(json).map { .several($0) } }
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "bold": return .bold(RichTextBold(json: json))
      case "italic": return .italic(RichTextItalic(json: json))
      case "underline": return .underline(RichTextUnderline(json: json))
      case "strikethrough": return .strikethrough(RichTextStrikethrough(json: json))
      case "spoiler": return .spoiler(RichTextSpoiler(json: json))
      case "date_time": return .dateTime(RichTextDateTime(json: json))
      case "text_mention": return .textMention(RichTextTextMention(json: json))
      case "subscript": return .`subscript`(RichTextSubscript(json: json))
      case "superscript": return .superscript(RichTextSuperscript(json: json))
      case "marked": return .marked(RichTextMarked(json: json))
      case "code": return .code(RichTextCode(json: json))
      case "custom_emoji": return .customEmoji(RichTextCustomEmoji(json: json))
      case "mathematical_expression": return .mathematicalExpression(RichTextMathematicalExpression(json: json))
      case "url": return .url(RichTextUrl(json: json))
      case "email_address": return .emailAddress(RichTextEmailAddress(json: json))
      case "phone_number": return .phoneNumber(RichTextPhoneNumber(json: json))
      case "bank_card_number": return .bankCardNumber(RichTextBankCardNumber(json: json))
      case "mention": return .mention(RichTextMention(json: json))
      case "hashtag": return .hashtag(RichTextHashtag(json: json))
      case "cashtag": return .cashtag(RichTextCashtag(json: json))
      case "bot_command": return .botCommand(RichTextBotCommand(json: json))
      case "button": return .button(RichTextButton(json: json))
      case "anchor": return .anchor(RichTextAnchor(json: json))
      case "anchor_link": return .anchorLink(RichTextAnchorLink(json: json))
      case "reference": return .reference(RichTextReference(json: json))
      case "reference_link": return .referenceLink(RichTextReferenceLink(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: RichText { .unknown(.emptyObject) }
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .bold(let value): value.write(to: &writer)
      case .italic(let value): value.write(to: &writer)
      case .underline(let value): value.write(to: &writer)
      case .strikethrough(let value): value.write(to: &writer)
      case .spoiler(let value): value.write(to: &writer)
      case .dateTime(let value): value.write(to: &writer)
      case .textMention(let value): value.write(to: &writer)
      case .`subscript`(let value): value.write(to: &writer)
      case .superscript(let value): value.write(to: &writer)
      case .marked(let value): value.write(to: &writer)
      case .code(let value): value.write(to: &writer)
      case .customEmoji(let value): value.write(to: &writer)
      case .mathematicalExpression(let value): value.write(to: &writer)
      case .url(let value): value.write(to: &writer)
      case .emailAddress(let value): value.write(to: &writer)
      case .phoneNumber(let value): value.write(to: &writer)
      case .bankCardNumber(let value): value.write(to: &writer)
      case .mention(let value): value.write(to: &writer)
      case .hashtag(let value): value.write(to: &writer)
      case .cashtag(let value): value.write(to: &writer)
      case .botCommand(let value): value.write(to: &writer)
      case .button(let value): value.write(to: &writer)
      case .anchor(let value): value.write(to: &writer)
      case .anchorLink(let value): value.write(to: &writer)
      case .reference(let value): value.write(to: &writer)
      case .referenceLink(let value): value.write(to: &writer)
      case .plain(let value): value.write(to: &writer)
      case .several(let value): value.write(to: &writer)
      case .unknown(let value): value.write(to: &writer.bytes)
      }
    }
  }

  /// The Bot API's type `StoryAreaType`.
  public enum StoryAreaType: Sendable, TelegramWritable {
    /// A `StoryAreaTypeLocation`.
    case location(StoryAreaTypeLocation)
    /// A `StoryAreaTypeSuggestedReaction`.
    case suggestedReaction(StoryAreaTypeSuggestedReaction)
    /// A `StoryAreaTypeLink`.
    case link(StoryAreaTypeLink)
    /// A `StoryAreaTypeWeather`.
    case weather(StoryAreaTypeWeather)
    /// A `StoryAreaTypeUniqueGift`.
    case uniqueGift(StoryAreaTypeUniqueGift)
    /// Writes what it is.
    public func write(to writer: inout TelegramWriter) {
      switch self {
      case .location(let value): value.write(to: &writer)
      case .suggestedReaction(let value): value.write(to: &writer)
      case .link(let value): value.write(to: &writer)
      case .weather(let value): value.write(to: &writer)
      case .uniqueGift(let value): value.write(to: &writer)
      }
    }
  }

  /// The Bot API's type `TransactionPartner`.
  public enum TransactionPartner: Sendable, TelegramReadable {
    /// A `TransactionPartnerUser`.
    case user(TransactionPartnerUser)
    /// A `TransactionPartnerChat`.
    case chat(TransactionPartnerChat)
    /// A `TransactionPartnerAffiliateProgram`.
    case affiliateProgram(TransactionPartnerAffiliateProgram)
    /// A `TransactionPartnerFragment`.
    case fragment(TransactionPartnerFragment)
    /// A `TransactionPartnerTelegramAds`.
    case telegramAds(TransactionPartnerTelegramAds)
    /// A `TransactionPartnerTelegramApi`.
    case telegramApi(TransactionPartnerTelegramApi)
    /// A `TransactionPartnerOther`.
    case other(TransactionPartnerOther)
    /// One that this version does not know.
    case unknown(JSONView)
    /// Reads one, by what tells them apart.
    public static func telegram(_ json: JSONView) -> TransactionPartner? {
      guard json.isObject else { return nil }
      switch json.string("type") {
      case "user": return .user(TransactionPartnerUser(json: json))
      case "chat": return .chat(TransactionPartnerChat(json: json))
      case "affiliate_program": return .affiliateProgram(TransactionPartnerAffiliateProgram(json: json))
      case "fragment": return .fragment(TransactionPartnerFragment(json: json))
      case "telegram_ads": return .telegramAds(TransactionPartnerTelegramAds(json: json))
      case "telegram_api": return .telegramApi(TransactionPartnerTelegramApi(json: json))
      case "other": return .other(TransactionPartnerOther(json: json))
      default: return .unknown(json)
      }
    }
    /// One that this version does not know.
    public static var telegramMissing: TransactionPartner { .unknown(.emptyObject) }
  }
}
