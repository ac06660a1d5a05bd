// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `WebAppData`.
  public struct WebAppData: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `data` of the Bot API's type `WebAppData`.
    public var data: String { required("data") }
    /// `button_text` of the Bot API's type `WebAppData`.
    public var buttonText: String { required("button_text") }
  }

  /// The Bot API's type `WebAppInfo`.
  public struct WebAppInfo: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `WebAppInfo`; what is nil is not sent.
    public init(url: String) {
      self.json = JSONView {
        $0.add("url", url)
      }
    }
    /// `url` of the Bot API's type `WebAppInfo`.
    public var url: String { required("url") }
  }

  /// The Bot API's type `WebhookInfo`.
  public struct WebhookInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `url` of the Bot API's type `WebhookInfo`.
    public var url: String { required("url") }
    /// `has_custom_certificate` of the Bot API's type `WebhookInfo`.
    public var hasCustomCertificate: Bool { required("has_custom_certificate") }
    /// `pending_update_count` of the Bot API's type `WebhookInfo`.
    public var pendingUpdateCount: Int64 { required("pending_update_count") }
    /// `ip_address` of the Bot API's type `WebhookInfo`.
    public var ipAddress: String? { optional("ip_address") }
    /// `last_error_date` of the Bot API's type `WebhookInfo`.
    public var lastErrorDate: Int64? { optional("last_error_date") }
    /// `last_error_message` of the Bot API's type `WebhookInfo`.
    public var lastErrorMessage: String? { optional("last_error_message") }
    /// `last_synchronization_error_date` of the Bot API's type `WebhookInfo`.
    public var lastSynchronizationErrorDate: Int64? { optional("last_synchronization_error_date") }
    /// `max_connections` of the Bot API's type `WebhookInfo`.
    public var maxConnections: Int64? { optional("max_connections") }
    /// `allowed_updates` of the Bot API's type `WebhookInfo`.
    public var allowedUpdates: [String]? { optional("allowed_updates") }
  }

  /// The Bot API's type `WriteAccessAllowed`.
  public struct WriteAccessAllowed: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `from_request` of the Bot API's type `WriteAccessAllowed`.
    public var fromRequest: Bool? { optional("from_request") }
    /// `web_app_name` of the Bot API's type `WriteAccessAllowed`.
    public var webAppName: String? { optional("web_app_name") }
    /// `from_attachment_menu` of the Bot API's type `WriteAccessAllowed`.
    public var fromAttachmentMenu: Bool? { optional("from_attachment_menu") }
  }
}
