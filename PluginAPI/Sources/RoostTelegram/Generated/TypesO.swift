// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `OrderInfo`.
  public struct OrderInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `name` of the Bot API's type `OrderInfo`.
    public var name: String? { optional("name") }
    /// `phone_number` of the Bot API's type `OrderInfo`.
    public var phoneNumber: String? { optional("phone_number") }
    /// `email` of the Bot API's type `OrderInfo`.
    public var email: String? { optional("email") }
    /// `shipping_address` of the Bot API's type `OrderInfo`.
    public var shippingAddress: ShippingAddress? { optional("shipping_address") }
  }

  /// The Bot API's type `OwnedGiftRegular`.
  public struct OwnedGiftRegular: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `OwnedGiftRegular`.
    public var type: String { required("type") }
    /// `gift` of the Bot API's type `OwnedGiftRegular`.
    public var gift: Gift { required("gift") }
    /// `send_date` of the Bot API's type `OwnedGiftRegular`.
    public var sendDate: Int64 { required("send_date") }
    /// `owned_gift_id` of the Bot API's type `OwnedGiftRegular`.
    public var ownedGiftID: String? { optional("owned_gift_id") }
    /// `sender_user` of the Bot API's type `OwnedGiftRegular`.
    public var senderUser: User? { optional("sender_user") }
    /// `text` of the Bot API's type `OwnedGiftRegular`.
    public var text: String? { optional("text") }
    /// `entities` of the Bot API's type `OwnedGiftRegular`.
    public var entities: [MessageEntity]? { optional("entities") }
    /// `is_private` of the Bot API's type `OwnedGiftRegular`.
    public var isPrivate: Bool? { optional("is_private") }
    /// `is_saved` of the Bot API's type `OwnedGiftRegular`.
    public var isSaved: Bool? { optional("is_saved") }
    /// `can_be_upgraded` of the Bot API's type `OwnedGiftRegular`.
    public var canBeUpgraded: Bool? { optional("can_be_upgraded") }
    /// `was_refunded` of the Bot API's type `OwnedGiftRegular`.
    public var wasRefunded: Bool? { optional("was_refunded") }
    /// `convert_star_count` of the Bot API's type `OwnedGiftRegular`.
    public var convertStarCount: Int64? { optional("convert_star_count") }
    /// `prepaid_upgrade_star_count` of the Bot API's type `OwnedGiftRegular`.
    public var prepaidUpgradeStarCount: Int64? { optional("prepaid_upgrade_star_count") }
    /// `is_upgrade_separate` of the Bot API's type `OwnedGiftRegular`.
    public var isUpgradeSeparate: Bool? { optional("is_upgrade_separate") }
    /// `unique_gift_number` of the Bot API's type `OwnedGiftRegular`.
    public var uniqueGiftNumber: Int64? { optional("unique_gift_number") }
  }

  /// The Bot API's type `OwnedGifts`.
  public struct OwnedGifts: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `total_count` of the Bot API's type `OwnedGifts`.
    public var totalCount: Int64 { required("total_count") }
    /// `gifts` of the Bot API's type `OwnedGifts`.
    public var gifts: [OwnedGift] { required("gifts") }
    /// `next_offset` of the Bot API's type `OwnedGifts`.
    public var nextOffset: String? { optional("next_offset") }
  }

  /// The Bot API's type `OwnedGiftUnique`.
  public struct OwnedGiftUnique: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `OwnedGiftUnique`.
    public var type: String { required("type") }
    /// `gift` of the Bot API's type `OwnedGiftUnique`.
    public var gift: UniqueGift { required("gift") }
    /// `send_date` of the Bot API's type `OwnedGiftUnique`.
    public var sendDate: Int64 { required("send_date") }
    /// `owned_gift_id` of the Bot API's type `OwnedGiftUnique`.
    public var ownedGiftID: String? { optional("owned_gift_id") }
    /// `sender_user` of the Bot API's type `OwnedGiftUnique`.
    public var senderUser: User? { optional("sender_user") }
    /// `is_saved` of the Bot API's type `OwnedGiftUnique`.
    public var isSaved: Bool? { optional("is_saved") }
    /// `can_be_transferred` of the Bot API's type `OwnedGiftUnique`.
    public var canBeTransferred: Bool? { optional("can_be_transferred") }
    /// `transfer_star_count` of the Bot API's type `OwnedGiftUnique`.
    public var transferStarCount: Int64? { optional("transfer_star_count") }
    /// `next_transfer_date` of the Bot API's type `OwnedGiftUnique`.
    public var nextTransferDate: Int64? { optional("next_transfer_date") }
  }
}
