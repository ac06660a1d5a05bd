/// One parameter of a method.
package struct Parameter: Sendable, Equatable {
  /// How a parameter's value is read.
  package enum Kind: String, Sendable {
    /// A whole number.
    case int
    /// A number.
    case float
    /// Text.
    case string
    /// `true` or `false`.
    case bool
    /// A chat's number, or `@` and its username.
    case chat
    /// JSON, an object.
    case object
    /// JSON, an array.
    case array
    /// A file: uploaded, by its id, or by URL.
    case file
  }

  /// Its name.
  package let name: String
  /// How its value is read.
  package let kind: Kind
  /// Whether there is no call without it.
  package let isRequired: Bool

  /// Reads `name:kind!`, where `:kind` is text when left out and `!` is for what is required.
  static func list(_ text: String) -> [Parameter] {
    text.split(whereSeparator: \.isWhitespace).map { word in
      let parts = word.drop { $0 == "!" }.split(separator: ":")
      let isRequired = word.hasSuffix("!")
      let kind = parts.count > 1 ? String(parts[1].prefix { $0 != "!" }) : "string"
      guard let kind = Kind(rawValue: kind) else { fatalError("a parameter of an unknown kind: \(word)") }
      return Parameter(name: String(parts[0].prefix { $0 != "!" }), kind: kind, isRequired: isRequired)
    }
  }

  /// What most that send a message have.
  static let sending = sendingAsItself + " business_connection_id "
  /// What all that send a message have.
  static let sendingAsItself = """
    message_thread_id:int direct_messages_topic_id:int disable_notification:bool
    protect_content:bool allow_paid_broadcast:bool message_effect_id suggested_post_parameters:object
    reply_parameters:object reply_markup:object allow_sending_without_reply:bool reply_to_message_id:int
    """
  /// What some of them have besides: parts of messages for one reader.
  static let ephemeral = "ephemeral_message_parameters:object receiver_user_id:int callback_query_id"
  static let caption = "caption parse_mode caption_entities:array"
}
