// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `PaidMediaInfo`.
  public struct PaidMediaInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `star_count` of the Bot API's type `PaidMediaInfo`.
    public var starCount: Int64 { required("star_count") }
    /// `paid_media` of the Bot API's type `PaidMediaInfo`.
    public var paidMedia: [PaidMedia] { required("paid_media") }
  }

  /// The Bot API's type `PaidMediaLivePhoto`.
  public struct PaidMediaLivePhoto: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `PaidMediaLivePhoto`.
    public var type: String { required("type") }
    /// `live_photo` of the Bot API's type `PaidMediaLivePhoto`.
    public var livePhoto: LivePhoto { required("live_photo") }
  }

  /// The Bot API's type `PaidMediaPhoto`.
  public struct PaidMediaPhoto: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `PaidMediaPhoto`.
    public var type: String { required("type") }
    /// `photo` of the Bot API's type `PaidMediaPhoto`.
    public var photo: [PhotoSize] { required("photo") }
  }

  /// The Bot API's type `PaidMediaPreview`.
  public struct PaidMediaPreview: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `PaidMediaPreview`.
    public var type: String { required("type") }
    /// `width` of the Bot API's type `PaidMediaPreview`.
    public var width: Int64? { optional("width") }
    /// `height` of the Bot API's type `PaidMediaPreview`.
    public var height: Int64? { optional("height") }
    /// `duration` of the Bot API's type `PaidMediaPreview`.
    public var duration: Int64? { optional("duration") }
  }

  /// The Bot API's type `PaidMediaPurchased`.
  public struct PaidMediaPurchased: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `from` of the Bot API's type `PaidMediaPurchased`.
    public var from: User { required("from") }
    /// `paid_media_payload` of the Bot API's type `PaidMediaPurchased`.
    public var paidMediaPayload: String { required("paid_media_payload") }
  }

  /// The Bot API's type `PaidMediaVideo`.
  public struct PaidMediaVideo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `PaidMediaVideo`.
    public var type: String { required("type") }
    /// `video` of the Bot API's type `PaidMediaVideo`.
    public var video: Video { required("video") }
  }

  /// The Bot API's type `PaidMessagePriceChanged`.
  public struct PaidMessagePriceChanged: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `paid_message_star_count` of the Bot API's type `PaidMessagePriceChanged`.
    public var paidMessageStarCount: Int64 { required("paid_message_star_count") }
  }

  /// The Bot API's type `PassportData`.
  public struct PassportData: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `data` of the Bot API's type `PassportData`.
    public var data: [EncryptedPassportElement] { required("data") }
    /// `credentials` of the Bot API's type `PassportData`.
    public var credentials: EncryptedCredentials { required("credentials") }
  }

  /// The Bot API's type `PassportElementErrorDataField`.
  public struct PassportElementErrorDataField: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorDataField`; what is nil is not sent.
    public init(type: String, fieldName: String, dataHash: String, message: String) {
      self.content = TelegramContent {
        $0.add("source", "data")
        $0.add("type", type)
        $0.add("field_name", fieldName)
        $0.add("data_hash", dataHash)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportElementErrorFile`.
  public struct PassportElementErrorFile: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorFile`; what is nil is not sent.
    public init(type: String, fileHash: String, message: String) {
      self.content = TelegramContent {
        $0.add("source", "file")
        $0.add("type", type)
        $0.add("file_hash", fileHash)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportElementErrorFiles`.
  public struct PassportElementErrorFiles: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorFiles`; what is nil is not sent.
    public init(type: String, fileHashes: [String], message: String) {
      self.content = TelegramContent {
        $0.add("source", "files")
        $0.add("type", type)
        $0.add("file_hashes", fileHashes)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportElementErrorFrontSide`.
  public struct PassportElementErrorFrontSide: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorFrontSide`; what is nil is not sent.
    public init(type: String, fileHash: String, message: String) {
      self.content = TelegramContent {
        $0.add("source", "front_side")
        $0.add("type", type)
        $0.add("file_hash", fileHash)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportElementErrorReverseSide`.
  public struct PassportElementErrorReverseSide: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorReverseSide`; what is nil is not sent.
    public init(type: String, fileHash: String, message: String) {
      self.content = TelegramContent {
        $0.add("source", "reverse_side")
        $0.add("type", type)
        $0.add("file_hash", fileHash)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportElementErrorSelfie`.
  public struct PassportElementErrorSelfie: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorSelfie`; what is nil is not sent.
    public init(type: String, fileHash: String, message: String) {
      self.content = TelegramContent {
        $0.add("source", "selfie")
        $0.add("type", type)
        $0.add("file_hash", fileHash)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportElementErrorTranslationFile`.
  public struct PassportElementErrorTranslationFile: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorTranslationFile`; what is nil is not sent.
    public init(type: String, fileHash: String, message: String) {
      self.content = TelegramContent {
        $0.add("source", "translation_file")
        $0.add("type", type)
        $0.add("file_hash", fileHash)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportElementErrorTranslationFiles`.
  public struct PassportElementErrorTranslationFiles: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorTranslationFiles`; what is nil is not sent.
    public init(type: String, fileHashes: [String], message: String) {
      self.content = TelegramContent {
        $0.add("source", "translation_files")
        $0.add("type", type)
        $0.add("file_hashes", fileHashes)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportElementErrorUnspecified`.
  public struct PassportElementErrorUnspecified: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `PassportElementErrorUnspecified`; what is nil is not sent.
    public init(type: String, elementHash: String, message: String) {
      self.content = TelegramContent {
        $0.add("source", "unspecified")
        $0.add("type", type)
        $0.add("element_hash", elementHash)
        $0.add("message", message)
      }
    }
  }

  /// The Bot API's type `PassportFile`.
  public struct PassportFile: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `PassportFile`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `PassportFile`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `file_size` of the Bot API's type `PassportFile`.
    public var fileSize: Int64 { required("file_size") }
    /// `file_date` of the Bot API's type `PassportFile`.
    public var fileDate: Int64 { required("file_date") }
  }

  /// The Bot API's type `PhotoSize`.
  public struct PhotoSize: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `PhotoSize`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `PhotoSize`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `width` of the Bot API's type `PhotoSize`.
    public var width: Int64 { required("width") }
    /// `height` of the Bot API's type `PhotoSize`.
    public var height: Int64 { required("height") }
    /// `file_size` of the Bot API's type `PhotoSize`.
    public var fileSize: Int64? { optional("file_size") }
  }

  /// The Bot API's type `Poll`.
  public struct Poll: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `Poll`.
    public var id: String { required("id") }
    /// `question` of the Bot API's type `Poll`.
    public var question: String { required("question") }
    /// `options` of the Bot API's type `Poll`.
    public var options: [PollOption] { required("options") }
    /// `total_voter_count` of the Bot API's type `Poll`.
    public var totalVoterCount: Int64 { required("total_voter_count") }
    /// `is_closed` of the Bot API's type `Poll`.
    public var isClosed: Bool { required("is_closed") }
    /// `is_anonymous` of the Bot API's type `Poll`.
    public var isAnonymous: Bool { required("is_anonymous") }
    /// `type` of the Bot API's type `Poll`.
    public var type: String { required("type") }
    /// `allows_multiple_answers` of the Bot API's type `Poll`.
    public var allowsMultipleAnswers: Bool { required("allows_multiple_answers") }
    /// `allows_revoting` of the Bot API's type `Poll`.
    public var allowsRevoting: Bool { required("allows_revoting") }
    /// `members_only` of the Bot API's type `Poll`.
    public var membersOnly: Bool { required("members_only") }
    /// `question_entities` of the Bot API's type `Poll`.
    public var questionEntities: [MessageEntity]? { optional("question_entities") }
    /// `country_codes` of the Bot API's type `Poll`.
    public var countryCodes: [String]? { optional("country_codes") }
    /// `correct_option_ids` of the Bot API's type `Poll`.
    public var correctOptionIDs: [Int64]? { optional("correct_option_ids") }
    /// `explanation` of the Bot API's type `Poll`.
    public var explanation: String? { optional("explanation") }
    /// `explanation_entities` of the Bot API's type `Poll`.
    public var explanationEntities: [MessageEntity]? { optional("explanation_entities") }
    /// `explanation_media` of the Bot API's type `Poll`.
    public var explanationMedia: PollMedia? { optional("explanation_media") }
    /// `open_period` of the Bot API's type `Poll`.
    public var openPeriod: Int64? { optional("open_period") }
    /// `close_date` of the Bot API's type `Poll`.
    public var closeDate: Int64? { optional("close_date") }
    /// `description` of the Bot API's type `Poll`.
    public var description: String? { optional("description") }
    /// `description_entities` of the Bot API's type `Poll`.
    public var descriptionEntities: [MessageEntity]? { optional("description_entities") }
    /// `media` of the Bot API's type `Poll`.
    public var media: PollMedia? { optional("media") }
  }

  /// The Bot API's type `PollAnswer`.
  public struct PollAnswer: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `poll_id` of the Bot API's type `PollAnswer`.
    public var pollID: String { required("poll_id") }
    /// `option_ids` of the Bot API's type `PollAnswer`.
    public var optionIDs: [Int64] { required("option_ids") }
    /// `option_persistent_ids` of the Bot API's type `PollAnswer`.
    public var optionPersistentIDs: [String] { required("option_persistent_ids") }
    /// `voter_chat` of the Bot API's type `PollAnswer`.
    public var voterChat: Chat? { optional("voter_chat") }
    /// `user` of the Bot API's type `PollAnswer`.
    public var user: User? { optional("user") }
  }

  /// The Bot API's type `PollMedia`.
  public struct PollMedia: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `animation` of the Bot API's type `PollMedia`.
    public var animation: Animation? { optional("animation") }
    /// `audio` of the Bot API's type `PollMedia`.
    public var audio: Audio? { optional("audio") }
    /// `document` of the Bot API's type `PollMedia`.
    public var document: Document? { optional("document") }
    /// `live_photo` of the Bot API's type `PollMedia`.
    public var livePhoto: LivePhoto? { optional("live_photo") }
    /// `location` of the Bot API's type `PollMedia`.
    public var location: Location? { optional("location") }
    /// `photo` of the Bot API's type `PollMedia`.
    public var photo: [PhotoSize]? { optional("photo") }
    /// `sticker` of the Bot API's type `PollMedia`.
    public var sticker: Sticker? { optional("sticker") }
    /// `venue` of the Bot API's type `PollMedia`.
    public var venue: Venue? { optional("venue") }
    /// `video` of the Bot API's type `PollMedia`.
    public var video: Video? { optional("video") }
    /// `link` of the Bot API's type `PollMedia`.
    public var link: Link? { optional("link") }
  }

  /// The Bot API's type `PollOption`.
  public struct PollOption: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `persistent_id` of the Bot API's type `PollOption`.
    public var persistentID: String { required("persistent_id") }
    /// `text` of the Bot API's type `PollOption`.
    public var text: String { required("text") }
    /// `voter_count` of the Bot API's type `PollOption`.
    public var voterCount: Int64 { required("voter_count") }
    /// `text_entities` of the Bot API's type `PollOption`.
    public var textEntities: [MessageEntity]? { optional("text_entities") }
    /// `media` of the Bot API's type `PollOption`.
    public var media: PollMedia? { optional("media") }
    /// `added_by_user` of the Bot API's type `PollOption`.
    public var addedByUser: User? { optional("added_by_user") }
    /// `added_by_chat` of the Bot API's type `PollOption`.
    public var addedByChat: Chat? { optional("added_by_chat") }
    /// `addition_date` of the Bot API's type `PollOption`.
    public var additionDate: Int64? { optional("addition_date") }
  }

  /// The Bot API's type `PollOptionAdded`.
  public struct PollOptionAdded: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `option_persistent_id` of the Bot API's type `PollOptionAdded`.
    public var optionPersistentID: String { required("option_persistent_id") }
    /// `option_text` of the Bot API's type `PollOptionAdded`.
    public var optionText: String { required("option_text") }
    /// `poll_message` of the Bot API's type `PollOptionAdded`.
    public var pollMessage: MaybeInaccessibleMessage? { optional("poll_message") }
    /// `option_text_entities` of the Bot API's type `PollOptionAdded`.
    public var optionTextEntities: [MessageEntity]? { optional("option_text_entities") }
  }

  /// The Bot API's type `PollOptionDeleted`.
  public struct PollOptionDeleted: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `option_persistent_id` of the Bot API's type `PollOptionDeleted`.
    public var optionPersistentID: String { required("option_persistent_id") }
    /// `option_text` of the Bot API's type `PollOptionDeleted`.
    public var optionText: String { required("option_text") }
    /// `poll_message` of the Bot API's type `PollOptionDeleted`.
    public var pollMessage: MaybeInaccessibleMessage? { optional("poll_message") }
    /// `option_text_entities` of the Bot API's type `PollOptionDeleted`.
    public var optionTextEntities: [MessageEntity]? { optional("option_text_entities") }
  }

  /// The Bot API's type `PreCheckoutQuery`.
  public struct PreCheckoutQuery: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `PreCheckoutQuery`.
    public var id: String { required("id") }
    /// `from` of the Bot API's type `PreCheckoutQuery`.
    public var from: User { required("from") }
    /// `currency` of the Bot API's type `PreCheckoutQuery`.
    public var currency: String { required("currency") }
    /// `total_amount` of the Bot API's type `PreCheckoutQuery`.
    public var totalAmount: Int64 { required("total_amount") }
    /// `invoice_payload` of the Bot API's type `PreCheckoutQuery`.
    public var invoicePayload: String { required("invoice_payload") }
    /// `shipping_option_id` of the Bot API's type `PreCheckoutQuery`.
    public var shippingOptionID: String? { optional("shipping_option_id") }
    /// `order_info` of the Bot API's type `PreCheckoutQuery`.
    public var orderInfo: OrderInfo? { optional("order_info") }
  }

  /// The Bot API's type `PreparedInlineMessage`.
  public struct PreparedInlineMessage: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `PreparedInlineMessage`.
    public var id: String { required("id") }
    /// `expiration_date` of the Bot API's type `PreparedInlineMessage`.
    public var expirationDate: Int64 { required("expiration_date") }
  }

  /// The Bot API's type `PreparedKeyboardButton`.
  public struct PreparedKeyboardButton: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `PreparedKeyboardButton`.
    public var id: String { required("id") }
  }

  /// The Bot API's type `ProximityAlertTriggered`.
  public struct ProximityAlertTriggered: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `traveler` of the Bot API's type `ProximityAlertTriggered`.
    public var traveler: User { required("traveler") }
    /// `watcher` of the Bot API's type `ProximityAlertTriggered`.
    public var watcher: User { required("watcher") }
    /// `distance` of the Bot API's type `ProximityAlertTriggered`.
    public var distance: Int64 { required("distance") }
  }
}
