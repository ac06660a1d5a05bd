// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `AcceptedGiftTypes`.
  public struct AcceptedGiftTypes: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `AcceptedGiftTypes`; what is nil is not sent.
    public init(
      unlimitedGifts: Bool,
      limitedGifts: Bool,
      uniqueGifts: Bool,
      premiumSubscription: Bool,
      giftsFromChannels: Bool
    ) {
      self.json = JSONView {
        $0.add("unlimited_gifts", unlimitedGifts)
        $0.add("limited_gifts", limitedGifts)
        $0.add("unique_gifts", uniqueGifts)
        $0.add("premium_subscription", premiumSubscription)
        $0.add("gifts_from_channels", giftsFromChannels)
      }
    }
    /// `unlimited_gifts` of the Bot API's type `AcceptedGiftTypes`.
    public var unlimitedGifts: Bool { required("unlimited_gifts") }
    /// `limited_gifts` of the Bot API's type `AcceptedGiftTypes`.
    public var limitedGifts: Bool { required("limited_gifts") }
    /// `unique_gifts` of the Bot API's type `AcceptedGiftTypes`.
    public var uniqueGifts: Bool { required("unique_gifts") }
    /// `premium_subscription` of the Bot API's type `AcceptedGiftTypes`.
    public var premiumSubscription: Bool { required("premium_subscription") }
    /// `gifts_from_channels` of the Bot API's type `AcceptedGiftTypes`.
    public var giftsFromChannels: Bool { required("gifts_from_channels") }
  }

  /// The Bot API's type `AffiliateInfo`.
  public struct AffiliateInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `commission_per_mille` of the Bot API's type `AffiliateInfo`.
    public var commissionPerMille: Int64 { required("commission_per_mille") }
    /// `amount` of the Bot API's type `AffiliateInfo`.
    public var amount: Int64 { required("amount") }
    /// `affiliate_user` of the Bot API's type `AffiliateInfo`.
    public var affiliateUser: User? { optional("affiliate_user") }
    /// `affiliate_chat` of the Bot API's type `AffiliateInfo`.
    public var affiliateChat: Chat? { optional("affiliate_chat") }
    /// `nanostar_amount` of the Bot API's type `AffiliateInfo`.
    public var nanostarAmount: Int64? { optional("nanostar_amount") }
  }

  /// The Bot API's type `Animation`.
  public struct Animation: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `Animation`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `Animation`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `width` of the Bot API's type `Animation`.
    public var width: Int64 { required("width") }
    /// `height` of the Bot API's type `Animation`.
    public var height: Int64 { required("height") }
    /// `duration` of the Bot API's type `Animation`.
    public var duration: Int64 { required("duration") }
    /// `thumbnail` of the Bot API's type `Animation`.
    public var thumbnail: PhotoSize? { optional("thumbnail") }
    /// `file_name` of the Bot API's type `Animation`.
    public var fileName: String? { optional("file_name") }
    /// `mime_type` of the Bot API's type `Animation`.
    public var mimeType: String? { optional("mime_type") }
    /// `file_size` of the Bot API's type `Animation`.
    public var fileSize: Int64? { optional("file_size") }
  }

  /// The Bot API's type `Audio`.
  public struct Audio: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `Audio`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `Audio`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `duration` of the Bot API's type `Audio`.
    public var duration: Int64 { required("duration") }
    /// `performer` of the Bot API's type `Audio`.
    public var performer: String? { optional("performer") }
    /// `title` of the Bot API's type `Audio`.
    public var title: String? { optional("title") }
    /// `file_name` of the Bot API's type `Audio`.
    public var fileName: String? { optional("file_name") }
    /// `mime_type` of the Bot API's type `Audio`.
    public var mimeType: String? { optional("mime_type") }
    /// `file_size` of the Bot API's type `Audio`.
    public var fileSize: Int64? { optional("file_size") }
    /// `thumbnail` of the Bot API's type `Audio`.
    public var thumbnail: PhotoSize? { optional("thumbnail") }
  }
}
