import CRoostSDK
import RoostJSON

/// A Telegram update (https://core.telegram.org/bots/api#update).
///
/// Reads the host's memory in place and is valid until the handler has returned.
public struct Update: Sendable {
  let exchange: Exchange

  /// What an update is about: the name of its one field beside `update_id`.
  public struct Kind: Sendable, Hashable {
    let rawValue: UInt32
    init(_ rawValue: Int32) { self.rawValue = UInt32(rawValue) }

    /// A kind the host does not know yet.
    public static let other = Kind(ROOST_UPDATE_OTHER)
    /// `message`
    public static let message = Kind(ROOST_UPDATE_MESSAGE)
    /// `edited_message`
    public static let editedMessage = Kind(ROOST_UPDATE_EDITED_MESSAGE)
    /// `channel_post`
    public static let channelPost = Kind(ROOST_UPDATE_CHANNEL_POST)
    /// `edited_channel_post`
    public static let editedChannelPost = Kind(ROOST_UPDATE_EDITED_CHANNEL_POST)
    /// `business_connection`
    public static let businessConnection = Kind(ROOST_UPDATE_BUSINESS_CONNECTION)
    /// `business_message`
    public static let businessMessage = Kind(ROOST_UPDATE_BUSINESS_MESSAGE)
    /// `edited_business_message`
    public static let editedBusinessMessage = Kind(ROOST_UPDATE_EDITED_BUSINESS_MESSAGE)
    /// `deleted_business_messages`
    public static let deletedBusinessMessages = Kind(ROOST_UPDATE_DELETED_BUSINESS_MESSAGES)
    /// `message_reaction`
    public static let messageReaction = Kind(ROOST_UPDATE_MESSAGE_REACTION)
    /// `message_reaction_count`
    public static let messageReactionCount = Kind(ROOST_UPDATE_MESSAGE_REACTION_COUNT)
    /// `inline_query`
    public static let inlineQuery = Kind(ROOST_UPDATE_INLINE_QUERY)
    /// `chosen_inline_result`
    public static let chosenInlineResult = Kind(ROOST_UPDATE_CHOSEN_INLINE_RESULT)
    /// `callback_query`
    public static let callbackQuery = Kind(ROOST_UPDATE_CALLBACK_QUERY)
    /// `shipping_query`
    public static let shippingQuery = Kind(ROOST_UPDATE_SHIPPING_QUERY)
    /// `pre_checkout_query`
    public static let preCheckoutQuery = Kind(ROOST_UPDATE_PRE_CHECKOUT_QUERY)
    /// `purchased_paid_media`
    public static let purchasedPaidMedia = Kind(ROOST_UPDATE_PURCHASED_PAID_MEDIA)
    /// `poll`
    public static let poll = Kind(ROOST_UPDATE_POLL)
    /// `poll_answer`
    public static let pollAnswer = Kind(ROOST_UPDATE_POLL_ANSWER)
    /// `my_chat_member`
    public static let myChatMember = Kind(ROOST_UPDATE_MY_CHAT_MEMBER)
    /// `chat_member`
    public static let chatMember = Kind(ROOST_UPDATE_CHAT_MEMBER)
    /// `chat_join_request`
    public static let chatJoinRequest = Kind(ROOST_UPDATE_CHAT_JOIN_REQUEST)
    /// `chat_boost`
    public static let chatBoost = Kind(ROOST_UPDATE_CHAT_BOOST)
    /// `removed_chat_boost`
    public static let removedChatBoost = Kind(ROOST_UPDATE_REMOVED_CHAT_BOOST)
  }

  /// What sort of chat an update comes from.
  public enum ChatType: UInt32, Sendable {
    /// The update names no chat.
    case none
    /// A conversation with one user.
    case `private`
    /// A basic group.
    case group
    /// A supergroup.
    case supergroup
    /// A channel.
    case channel
  }

  /// `update_id`
  public var id: Int64 { number(0) }
  /// The chat's id; 0 when there is none.
  public var chatID: Int64 { number(1) }
  /// The id of the user who caused it; 0 when there is none.
  public var userID: Int64 { number(2) }
  /// The id of the message, for a callback of the one with the button.
  public var messageID: Int64 { number(3) }
  /// When the message was sent, in seconds since 1970.
  public var date: Int64 { number(4) }
  /// What it is about.
  public var kind: Kind { Kind(Int32(number(5))) }
  /// Where it comes from.
  public var chatType: ChatType { ChatType(rawValue: UInt32(number(6))) ?? .none }

  /// The bot's name in the host's configuration.
  public var bot: String { text(0) }
  /// The event's id in the host's log.
  public var eventID: String { text(1) }
  /// The message's text or caption, or the inline query.
  public var text: String { text(2) }
  /// `start` of `/start@bot hello`; empty when the text is no command.
  public var command: String { text(3) }
  /// `hello` of `/start@bot hello`.
  public var arguments: String { text(4) }
  /// The id to answer a callback, inline, shipping or pre-checkout query with.
  public var queryID: String { text(5) }
  /// A pressed button's data.
  public var callbackData: String { text(6) }
  /// The user's language, such as `en`; empty when unknown.
  public var language: String { text(7) }

  /// The whole update as received.
  public func withJSON<R>(_ body: (UnsafeRawBufferPointer) throws -> R) rethrows -> R {
    try unsafe exchange.withBody(body)
  }

  /// The whole update, decoded.
  ///
  /// - Throws: `DecodingError` when the type does not fit.
  public func json<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try unsafe exchange.withBody { try unsafe JSONCoder.decode(type, from: $0) }
  }

  private func text(_ field: Int32) -> String {
    unsafe exchange.withBlock { unsafe String(roost_sdk_update_text($0, field)) }
  }

  private func number(_ field: Int32) -> Int64 {
    unsafe exchange.withBlock { unsafe roost_sdk_update_number($0, field) }
  }
}
