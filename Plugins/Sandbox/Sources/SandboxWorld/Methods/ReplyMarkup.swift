import RoostJSON

/// The keyboards that go with a message (https://core.telegram.org/bots/api#inlinekeyboardmarkup).
enum ReplyMarkup {
  private static let actions = [
    "url", "callback_data", "web_app", "login_url", "switch_inline_query", "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat", "copy_text", "callback_game", "pay",
  ]

  static func read(
    _ markup: JSONValue, chat: Chat, isInvoice: Bool
  ) throws -> (inline: JSONValue?, reply: JSONValue?) {
    if let rows = markup["inline_keyboard"] { return (try inline(rows, isInvoice: isInvoice), nil) }
    if chat.kind == .channel { throw APIError.bad("reply markup must be an inline keyboard in channels") }
    if let rows = markup["keyboard"] {
      guard let rows = rows.array, rows.allSatisfy({ $0.array != nil }) else {
        throw APIError.bad("can't parse keyboard: Field \"keyboard\" must be of type Array")
      }
      let buttons = rows.flatMap { $0.array ?? [] }
      guard buttons.allSatisfy({ !($0.string ?? $0["text"]?.string ?? "").isEmpty }) else {
        throw APIError.bad("can't parse keyboard button: Text of the button must not be empty")
      }
      guard !buttons.isEmpty else { throw APIError.bad("reply markup must not be empty") }
      try bound(rows)
      let plain = rows.map {
        JSONValue.array(($0.array ?? []).map { $0.string.map { .fields(["text": $0]) } ?? $0 })
      }
      return (nil, markup.with("keyboard", JSONValue.array(plain)))
    }
    if markup["remove_keyboard"]?.isTrue == true || markup["force_reply"]?.isTrue == true {
      return (nil, markup)
    }
    throw APIError.bad("object expected as reply markup")
  }

  static func inline(_ value: JSONValue, isInvoice: Bool) throws -> JSONValue? {
    guard let rows = value.array, rows.allSatisfy({ $0.array != nil }) else {
      throw APIError.bad("can't parse inline keyboard: Field \"inline_keyboard\" must be of type Array")
    }
    for (index, button) in rows.flatMap({ $0.array ?? [] }).enumerated() {
      try check(button, isFirst: index == 0, isInvoice: isInvoice)
    }
    try bound(rows)
    let filled = rows.filter { $0.array?.isEmpty == false }
    return filled.isEmpty ? nil : .fields(["inline_keyboard": JSONValue.array(filled)])
  }

  private static func bound(_ rows: [JSONValue]) throws {
    let count = rows.reduce(0) { $0 + ($1.array?.count ?? 0) }
    guard count <= 100, rows.allSatisfy({ ($0.array?.count ?? 0) <= 8 }) else {
      throw APIError.bad("reply markup is too long")
    }
  }

  private static func check(_ button: JSONValue, isFirst: Bool, isInvoice: Bool) throws {
    guard let text = button["text"]?.string, !text.isEmpty else {
      throw APIError.bad("can't parse inline keyboard button: Field \"text\" must be of type String")
    }
    guard let action = actions.first(where: { button[$0] != nil }) else {
      throw APIError.bad(
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    }
    switch action {
    case "callback_data":
      guard let data = button[action]?.string, (1...64).contains(data.utf8.count) else {
        throw APIError.bad("BUTTON_DATA_INVALID")
      }
    case "url":
      let url = button[action]?.string ?? ""
      let schemes = ["http://", "https://", "tg://", "ton://", "tel:", "mailto:"]
      guard schemes.contains(where: url.hasPrefix) || url.contains("."), !url.contains(" ") else {
        throw APIError.bad("inline keyboard button URL '\(url)' is invalid: Wrong HTTP URL")
      }
    case "pay":
      guard isInvoice, isFirst else { throw APIError.bad("BUTTON_TYPE_INVALID") }
    case "callback_game": throw APIError.bad("the sandbox does not know games")
    default: break
    }
  }
}
