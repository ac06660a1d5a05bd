import RoostJSON
import Testing

@testable import SandboxWorld

/// A rule of Telegram's, where it is written, and how to see that it holds.
struct Rule: Sendable, CustomTestStringConvertible {
  let says: String
  /// An address, or a file of https://github.com/tdlib/telegram-bot-api.
  let source: String
  let holds: @Sendable (inout Bench) throws -> Bool

  init(_ says: String, _ source: String, _ holds: @escaping @Sendable (inout Bench) throws -> Bool) {
    self.says = says
    self.source = source
    self.holds = holds
  }

  var testDescription: String { "\(says) (\(source))" }
}

extension Bench {
  /// Whether a call is refused with words that contain those.
  mutating func refuses(_ name: String, _ values: JSONValue, _ words: String) -> Bool {
    refusal(name, values).contains(words)
  }

  /// A text to the user, who has started the bot.
  func text(_ text: String) -> JSONValue { .fields(["chat_id": user, "text": text]) }

  /// A text to the user with buttons, given as rows of callback data.
  func buttons(_ rows: [[String]]) -> JSONValue {
    let keys = rows.map { row in
      JSONValue.array(row.map { .fields(["text": "k", "callback_data": $0]) })
    }
    return text("x").with("reply_markup", JSONValue.fields(["inline_keyboard": JSONValue.array(keys)]))
  }
}
