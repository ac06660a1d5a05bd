import RoostJSON

/// A message as it is kept; ``World/render(_:for:depth:)`` makes the Bot API's object of it.
struct Message: Codable, Sendable {
  var key: InChat
  var date: Int
  /// The sender; nil in channels.
  var from: Int?
  /// The chat that speaks: channels, and admins who hide.
  var senderChat: Int?
  /// Everything that its kind of content has, entities and captions included.
  var content: JSONValue
  var replyTo: Int?
  var quote: JSONValue?
  var editDate: Int?
  /// Inline keyboards, which are a part of the message.
  var keyboard: JSONValue?
  /// Keyboards below the input field and what removes them, which only clients see.
  var replyKeyboard: JSONValue?
  var isProtected = false
  var isService = false
  var forward: JSONValue?
  var viaBot: Int?
  var effect: String?
  var thread: Int?
  var author: String?
  /// The bot or user behind what a chat says.
  var poster: Int?
  /// Who reacted with what.
  var reactions: [Int: [String]] = [:]
  /// Who voted for which options of its poll.
  var votes: [Int: [Int]] = [:]

  var chat: ChatKey { key.chat }
  var id: Int { key.id }
  var text: String? { content["text"]?.string }
  var group: String? { content["media_group_id"]?.string }
}
