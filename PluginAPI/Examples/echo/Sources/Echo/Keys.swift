import Roost
import RoostJSON

/// A keyboard in the place of the letters: a press writes what is on the key.
enum Keys {
  static let message = UpdateReply.call(
    "sendMessage", [JSONMember("text", .string("Press a key.")), JSONMember("reply_markup", keyboard)])

  private static let keyboard = JSONValue.object([
    JSONMember(
      "keyboard",
      .array([
        .array([key("Good morning"), key("/roll")])
      ])),
    JSONMember("resize_keyboard", .bool(true)), JSONMember("one_time_keyboard", .bool(true)),
  ])

  private static func key(_ text: String) -> JSONValue { .object([JSONMember("text", .string(text))]) }
}
