// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `Venue`.
  public struct Venue: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `location` of the Bot API's type `Venue`.
    public var location: Location { required("location") }
    /// `title` of the Bot API's type `Venue`.
    public var title: String { required("title") }
    /// `address` of the Bot API's type `Venue`.
    public var address: String { required("address") }
    /// `foursquare_id` of the Bot API's type `Venue`.
    public var foursquareID: String? { optional("foursquare_id") }
    /// `foursquare_type` of the Bot API's type `Venue`.
    public var foursquareType: String? { optional("foursquare_type") }
    /// `google_place_id` of the Bot API's type `Venue`.
    public var googlePlaceID: String? { optional("google_place_id") }
    /// `google_place_type` of the Bot API's type `Venue`.
    public var googlePlaceType: String? { optional("google_place_type") }
  }

  /// The Bot API's type `Video`.
  public struct Video: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `Video`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `Video`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `width` of the Bot API's type `Video`.
    public var width: Int64 { required("width") }
    /// `height` of the Bot API's type `Video`.
    public var height: Int64 { required("height") }
    /// `duration` of the Bot API's type `Video`.
    public var duration: Int64 { required("duration") }
    /// `thumbnail` of the Bot API's type `Video`.
    public var thumbnail: PhotoSize? { optional("thumbnail") }
    /// `cover` of the Bot API's type `Video`.
    public var cover: [PhotoSize]? { optional("cover") }
    /// `start_timestamp` of the Bot API's type `Video`.
    public var startTimestamp: Int64? { optional("start_timestamp") }
    /// `qualities` of the Bot API's type `Video`.
    public var qualities: [VideoQuality]? { optional("qualities") }
    /// `file_name` of the Bot API's type `Video`.
    public var fileName: String? { optional("file_name") }
    /// `mime_type` of the Bot API's type `Video`.
    public var mimeType: String? { optional("mime_type") }
    /// `file_size` of the Bot API's type `Video`.
    public var fileSize: Int64? { optional("file_size") }
  }

  /// The Bot API's type `VideoChatEnded`.
  public struct VideoChatEnded: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `duration` of the Bot API's type `VideoChatEnded`.
    public var duration: Int64 { required("duration") }
  }

  /// The Bot API's type `VideoChatParticipantsInvited`.
  public struct VideoChatParticipantsInvited: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `users` of the Bot API's type `VideoChatParticipantsInvited`.
    public var users: [User] { required("users") }
  }

  /// The Bot API's type `VideoChatScheduled`.
  public struct VideoChatScheduled: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `start_date` of the Bot API's type `VideoChatScheduled`.
    public var startDate: Int64 { required("start_date") }
  }

  /// The Bot API's type `VideoChatStarted`.
  public struct VideoChatStarted: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
  }

  /// The Bot API's type `VideoNote`.
  public struct VideoNote: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `VideoNote`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `VideoNote`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `length` of the Bot API's type `VideoNote`.
    public var length: Int64 { required("length") }
    /// `duration` of the Bot API's type `VideoNote`.
    public var duration: Int64 { required("duration") }
    /// `thumbnail` of the Bot API's type `VideoNote`.
    public var thumbnail: PhotoSize? { optional("thumbnail") }
    /// `file_size` of the Bot API's type `VideoNote`.
    public var fileSize: Int64? { optional("file_size") }
  }

  /// The Bot API's type `VideoQuality`.
  public struct VideoQuality: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `VideoQuality`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `VideoQuality`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `width` of the Bot API's type `VideoQuality`.
    public var width: Int64 { required("width") }
    /// `height` of the Bot API's type `VideoQuality`.
    public var height: Int64 { required("height") }
    /// `codec` of the Bot API's type `VideoQuality`.
    public var codec: String { required("codec") }
    /// `file_size` of the Bot API's type `VideoQuality`.
    public var fileSize: Int64? { optional("file_size") }
  }

  /// The Bot API's type `Voice`.
  public struct Voice: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `Voice`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `Voice`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `duration` of the Bot API's type `Voice`.
    public var duration: Int64 { required("duration") }
    /// `mime_type` of the Bot API's type `Voice`.
    public var mimeType: String? { optional("mime_type") }
    /// `file_size` of the Bot API's type `Voice`.
    public var fileSize: Int64? { optional("file_size") }
  }
}
