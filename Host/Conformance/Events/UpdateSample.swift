import HostBridge
import RoostJSON

/// An update as Telegram sends it.
struct UpdateSample {
  let json: JSONValue

  static let chats = ["private", "group", "supergroup", "channel"]

  /// In the order of updates.h.
  static let kinds = [
    "message", "edited_message", "channel_post", "edited_channel_post", "business_connection",
    "business_message", "edited_business_message", "deleted_business_messages", "message_reaction",
    "message_reaction_count", "inline_query", "chosen_inline_result", "callback_query", "shipping_query",
    "pre_checkout_query", "purchased_paid_media", "poll", "poll_answer", "my_chat_member", "chat_member",
    "chat_join_request", "chat_boost", "removed_chat_boost",
  ]

  /// Fields that a malformed update lacks, one at a time.
  static let missing = ["from", "chat", "message", "text", "date", "message_id", "id", "data", "query"]

  /// - Parameters:
  ///   - handler: whose command and callback prefix are put in.
  ///   - text: the message's text, unless there is a command.
  ///   - arguments: what follows the command or the prefix.
  init(kind: String, chat: String, _ handler: Registrations.Update, text: String, arguments: String) {
    let text = handler.command.map { "/\($0) \(arguments)" } ?? text
    let data = handler.callback.map { $0 + arguments } ?? text
    json = Self.object([
      "update_id": Self.number(1), kind: Self.content(kind, chat: chat, text: text, data: data),
    ])
  }

  private static func content(_ kind: String, chat: String, text: String, data: String) -> JSONValue {
    let message = message(chat: chat, text: text)
    switch kind {
    case "message", "edited_message", "channel_post", "edited_channel_post", "business_message",
      "edited_business_message":
      return message
    case "callback_query":
      return object([
        "id": .string("1"), "from": user, "message": message, "chat_instance": .string("1"),
        "data": .string(data),
      ])
    case "inline_query":
      return object(["id": .string("1"), "from": user, "query": .string(text), "offset": .string("")])
    case "poll":
      return object(["id": .string("1"), "question": .string(text), "options": .array([])])
    default:
      return object([
        "id": .string("1"), "from": user, "user": user, "chat": Self.chat(chat),
        "date": number(1_700_000_000),
        "invoice_payload": .string(text), "poll_id": .string("1"), "option_ids": .array([]),
      ])
    }
  }

  private static func message(chat: String, text: String) -> JSONValue {
    object([
      "message_id": number(7), "from": user, "chat": Self.chat(chat), "date": number(1_700_000_000),
      "text": .string(text),
    ])
  }

  private static let user = object([
    "id": number(1_000_000_001), "is_bot": .bool(false), "first_name": .string("A"),
    "language_code": .string("en"),
  ])

  private static func chat(_ type: String) -> JSONValue {
    object([
      "id": number(type == "private" ? 1_000_000_001 : -1_001_000_000_001), "type": .string(type),
      "title": .string("T"),
    ])
  }

  private static func number(_ value: Int) -> JSONValue { .number(JSONNumber(value)) }

  private static func object(_ members: KeyValuePairs<String, JSONValue>) -> JSONValue {
    .object(members.map { JSONMember($0.key, $0.value) })
  }
}

extension JSONValue {
  /// Without the members of a name, wherever they are.
  func without(_ name: String) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(
      members.filter { $0.name != name }.map { JSONMember($0.name, $0.value.without(name)) })
  }

  /// With an empty object in place of a member.
  func emptied(_ name: String) -> JSONValue {
    guard case .object(let members) = self else { return self }
    return .object(members.map { $0.name == name ? JSONMember(name, .object([])) : $0 })
  }

  /// With a member of that depth added to the one of that name.
  func deepened(_ name: String, by depth: Int) -> JSONValue {
    guard case .object(let members) = self else { return self }
    var deep = JSONValue.null
    for level in 0..<depth { deep = level % 2 == 0 ? .array([deep]) : .object([JSONMember("x", deep)]) }
    return .object(
      members.map { member in
        guard member.name == name, case .object(let inner) = member.value else { return member }
        return JSONMember(name, .object(inner + [JSONMember("reply_markup", deep)]))
      })
  }
}
