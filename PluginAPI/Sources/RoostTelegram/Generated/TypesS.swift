// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `SentGuestMessage`.
  public struct SentGuestMessage: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `inline_message_id` of the Bot API's type `SentGuestMessage`.
    public var inlineMessageID: String { required("inline_message_id") }
  }

  /// The Bot API's type `SentWebAppMessage`.
  public struct SentWebAppMessage: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `inline_message_id` of the Bot API's type `SentWebAppMessage`.
    public var inlineMessageID: String? { optional("inline_message_id") }
  }

  /// The Bot API's type `SharedUser`.
  public struct SharedUser: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `user_id` of the Bot API's type `SharedUser`.
    public var userID: Int64 { required("user_id") }
    /// `first_name` of the Bot API's type `SharedUser`.
    public var firstName: String? { optional("first_name") }
    /// `last_name` of the Bot API's type `SharedUser`.
    public var lastName: String? { optional("last_name") }
    /// `username` of the Bot API's type `SharedUser`.
    public var username: String? { optional("username") }
    /// `photo` of the Bot API's type `SharedUser`.
    public var photo: [PhotoSize]? { optional("photo") }
  }

  /// The Bot API's type `ShippingAddress`.
  public struct ShippingAddress: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `country_code` of the Bot API's type `ShippingAddress`.
    public var countryCode: String { required("country_code") }
    /// `state` of the Bot API's type `ShippingAddress`.
    public var state: String { required("state") }
    /// `city` of the Bot API's type `ShippingAddress`.
    public var city: String { required("city") }
    /// `street_line1` of the Bot API's type `ShippingAddress`.
    public var streetLine1: String { required("street_line1") }
    /// `street_line2` of the Bot API's type `ShippingAddress`.
    public var streetLine2: String { required("street_line2") }
    /// `post_code` of the Bot API's type `ShippingAddress`.
    public var postCode: String { required("post_code") }
  }

  /// The Bot API's type `ShippingOption`.
  public struct ShippingOption: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `ShippingOption`; what is nil is not sent.
    public init(id: String, title: String, prices: [LabeledPrice]) {
      self.content = TelegramContent {
        $0.add("id", id)
        $0.add("title", title)
        $0.add("prices", prices)
      }
    }
  }

  /// The Bot API's type `ShippingQuery`.
  public struct ShippingQuery: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `ShippingQuery`.
    public var id: String { required("id") }
    /// `from` of the Bot API's type `ShippingQuery`.
    public var from: User { required("from") }
    /// `invoice_payload` of the Bot API's type `ShippingQuery`.
    public var invoicePayload: String { required("invoice_payload") }
    /// `shipping_address` of the Bot API's type `ShippingQuery`.
    public var shippingAddress: ShippingAddress { required("shipping_address") }
  }

  /// The Bot API's type `StarAmount`.
  public struct StarAmount: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `amount` of the Bot API's type `StarAmount`.
    public var amount: Int64 { required("amount") }
    /// `nanostar_amount` of the Bot API's type `StarAmount`.
    public var nanostarAmount: Int64? { optional("nanostar_amount") }
  }

  /// The Bot API's type `StarTransaction`.
  public struct StarTransaction: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `StarTransaction`.
    public var id: String { required("id") }
    /// `amount` of the Bot API's type `StarTransaction`.
    public var amount: Int64 { required("amount") }
    /// `date` of the Bot API's type `StarTransaction`.
    public var date: Int64 { required("date") }
    /// `nanostar_amount` of the Bot API's type `StarTransaction`.
    public var nanostarAmount: Int64? { optional("nanostar_amount") }
    /// `source` of the Bot API's type `StarTransaction`.
    public var source: TransactionPartner? { optional("source") }
    /// `receiver` of the Bot API's type `StarTransaction`.
    public var receiver: TransactionPartner? { optional("receiver") }
  }

  /// The Bot API's type `StarTransactions`.
  public struct StarTransactions: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `transactions` of the Bot API's type `StarTransactions`.
    public var transactions: [StarTransaction] { required("transactions") }
  }

  /// The Bot API's type `Sticker`.
  public struct Sticker: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `file_id` of the Bot API's type `Sticker`.
    public var fileID: String { required("file_id") }
    /// `file_unique_id` of the Bot API's type `Sticker`.
    public var fileUniqueID: String { required("file_unique_id") }
    /// `type` of the Bot API's type `Sticker`.
    public var type: String { required("type") }
    /// `width` of the Bot API's type `Sticker`.
    public var width: Int64 { required("width") }
    /// `height` of the Bot API's type `Sticker`.
    public var height: Int64 { required("height") }
    /// `is_animated` of the Bot API's type `Sticker`.
    public var isAnimated: Bool { required("is_animated") }
    /// `is_video` of the Bot API's type `Sticker`.
    public var isVideo: Bool { required("is_video") }
    /// `thumbnail` of the Bot API's type `Sticker`.
    public var thumbnail: PhotoSize? { optional("thumbnail") }
    /// `emoji` of the Bot API's type `Sticker`.
    public var emoji: String? { optional("emoji") }
    /// `set_name` of the Bot API's type `Sticker`.
    public var setName: String? { optional("set_name") }
    /// `premium_animation` of the Bot API's type `Sticker`.
    public var premiumAnimation: File? { optional("premium_animation") }
    /// `mask_position` of the Bot API's type `Sticker`.
    public var maskPosition: MaskPosition? { optional("mask_position") }
    /// `custom_emoji_id` of the Bot API's type `Sticker`.
    public var customEmojiID: String? { optional("custom_emoji_id") }
    /// `needs_repainting` of the Bot API's type `Sticker`.
    public var needsRepainting: Bool? { optional("needs_repainting") }
    /// `file_size` of the Bot API's type `Sticker`.
    public var fileSize: Int64? { optional("file_size") }
  }

  /// The Bot API's type `StickerSet`.
  public struct StickerSet: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `name` of the Bot API's type `StickerSet`.
    public var name: String { required("name") }
    /// `title` of the Bot API's type `StickerSet`.
    public var title: String { required("title") }
    /// `sticker_type` of the Bot API's type `StickerSet`.
    public var stickerType: String { required("sticker_type") }
    /// `stickers` of the Bot API's type `StickerSet`.
    public var stickers: [Sticker] { required("stickers") }
    /// `thumbnail` of the Bot API's type `StickerSet`.
    public var thumbnail: PhotoSize? { optional("thumbnail") }
  }

  /// The Bot API's type `Story`.
  public struct Story: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `Story`.
    public var chat: Chat { required("chat") }
    /// `id` of the Bot API's type `Story`.
    public var id: Int64 { required("id") }
  }

  /// The Bot API's type `StoryArea`.
  public struct StoryArea: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `StoryArea`; what is nil is not sent.
    public init(position: StoryAreaPosition, type: StoryAreaType) {
      self.content = TelegramContent {
        $0.add("position", position)
        $0.add("type", type)
      }
    }
  }

  /// The Bot API's type `StoryAreaPosition`.
  public struct StoryAreaPosition: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `StoryAreaPosition`; what is nil is not sent.
    public init(
      xPercentage: Double,
      yPercentage: Double,
      widthPercentage: Double,
      heightPercentage: Double,
      rotationAngle: Double,
      cornerRadiusPercentage: Double
    ) {
      self.content = TelegramContent {
        $0.add("x_percentage", xPercentage)
        $0.add("y_percentage", yPercentage)
        $0.add("width_percentage", widthPercentage)
        $0.add("height_percentage", heightPercentage)
        $0.add("rotation_angle", rotationAngle)
        $0.add("corner_radius_percentage", cornerRadiusPercentage)
      }
    }
  }

  /// The Bot API's type `StoryAreaTypeLink`.
  public struct StoryAreaTypeLink: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `StoryAreaTypeLink`; what is nil is not sent.
    public init(url: String) {
      self.content = TelegramContent {
        $0.add("type", "link")
        $0.add("url", url)
      }
    }
  }

  /// The Bot API's type `StoryAreaTypeLocation`.
  public struct StoryAreaTypeLocation: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `StoryAreaTypeLocation`; what is nil is not sent.
    public init(latitude: Double, longitude: Double, address: LocationAddress? = nil) {
      self.content = TelegramContent {
        $0.add("type", "location")
        $0.add("latitude", latitude)
        $0.add("longitude", longitude)
        $0.add("address", address)
      }
    }
  }

  /// The Bot API's type `StoryAreaTypeSuggestedReaction`.
  public struct StoryAreaTypeSuggestedReaction: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `StoryAreaTypeSuggestedReaction`; what is nil is not sent.
    public init(reactionType: ReactionType, isDark: Bool? = nil, isFlipped: Bool? = nil) {
      self.content = TelegramContent {
        $0.add("type", "suggested_reaction")
        $0.add("reaction_type", reactionType)
        $0.add("is_dark", isDark)
        $0.add("is_flipped", isFlipped)
      }
    }
  }

  /// The Bot API's type `StoryAreaTypeUniqueGift`.
  public struct StoryAreaTypeUniqueGift: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `StoryAreaTypeUniqueGift`; what is nil is not sent.
    public init(name: String) {
      self.content = TelegramContent {
        $0.add("type", "unique_gift")
        $0.add("name", name)
      }
    }
  }

  /// The Bot API's type `StoryAreaTypeWeather`.
  public struct StoryAreaTypeWeather: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `StoryAreaTypeWeather`; what is nil is not sent.
    public init(temperature: Double, emoji: String, backgroundColor: Int64) {
      self.content = TelegramContent {
        $0.add("type", "weather")
        $0.add("temperature", temperature)
        $0.add("emoji", emoji)
        $0.add("background_color", backgroundColor)
      }
    }
  }

  /// The Bot API's type `SuccessfulPayment`.
  public struct SuccessfulPayment: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `currency` of the Bot API's type `SuccessfulPayment`.
    public var currency: String { required("currency") }
    /// `total_amount` of the Bot API's type `SuccessfulPayment`.
    public var totalAmount: Int64 { required("total_amount") }
    /// `invoice_payload` of the Bot API's type `SuccessfulPayment`.
    public var invoicePayload: String { required("invoice_payload") }
    /// `telegram_payment_charge_id` of the Bot API's type `SuccessfulPayment`.
    public var telegramPaymentChargeID: String { required("telegram_payment_charge_id") }
    /// `provider_payment_charge_id` of the Bot API's type `SuccessfulPayment`.
    public var providerPaymentChargeID: String { required("provider_payment_charge_id") }
    /// `subscription_expiration_date` of the Bot API's type `SuccessfulPayment`.
    public var subscriptionExpirationDate: Int64? { optional("subscription_expiration_date") }
    /// `is_recurring` of the Bot API's type `SuccessfulPayment`.
    public var isRecurring: Bool? { optional("is_recurring") }
    /// `is_first_recurring` of the Bot API's type `SuccessfulPayment`.
    public var isFirstRecurring: Bool? { optional("is_first_recurring") }
    /// `shipping_option_id` of the Bot API's type `SuccessfulPayment`.
    public var shippingOptionID: String? { optional("shipping_option_id") }
    /// `order_info` of the Bot API's type `SuccessfulPayment`.
    public var orderInfo: OrderInfo? { optional("order_info") }
  }

  /// The Bot API's type `SuggestedPostApprovalFailed`.
  public struct SuggestedPostApprovalFailed: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `price` of the Bot API's type `SuggestedPostApprovalFailed`.
    public var price: SuggestedPostPrice { required("price") }
    /// `suggested_post_message` of the Bot API's type `SuggestedPostApprovalFailed`.
    public var suggestedPostMessage: Message? { optional("suggested_post_message") }
  }

  /// The Bot API's type `SuggestedPostApproved`.
  public struct SuggestedPostApproved: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `send_date` of the Bot API's type `SuggestedPostApproved`.
    public var sendDate: Int64 { required("send_date") }
    /// `suggested_post_message` of the Bot API's type `SuggestedPostApproved`.
    public var suggestedPostMessage: Message? { optional("suggested_post_message") }
    /// `price` of the Bot API's type `SuggestedPostApproved`.
    public var price: SuggestedPostPrice? { optional("price") }
  }

  /// The Bot API's type `SuggestedPostDeclined`.
  public struct SuggestedPostDeclined: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `suggested_post_message` of the Bot API's type `SuggestedPostDeclined`.
    public var suggestedPostMessage: Message? { optional("suggested_post_message") }
    /// `comment` of the Bot API's type `SuggestedPostDeclined`.
    public var comment: String? { optional("comment") }
  }

  /// The Bot API's type `SuggestedPostInfo`.
  public struct SuggestedPostInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `state` of the Bot API's type `SuggestedPostInfo`.
    public var state: String { required("state") }
    /// `price` of the Bot API's type `SuggestedPostInfo`.
    public var price: SuggestedPostPrice? { optional("price") }
    /// `send_date` of the Bot API's type `SuggestedPostInfo`.
    public var sendDate: Int64? { optional("send_date") }
  }

  /// The Bot API's type `SuggestedPostPaid`.
  public struct SuggestedPostPaid: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `currency` of the Bot API's type `SuggestedPostPaid`.
    public var currency: String { required("currency") }
    /// `suggested_post_message` of the Bot API's type `SuggestedPostPaid`.
    public var suggestedPostMessage: Message? { optional("suggested_post_message") }
    /// `amount` of the Bot API's type `SuggestedPostPaid`.
    public var amount: Int64? { optional("amount") }
    /// `star_amount` of the Bot API's type `SuggestedPostPaid`.
    public var starAmount: StarAmount? { optional("star_amount") }
  }

  /// The Bot API's type `SuggestedPostParameters`.
  public struct SuggestedPostParameters: TelegramInput {
    /// The object as it is sent.
    public let content: TelegramContent
    /// Makes a `SuggestedPostParameters`; what is nil is not sent.
    public init(price: SuggestedPostPrice? = nil, sendDate: Int64? = nil) {
      self.content = TelegramContent {
        $0.add("price", price)
        $0.add("send_date", sendDate)
      }
    }
  }

  /// The Bot API's type `SuggestedPostPrice`.
  public struct SuggestedPostPrice: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `SuggestedPostPrice`; what is nil is not sent.
    public init(currency: String, amount: Int64) {
      self.json = JSONView {
        $0.add("currency", currency)
        $0.add("amount", amount)
      }
    }
    /// `currency` of the Bot API's type `SuggestedPostPrice`.
    public var currency: String { required("currency") }
    /// `amount` of the Bot API's type `SuggestedPostPrice`.
    public var amount: Int64 { required("amount") }
  }

  /// The Bot API's type `SuggestedPostRefunded`.
  public struct SuggestedPostRefunded: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `reason` of the Bot API's type `SuggestedPostRefunded`.
    public var reason: String { required("reason") }
    /// `suggested_post_message` of the Bot API's type `SuggestedPostRefunded`.
    public var suggestedPostMessage: Message? { optional("suggested_post_message") }
  }

  /// The Bot API's type `SwitchInlineQueryChosenChat`.
  public struct SwitchInlineQueryChosenChat: TelegramObject, TelegramWritable {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// Makes a `SwitchInlineQueryChosenChat`; what is nil is not sent.
    public init(
      query: String? = nil,
      allowUserChats: Bool? = nil,
      allowBotChats: Bool? = nil,
      allowGroupChats: Bool? = nil,
      allowChannelChats: Bool? = nil
    ) {
      self.json = JSONView {
        $0.add("query", query)
        $0.add("allow_user_chats", allowUserChats)
        $0.add("allow_bot_chats", allowBotChats)
        $0.add("allow_group_chats", allowGroupChats)
        $0.add("allow_channel_chats", allowChannelChats)
      }
    }
    /// `query` of the Bot API's type `SwitchInlineQueryChosenChat`.
    public var query: String? { optional("query") }
    /// `allow_user_chats` of the Bot API's type `SwitchInlineQueryChosenChat`.
    public var allowUserChats: Bool? { optional("allow_user_chats") }
    /// `allow_bot_chats` of the Bot API's type `SwitchInlineQueryChosenChat`.
    public var allowBotChats: Bool? { optional("allow_bot_chats") }
    /// `allow_group_chats` of the Bot API's type `SwitchInlineQueryChosenChat`.
    public var allowGroupChats: Bool? { optional("allow_group_chats") }
    /// `allow_channel_chats` of the Bot API's type `SwitchInlineQueryChosenChat`.
    public var allowChannelChats: Bool? { optional("allow_channel_chats") }
  }
}
