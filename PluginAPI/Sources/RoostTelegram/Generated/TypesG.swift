// Written by PluginAPI/Tools/telegram_types.py from aiogram 3.31.0: make telegram-types.
// swift-format-ignore-file
public import RoostJSON

extension Telegram {
  /// The Bot API's type `Game`.
  public struct Game: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `title` of the Bot API's type `Game`.
    public var title: String { required("title") }
    /// `description` of the Bot API's type `Game`.
    public var description: String { required("description") }
    /// `photo` of the Bot API's type `Game`.
    public var photo: [PhotoSize] { required("photo") }
    /// `text` of the Bot API's type `Game`.
    public var text: String? { optional("text") }
    /// `text_entities` of the Bot API's type `Game`.
    public var textEntities: [MessageEntity]? { optional("text_entities") }
    /// `animation` of the Bot API's type `Game`.
    public var animation: Animation? { optional("animation") }
  }

  /// The Bot API's type `GameHighScore`.
  public struct GameHighScore: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `position` of the Bot API's type `GameHighScore`.
    public var position: Int64 { required("position") }
    /// `user` of the Bot API's type `GameHighScore`.
    public var user: User { required("user") }
    /// `score` of the Bot API's type `GameHighScore`.
    public var score: Int64 { required("score") }
  }

  /// The Bot API's type `GeneralForumTopicHidden`.
  public struct GeneralForumTopicHidden: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
  }

  /// The Bot API's type `GeneralForumTopicUnhidden`.
  public struct GeneralForumTopicUnhidden: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
  }

  /// The Bot API's type `Gift`.
  public struct Gift: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `id` of the Bot API's type `Gift`.
    public var id: String { required("id") }
    /// `sticker` of the Bot API's type `Gift`.
    public var sticker: Sticker { required("sticker") }
    /// `star_count` of the Bot API's type `Gift`.
    public var starCount: Int64 { required("star_count") }
    /// `upgrade_star_count` of the Bot API's type `Gift`.
    public var upgradeStarCount: Int64? { optional("upgrade_star_count") }
    /// `is_premium` of the Bot API's type `Gift`.
    public var isPremium: Bool? { optional("is_premium") }
    /// `has_colors` of the Bot API's type `Gift`.
    public var hasColors: Bool? { optional("has_colors") }
    /// `total_count` of the Bot API's type `Gift`.
    public var totalCount: Int64? { optional("total_count") }
    /// `remaining_count` of the Bot API's type `Gift`.
    public var remainingCount: Int64? { optional("remaining_count") }
    /// `personal_total_count` of the Bot API's type `Gift`.
    public var personalTotalCount: Int64? { optional("personal_total_count") }
    /// `personal_remaining_count` of the Bot API's type `Gift`.
    public var personalRemainingCount: Int64? { optional("personal_remaining_count") }
    /// `background` of the Bot API's type `Gift`.
    public var background: GiftBackground? { optional("background") }
    /// `unique_gift_variant_count` of the Bot API's type `Gift`.
    public var uniqueGiftVariantCount: Int64? { optional("unique_gift_variant_count") }
    /// `publisher_chat` of the Bot API's type `Gift`.
    public var publisherChat: Chat? { optional("publisher_chat") }
  }

  /// The Bot API's type `GiftBackground`.
  public struct GiftBackground: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `center_color` of the Bot API's type `GiftBackground`.
    public var centerColor: Int64 { required("center_color") }
    /// `edge_color` of the Bot API's type `GiftBackground`.
    public var edgeColor: Int64 { required("edge_color") }
    /// `text_color` of the Bot API's type `GiftBackground`.
    public var textColor: Int64 { required("text_color") }
  }

  /// The Bot API's type `GiftInfo`.
  public struct GiftInfo: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `gift` of the Bot API's type `GiftInfo`.
    public var gift: Gift { required("gift") }
    /// `owned_gift_id` of the Bot API's type `GiftInfo`.
    public var ownedGiftID: String? { optional("owned_gift_id") }
    /// `convert_star_count` of the Bot API's type `GiftInfo`.
    public var convertStarCount: Int64? { optional("convert_star_count") }
    /// `prepaid_upgrade_star_count` of the Bot API's type `GiftInfo`.
    public var prepaidUpgradeStarCount: Int64? { optional("prepaid_upgrade_star_count") }
    /// `is_upgrade_separate` of the Bot API's type `GiftInfo`.
    public var isUpgradeSeparate: Bool? { optional("is_upgrade_separate") }
    /// `can_be_upgraded` of the Bot API's type `GiftInfo`.
    public var canBeUpgraded: Bool? { optional("can_be_upgraded") }
    /// `text` of the Bot API's type `GiftInfo`.
    public var text: String? { optional("text") }
    /// `entities` of the Bot API's type `GiftInfo`.
    public var entities: [MessageEntity]? { optional("entities") }
    /// `is_private` of the Bot API's type `GiftInfo`.
    public var isPrivate: Bool? { optional("is_private") }
    /// `unique_gift_number` of the Bot API's type `GiftInfo`.
    public var uniqueGiftNumber: Int64? { optional("unique_gift_number") }
  }

  /// The Bot API's type `Gifts`.
  public struct Gifts: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `gifts` of the Bot API's type `Gifts`.
    public var gifts: [Gift] { required("gifts") }
  }

  /// The Bot API's type `Giveaway`.
  public struct Giveaway: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chats` of the Bot API's type `Giveaway`.
    public var chats: [Chat] { required("chats") }
    /// `winners_selection_date` of the Bot API's type `Giveaway`.
    public var winnersSelectionDate: Int64 { required("winners_selection_date") }
    /// `winner_count` of the Bot API's type `Giveaway`.
    public var winnerCount: Int64 { required("winner_count") }
    /// `only_new_members` of the Bot API's type `Giveaway`.
    public var onlyNewMembers: Bool? { optional("only_new_members") }
    /// `has_public_winners` of the Bot API's type `Giveaway`.
    public var hasPublicWinners: Bool? { optional("has_public_winners") }
    /// `prize_description` of the Bot API's type `Giveaway`.
    public var prizeDescription: String? { optional("prize_description") }
    /// `country_codes` of the Bot API's type `Giveaway`.
    public var countryCodes: [String]? { optional("country_codes") }
    /// `prize_star_count` of the Bot API's type `Giveaway`.
    public var prizeStarCount: Int64? { optional("prize_star_count") }
    /// `premium_subscription_month_count` of the Bot API's type `Giveaway`.
    public var premiumSubscriptionMonthCount: Int64? { optional("premium_subscription_month_count") }
  }

  /// The Bot API's type `GiveawayCompleted`.
  public struct GiveawayCompleted: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `winner_count` of the Bot API's type `GiveawayCompleted`.
    public var winnerCount: Int64 { required("winner_count") }
    /// `unclaimed_prize_count` of the Bot API's type `GiveawayCompleted`.
    public var unclaimedPrizeCount: Int64? { optional("unclaimed_prize_count") }
    /// `giveaway_message` of the Bot API's type `GiveawayCompleted`.
    public var giveawayMessage: Message? { optional("giveaway_message") }
    /// `is_star_giveaway` of the Bot API's type `GiveawayCompleted`.
    public var isStarGiveaway: Bool? { optional("is_star_giveaway") }
  }

  /// The Bot API's type `GiveawayCreated`.
  public struct GiveawayCreated: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `prize_star_count` of the Bot API's type `GiveawayCreated`.
    public var prizeStarCount: Int64? { optional("prize_star_count") }
  }

  /// The Bot API's type `GiveawayWinners`.
  public struct GiveawayWinners: TelegramObject {
    /// What it is a view of.
    public let json: JSONView
    /// A view of an object.
    public init(json: JSONView) { self.json = json }
    /// `chat` of the Bot API's type `GiveawayWinners`.
    public var chat: Chat { required("chat") }
    /// `giveaway_message_id` of the Bot API's type `GiveawayWinners`.
    public var giveawayMessageID: Int64 { required("giveaway_message_id") }
    /// `winners_selection_date` of the Bot API's type `GiveawayWinners`.
    public var winnersSelectionDate: Int64 { required("winners_selection_date") }
    /// `winner_count` of the Bot API's type `GiveawayWinners`.
    public var winnerCount: Int64 { required("winner_count") }
    /// `winners` of the Bot API's type `GiveawayWinners`.
    public var winners: [User] { required("winners") }
    /// `additional_chat_count` of the Bot API's type `GiveawayWinners`.
    public var additionalChatCount: Int64? { optional("additional_chat_count") }
    /// `prize_star_count` of the Bot API's type `GiveawayWinners`.
    public var prizeStarCount: Int64? { optional("prize_star_count") }
    /// `premium_subscription_month_count` of the Bot API's type `GiveawayWinners`.
    public var premiumSubscriptionMonthCount: Int64? { optional("premium_subscription_month_count") }
    /// `unclaimed_prize_count` of the Bot API's type `GiveawayWinners`.
    public var unclaimedPrizeCount: Int64? { optional("unclaimed_prize_count") }
    /// `only_new_members` of the Bot API's type `GiveawayWinners`.
    public var onlyNewMembers: Bool? { optional("only_new_members") }
    /// `was_refunded` of the Bot API's type `GiveawayWinners`.
    public var wasRefunded: Bool? { optional("was_refunded") }
    /// `prize_description` of the Bot API's type `GiveawayWinners`.
    public var prizeDescription: String? { optional("prize_description") }
  }
}
