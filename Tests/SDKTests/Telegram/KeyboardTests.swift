import RoostTelegram
import Testing

/// Keyboards, within the Bot API's bounds.
@Suite struct KeyboardTests {
  private func buttons(_ count: Int) -> [Telegram.InlineKeyboardButton] {
    (0..<count).map { .url("\($0)", "https://a") }
  }

  @Test func `rows have at most eight buttons, a keyboard a hundred`() {
    let keyboard = InlineKeyboard().grid(buttons(3), columns: 2).grid(buttons(90), columns: 20)
      .grid(buttons(90), columns: 0)
    #expect(
      keyboard.rows.map(\.count) == [2, 1] + Array(repeating: 8, count: 11) + [2]
        + Array(repeating: 1, count: 7))
    #expect(keyboard.rows.joined().map(\.text).prefix(4) == ["0", "1", "2", "0"])
    #expect(InlineKeyboard().grid(buttons(10), columns: 8).row(buttons(1)[0]).rows.map(\.count) == [8, 2, 1])
  }

  @Test func `a reply keyboard has its texts and settings`() {
    let keyboard = ReplyKeyboard(oneTime: true, placeholder: "?").row("a", "b").grid(
      ["c", "d", "e"], columns: 2)
    let call = SendMessage(chatID: 1, text: "t", replyMarkup: keyboard.markup)
    let rows = #"[[{"text":"a"},{"text":"b"}],[{"text":"c"},{"text":"d"}],[{"text":"e"}]]"#
    #expect(
      String(decoding: call.content.json, as: UTF8.self)
        == #"{"chat_id":1,"text":"t","reply_markup":{"keyboard":"#
        + rows + #","resize_keyboard":true,"one_time_keyboard":true,"input_field_placeholder":"?"}}"#)
  }
}
