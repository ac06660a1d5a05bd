public import Roost

extension Update {
  /// The bot that it came to, to call as.
  public var asBot: Bot { Bot(bot) }

  /// Makes a call as the bot that it came to.
  ///
  /// - Throws: why it was not done.
  @discardableResult
  public func send<M: TelegramMethod>(
    _ method: M, timeout: Duration = .seconds(30)
  ) async throws(TelegramError) -> M.Result {
    try await asBot.send(method, timeout: timeout)
  }

  /// Sends a text to the chat that it came from, in as many messages as it needs.
  ///
  /// - Returns: the last of the messages.
  /// - Throws: why it was not done; messages before it have been sent then.
  @discardableResult
  public func answer(
    _ text: FormattedText, replyMarkup: Telegram.ReplyMarkup? = nil
  ) async throws(TelegramError) -> Telegram.Message {
    let (bot, chat) = (asBot, chatID)
    let parts = text.split()
    for part in parts.dropLast() {
      try await bot.send(SendMessage(chatID: .id(chat), text: part.text, entities: part.sentEntities))
    }
    let last = parts.last ?? text
    return try await bot.send(
      SendMessage(
        chatID: .id(chat), text: last.text, entities: last.sentEntities, replyMarkup: replyMarkup))
  }

  /// Sends a plain text to the chat that it came from.
  ///
  /// - Throws: as the other.
  @discardableResult
  public func answer(
    _ text: String, replyMarkup: Telegram.ReplyMarkup? = nil
  ) async throws(TelegramError) -> Telegram.Message {
    try await answer(.plain(text), replyMarkup: replyMarkup)
  }

  /// Tells Telegram that a button was dealt with, with a note of at most 200 characters.
  ///
  /// - Throws: why it was not done: a press is answered within seconds, or not at all.
  public func answerCallback(_ text: String? = nil, alert: Bool = false) async throws(TelegramError) {
    try await send(
      AnswerCallbackQuery(callbackQueryID: queryID, text: text, showAlert: alert ? true : nil))
  }

  /// Gives the message with the button that was pressed another, plain text.
  ///
  /// - Throws: why it was not done.
  public func edit(
    _ text: String, replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) async throws(TelegramError) {
    try await edit(.plain(text), replyMarkup: replyMarkup)
  }

  /// Gives the message with the button that was pressed another text.
  ///
  /// - Throws: why it was not done.
  public func edit(
    _ text: FormattedText, replyMarkup: Telegram.InlineKeyboardMarkup? = nil
  ) async throws(TelegramError) {
    try await send(
      EditMessageText(
        text: text.text, chatID: .id(chatID), messageID: messageID, entities: text.sentEntities,
        replyMarkup: replyMarkup))
  }
}
