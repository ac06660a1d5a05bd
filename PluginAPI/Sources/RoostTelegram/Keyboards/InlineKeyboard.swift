/// Rows of buttons below a message: at most 8 in a row and 100 in all; what is more in a row goes on in the next one.
///
///     let keyboard = InlineKeyboard()
///       .row(.callback("Buy", data), .url("More", "https://example.org"))
///     SendMessage(chatID: 1, text: "Tea?", replyMarkup: keyboard.markup)
public struct InlineKeyboard: Sendable {
  /// Most buttons of a row.
  public static let rowLimit = 8
  /// Most buttons of a keyboard.
  public static let limit = 100

  /// The rows so far.
  public private(set) var rows: [[Telegram.InlineKeyboardButton]] = []

  /// No buttons.
  public init() {}

  /// Adds a row. Buttons past the hundredth are left out.
  public func row(_ buttons: Telegram.InlineKeyboardButton...) -> InlineKeyboard {
    grid(buttons, columns: Self.rowLimit)
  }

  /// Adds rows of so many buttons, 1 to 8. Buttons past the hundredth are left out.
  public func grid(_ buttons: [Telegram.InlineKeyboardButton], columns: Int) -> InlineKeyboard {
    var keyboard = self
    let room = Self.limit - rows.reduce(0) { $0 + $1.count }
    keyboard.rows += Keyboards.rows(buttons.prefix(room), columns: columns)
    return keyboard
  }

  /// The keyboard for a method's parameter.
  public var markup: Telegram.ReplyMarkup { .inlineKeyboardMarkup(inlineMarkup) }

  /// The keyboard, where no other sort will do.
  public var inlineMarkup: Telegram.InlineKeyboardMarkup { .init(inlineKeyboard: rows) }
}

extension Telegram.InlineKeyboardButton {
  /// A button that tells the bot that it was pressed; see ``CallbackSigner``.
  public static func callback(_ text: String, _ data: SignedCallback) -> Self {
    .init(text: text, callbackData: data.text)
  }

  /// A button that opens an address.
  public static func url(_ text: String, _ url: String) -> Self { .init(text: text, url: url) }
}

enum Keyboards {
  static func rows<Button>(_ buttons: some Collection<Button>, columns: Int) -> [[Button]] {
    let columns = min(max(columns, 1), InlineKeyboard.rowLimit)
    var rows: [[Button]] = []
    for button in buttons {
      if rows.last.map({ $0.count < columns }) == true {
        rows[rows.count - 1].append(button)
      } else {
        rows.append([button])
      }
    }
    return rows
  }
}
