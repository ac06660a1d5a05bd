// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `EncryptedCredentials`.
  public struct EncryptedCredentials: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `data` of the Bot API's type `EncryptedCredentials`.
    public var data: String { required("data") }
    /// `hash` of the Bot API's type `EncryptedCredentials`.
    public var hash: String { required("hash") }
    /// `secret` of the Bot API's type `EncryptedCredentials`.
    public var secret: String { required("secret") }
  }

  /// The Bot API's type `EncryptedPassportElement`.
  public struct EncryptedPassportElement: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `EncryptedPassportElement`.
    public var type: String { required("type") }
    /// `hash` of the Bot API's type `EncryptedPassportElement`.
    public var hash: String { required("hash") }
    /// `data` of the Bot API's type `EncryptedPassportElement`.
    public var data: String? { optional("data") }
    /// `phone_number` of the Bot API's type `EncryptedPassportElement`.
    public var phoneNumber: String? { optional("phone_number") }
    /// `email` of the Bot API's type `EncryptedPassportElement`.
    public var email: String? { optional("email") }
    /// `files` of the Bot API's type `EncryptedPassportElement`.
    public var files: [PassportFile]? { optional("files") }
    /// `front_side` of the Bot API's type `EncryptedPassportElement`.
    public var frontSide: PassportFile? { optional("front_side") }
    /// `reverse_side` of the Bot API's type `EncryptedPassportElement`.
    public var reverseSide: PassportFile? { optional("reverse_side") }
    /// `selfie` of the Bot API's type `EncryptedPassportElement`.
    public var selfie: PassportFile? { optional("selfie") }
    /// `translation` of the Bot API's type `EncryptedPassportElement`.
    public var translation: [PassportFile]? { optional("translation") }
  }

  /// The Bot API's type `EphemeralMessageParameters`.
  public struct EphemeralMessageParameters: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `EphemeralMessageParameters`; what is nil is not sent.
    public init(
      receiverUserID: Int64,
      callbackQueryID: String? = nil,
      replaceCallbackQueryMessage: Bool? = nil
    ) {
      self.content = TelegramContent {
        $0.add("receiver_user_id", receiverUserID)
        $0.add("callback_query_id", callbackQueryID)
        $0.add("replace_callback_query_message", replaceCallbackQueryMessage)
      }
    }
  }

  /// The Bot API's type `ExternalReplyInfo`.
  public struct ExternalReplyInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `origin` of the Bot API's type `ExternalReplyInfo`.
    public var origin: MessageOrigin { required("origin") }
    /// `chat` of the Bot API's type `ExternalReplyInfo`.
    public var chat: Chat? { optional("chat") }
    /// `message_id` of the Bot API's type `ExternalReplyInfo`.
    public var messageID: Int64? { optional("message_id") }
    /// `link_preview_options` of the Bot API's type `ExternalReplyInfo`.
    public var linkPreviewOptions: LinkPreviewOptions? { optional("link_preview_options") }
    /// `animation` of the Bot API's type `ExternalReplyInfo`.
    public var animation: Animation? { optional("animation") }
    /// `audio` of the Bot API's type `ExternalReplyInfo`.
    public var audio: Audio? { optional("audio") }
    /// `document` of the Bot API's type `ExternalReplyInfo`.
    public var document: Document? { optional("document") }
    /// `live_photo` of the Bot API's type `ExternalReplyInfo`.
    public var livePhoto: LivePhoto? { optional("live_photo") }
    /// `paid_media` of the Bot API's type `ExternalReplyInfo`.
    public var paidMedia: PaidMediaInfo? { optional("paid_media") }
    /// `photo` of the Bot API's type `ExternalReplyInfo`.
    public var photo: [PhotoSize]? { optional("photo") }
    /// `sticker` of the Bot API's type `ExternalReplyInfo`.
    public var sticker: Sticker? { optional("sticker") }
    /// `story` of the Bot API's type `ExternalReplyInfo`.
    public var story: Story? { optional("story") }
    /// `video` of the Bot API's type `ExternalReplyInfo`.
    public var video: Video? { optional("video") }
    /// `video_note` of the Bot API's type `ExternalReplyInfo`.
    public var videoNote: VideoNote? { optional("video_note") }
    /// `voice` of the Bot API's type `ExternalReplyInfo`.
    public var voice: Voice? { optional("voice") }
    /// `has_media_spoiler` of the Bot API's type `ExternalReplyInfo`.
    public var hasMediaSpoiler: Bool? { optional("has_media_spoiler") }
    /// `checklist` of the Bot API's type `ExternalReplyInfo`.
    public var checklist: Checklist? { optional("checklist") }
    /// `contact` of the Bot API's type `ExternalReplyInfo`.
    public var contact: Contact? { optional("contact") }
    /// `dice` of the Bot API's type `ExternalReplyInfo`.
    public var dice: Dice? { optional("dice") }
    /// `game` of the Bot API's type `ExternalReplyInfo`.
    public var game: Game? { optional("game") }
    /// `giveaway` of the Bot API's type `ExternalReplyInfo`.
    public var giveaway: Giveaway? { optional("giveaway") }
    /// `giveaway_winners` of the Bot API's type `ExternalReplyInfo`.
    public var giveawayWinners: GiveawayWinners? { optional("giveaway_winners") }
    /// `invoice` of the Bot API's type `ExternalReplyInfo`.
    public var invoice: Invoice? { optional("invoice") }
    /// `location` of the Bot API's type `ExternalReplyInfo`.
    public var location: Location? { optional("location") }
    /// `poll` of the Bot API's type `ExternalReplyInfo`.
    public var poll: Poll? { optional("poll") }
    /// `venue` of the Bot API's type `ExternalReplyInfo`.
    public var venue: Venue? { optional("venue") }
  }
}
