// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `TextQuote`.
  public struct TextQuote: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `text` of the Bot API's type `TextQuote`.
    public var text: String { required("text") }
    /// `position` of the Bot API's type `TextQuote`.
    public var position: Int64 { required("position") }
    /// `entities` of the Bot API's type `TextQuote`.
    public var entities: [MessageEntity]? { optional("entities") }
    /// `is_manual` of the Bot API's type `TextQuote`.
    public var isManual: Bool? { optional("is_manual") }
  }

  /// The Bot API's type `TransactionPartnerAffiliateProgram`.
  public struct TransactionPartnerAffiliateProgram: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `TransactionPartnerAffiliateProgram`.
    public var type: String { required("type") }
    /// `commission_per_mille` of the Bot API's type `TransactionPartnerAffiliateProgram`.
    public var commissionPerMille: Int64 { required("commission_per_mille") }
    /// `sponsor_user` of the Bot API's type `TransactionPartnerAffiliateProgram`.
    public var sponsorUser: User? { optional("sponsor_user") }
  }

  /// The Bot API's type `TransactionPartnerChat`.
  public struct TransactionPartnerChat: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `TransactionPartnerChat`.
    public var type: String { required("type") }
    /// `chat` of the Bot API's type `TransactionPartnerChat`.
    public var chat: Chat { required("chat") }
    /// `gift` of the Bot API's type `TransactionPartnerChat`.
    public var gift: Gift? { optional("gift") }
  }

  /// The Bot API's type `TransactionPartnerFragment`.
  public struct TransactionPartnerFragment: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `TransactionPartnerFragment`.
    public var type: String { required("type") }
    /// `withdrawal_state` of the Bot API's type `TransactionPartnerFragment`.
    public var withdrawalState: RevenueWithdrawalState? { optional("withdrawal_state") }
  }

  /// The Bot API's type `TransactionPartnerOther`.
  public struct TransactionPartnerOther: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `TransactionPartnerOther`.
    public var type: String { required("type") }
  }

  /// The Bot API's type `TransactionPartnerTelegramAds`.
  public struct TransactionPartnerTelegramAds: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `TransactionPartnerTelegramAds`.
    public var type: String { required("type") }
  }

  /// The Bot API's type `TransactionPartnerTelegramApi`.
  public struct TransactionPartnerTelegramApi: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `TransactionPartnerTelegramApi`.
    public var type: String { required("type") }
    /// `request_count` of the Bot API's type `TransactionPartnerTelegramApi`.
    public var requestCount: Int64 { required("request_count") }
  }

  /// The Bot API's type `TransactionPartnerUser`.
  public struct TransactionPartnerUser: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `type` of the Bot API's type `TransactionPartnerUser`.
    public var type: String { required("type") }
    /// `transaction_type` of the Bot API's type `TransactionPartnerUser`.
    public var transactionType: String { required("transaction_type") }
    /// `user` of the Bot API's type `TransactionPartnerUser`.
    public var user: User { required("user") }
    /// `affiliate` of the Bot API's type `TransactionPartnerUser`.
    public var affiliate: AffiliateInfo? { optional("affiliate") }
    /// `invoice_payload` of the Bot API's type `TransactionPartnerUser`.
    public var invoicePayload: String? { optional("invoice_payload") }
    /// `subscription_period` of the Bot API's type `TransactionPartnerUser`.
    public var subscriptionPeriod: Int64? { optional("subscription_period") }
    /// `paid_media` of the Bot API's type `TransactionPartnerUser`.
    public var paidMedia: [PaidMedia]? { optional("paid_media") }
    /// `paid_media_payload` of the Bot API's type `TransactionPartnerUser`.
    public var paidMediaPayload: String? { optional("paid_media_payload") }
    /// `gift` of the Bot API's type `TransactionPartnerUser`.
    public var gift: Gift? { optional("gift") }
    /// `premium_subscription_duration` of the Bot API's type `TransactionPartnerUser`.
    public var premiumSubscriptionDuration: Int64? { optional("premium_subscription_duration") }
  }
}
