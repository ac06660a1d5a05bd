public import RoostJSON

/// One Bot API call, sent in the answer to the webhook
/// (https://core.telegram.org/bots/api#making-requests-when-getting-updates). Its result is never
/// known, so it does not fit where a message's id matters.
public struct UpdateReply: Sendable {
  /// The method's name; nil when nothing is called.
  let method: String?
  var parameters: [JSONMember]

  /// Calls nothing.
  public static let none = UpdateReply(method: nil, parameters: [])

  /// Calls any method. A `chat_id` that is missing is the update's chat.
  public static func call(_ method: String, _ parameters: [JSONMember] = []) -> UpdateReply {
    UpdateReply(method: method, parameters: parameters)
  }

  /// Sends a text of at most 4,096 UTF-16 units to the update's chat.
  public static func text(_ text: String) -> UpdateReply {
    call("sendMessage", [JSONMember("text", .string(text))])
  }

  /// Answers a pressed button, with a note of at most 200 characters.
  public static func answer(_ text: String? = nil, alert: Bool = false) -> UpdateReply {
    var parameters: [JSONMember] = []
    if let text { parameters.append(JSONMember("text", .string(text))) }
    if alert { parameters.append(JSONMember("show_alert", .bool(true))) }
    return call("answerCallbackQuery", parameters)
  }

  /// The JSON for the webhook's answer; nil when nothing is called.
  func json(for update: Update) -> [UInt8]? {
    guard let method else { return nil }
    var members: [JSONMember] = []
    members.reserveCapacity(parameters.count + 2)
    members.append(JSONMember("method", .string(method)))
    switch method {
    case "answerCallbackQuery" where lacks("callback_query_id"):
      members.append(JSONMember("callback_query_id", .string(update.queryID)))
    case "answerPreCheckoutQuery" where lacks("pre_checkout_query_id"):
      members.append(JSONMember("pre_checkout_query_id", .string(update.queryID)))
    case let method where !method.utf8.starts(with: "answer".utf8) && lacks("chat_id") && update.chatID != 0:
      members.append(JSONMember("chat_id", .number(JSONNumber(update.chatID))))
    default: break
    }
    return JSONValue.object(members + parameters).serialized()
  }

  private func lacks(_ name: String) -> Bool { !parameters.contains { $0.name == name } }
}

/// What an update handler may return.
public protocol UpdateReplyConvertible {
  /// The reply.
  func reply() -> UpdateReply
}

extension UpdateReply: UpdateReplyConvertible {
  /// Itself.
  public func reply() -> UpdateReply { self }
}

extension String: UpdateReplyConvertible {
  /// A message of this text to the update's chat.
  public func reply() -> UpdateReply { .text(self) }
}
