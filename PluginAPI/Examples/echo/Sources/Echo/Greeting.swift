import Roost
import RoostJSON

/// What `/start` is answered with: a text with buttons below it.
enum Greeting {
  static let message = UpdateReply.call(
    "sendMessage",
    [
      JSONMember("parse_mode", .string("HTML")),
      JSONMember(
        "text",
        .string(
          """
          <b>Hello!</b> Whatever you write to me, or send me, comes back: try a photo or a location.
          /roll rolls a die, /keys shows a keyboard.
          """)),
      JSONMember("reply_markup", buttons),
    ])

  private static let buttons = JSONValue.object([
    JSONMember(
      "inline_keyboard",
      .array([
        .array([button("I am well", "mood:well"), button("I am tired", "mood:tired")]),
        .array([button("What are you?", "about")]),
      ]))
  ])

  private static func button(_ text: String, _ data: String) -> JSONValue {
    .object([JSONMember("text", .string(text)), JSONMember("callback_data", .string(data))])
  }
}
