// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `LabeledPrice`.
  public struct LabeledPrice: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `LabeledPrice`; what is nil is not sent.
    public init(label: String, amount: Int64) {
      self.content = TelegramContent {
        $0.add("label", label)
        $0.add("amount", amount)
      }
    }
  }

  /// The Bot API's type `Link`.
  public struct Link: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `url` of the Bot API's type `Link`.
    public var url: String { required("url") }
  }

  /// The Bot API's type `LinkPreviewOptions`.
  public struct LinkPreviewOptions: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `LinkPreviewOptions`; what is nil is not sent.
    public init(
      isDisabled: Bool? = nil,
      url: String? = nil,
      preferSmallMedia: Bool? = nil,
      preferLargeMedia: Bool? = nil,
      showAboveText: Bool? = nil
    ) {
      self.json = JSONView {
        $0.add("is_disabled", isDisabled)
        $0.add("url", url)
        $0.add("prefer_small_media", preferSmallMedia)
        $0.add("prefer_large_media", preferLargeMedia)
        $0.add("show_above_text", showAboveText)
      }
    }
    /// `is_disabled` of the Bot API's type `LinkPreviewOptions`.
    public var isDisabled: Bool? { optional("is_disabled") }
    /// `url` of the Bot API's type `LinkPreviewOptions`.
    public var url: String? { optional("url") }
    /// `prefer_small_media` of the Bot API's type `LinkPreviewOptions`.
    public var preferSmallMedia: Bool? { optional("prefer_small_media") }
    /// `prefer_large_media` of the Bot API's type `LinkPreviewOptions`.
    public var preferLargeMedia: Bool? { optional("prefer_large_media") }
    /// `show_above_text` of the Bot API's type `LinkPreviewOptions`.
    public var showAboveText: Bool? { optional("show_above_text") }
  }

  /// The Bot API's type `LivePhoto`.
  public struct LivePhoto: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `LivePhoto`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `LivePhoto`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `width` of the Bot API's type `LivePhoto`.
    public var width: Int64 { required("width") }
    /// `height` of the Bot API's type `LivePhoto`.
    public var height: Int64 { required("height") }
    /// `duration` of the Bot API's type `LivePhoto`.
    public var duration: Int64 { required("duration") }
    /// `photo` of the Bot API's type `LivePhoto`.
    public var photo: [PhotoSize]? { optional("photo") }
    /// `mime_type` of the Bot API's type `LivePhoto`.
    public var mimeType: String? { optional("mime_type") }
    /// `file_size` of the Bot API's type `LivePhoto`.
    public var fileSize: Int64? { optional("file_size") }
  }

  /// The Bot API's type `Location`.
  public struct Location: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `Location`; what is nil is not sent.
    public init(
      latitude: Double,
      longitude: Double,
      horizontalAccuracy: Double? = nil,
      livePeriod: Int64? = nil,
      heading: Int64? = nil,
      proximityAlertRadius: Int64? = nil
    ) {
      self.json = JSONView {
        $0.add("latitude", latitude)
        $0.add("longitude", longitude)
        $0.add("horizontal_accuracy", horizontalAccuracy)
        $0.add("live_period", livePeriod)
        $0.add("heading", heading)
        $0.add("proximity_alert_radius", proximityAlertRadius)
      }
    }
    /// `latitude` of the Bot API's type `Location`.
    public var latitude: Double { required("latitude") }
    /// `longitude` of the Bot API's type `Location`.
    public var longitude: Double { required("longitude") }
    /// `horizontal_accuracy` of the Bot API's type `Location`.
    public var horizontalAccuracy: Double? { optional("horizontal_accuracy") }
    /// `live_period` of the Bot API's type `Location`.
    public var livePeriod: Int64? { optional("live_period") }
    /// `heading` of the Bot API's type `Location`.
    public var heading: Int64? { optional("heading") }
    /// `proximity_alert_radius` of the Bot API's type `Location`.
    public var proximityAlertRadius: Int64? { optional("proximity_alert_radius") }
  }

  /// The Bot API's type `LocationAddress`.
  public struct LocationAddress: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `LocationAddress`; what is nil is not sent.
    public init(countryCode: String, state: String? = nil, city: String? = nil, street: String? = nil) {
      self.content = TelegramContent {
        $0.add("country_code", countryCode)
        $0.add("state", state)
        $0.add("city", city)
        $0.add("street", street)
      }
    }
  }

  /// The Bot API's type `LoginUrl`.
  public struct LoginUrl: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `LoginUrl`; what is nil is not sent.
    public init(
      url: String,
      forwardText: String? = nil,
      botUsername: String? = nil,
      requestWriteAccess: Bool? = nil
    ) {
      self.json = JSONView {
        $0.add("url", url)
        $0.add("forward_text", forwardText)
        $0.add("bot_username", botUsername)
        $0.add("request_write_access", requestWriteAccess)
      }
    }
    /// `url` of the Bot API's type `LoginUrl`.
    public var url: String { required("url") }
    /// `forward_text` of the Bot API's type `LoginUrl`.
    public var forwardText: String? { optional("forward_text") }
    /// `bot_username` of the Bot API's type `LoginUrl`.
    public var botUsername: String? { optional("bot_username") }
    /// `request_write_access` of the Bot API's type `LoginUrl`.
    public var requestWriteAccess: Bool? { optional("request_write_access") }
  }
}
