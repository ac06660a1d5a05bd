/// Rows of buttons in the place of the user's keyboard, each of which sends its text: at most 8 in a row; what is more
/// goes on in the next one.
public struct ReplyKeyboard: Sendable {
  /// The rows so far.
  public private(set) var rows: [[Telegram.KeyboardButton]] = []
  /// Whether it goes away once a button was pressed.
  public var isOneTime: Bool
  /// Whether it is as low as its buttons.
  public var isCompact: Bool
  /// What stands in the empty line of input.
  public var placeholder: String?

  /// No buttons.
  public init(oneTime: Bool = false, compact: Bool = true, placeholder: String? = nil) {
    isOneTime = oneTime
    isCompact = compact
    self.placeholder = placeholder
  }

  /// Adds a row of buttons with these texts.
  public func row(_ texts: String...) -> ReplyKeyboard { grid(texts, columns: InlineKeyboard.rowLimit) }

  /// Adds rows of so many buttons, 1 to 8, with these texts.
  public func grid(_ texts: [String], columns: Int) -> ReplyKeyboard {
    row(texts.map { Telegram.KeyboardButton(text: $0) }, columns: columns)
  }

  /// Adds rows of so many buttons, 1 to 8, such as those that ask for a contact.
  public func row(_ buttons: [Telegram.KeyboardButton], columns: Int = InlineKeyboard.rowLimit)
    -> ReplyKeyboard
  {
    var keyboard = self
    keyboard.rows += Keyboards.rows(buttons, columns: columns)
    return keyboard
  }

  /// The keyboard for a method's parameter.
  public var markup: Telegram.ReplyMarkup {
    .replyKeyboardMarkup(
      .init(
        keyboard: rows, resizeKeyboard: isCompact, oneTimeKeyboard: isOneTime,
        inputFieldPlaceholder: placeholder))
  }

  /// Takes such a keyboard away.
  public static let removal = Telegram.ReplyMarkup.replyKeyboardRemove(.init(removeKeyboard: true))
}
