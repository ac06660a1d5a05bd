/// Names a chat. A private one is a bot's with a user: each of the two knows it by the other's id.
struct ChatKey: Hashable, Sendable, Codable, LosslessStringConvertible {
  /// As bots know it: of groups and channels negative, else the user's.
  let chat: Int
  /// The bot of a private chat; 0 for others.
  let bot: Int

  init(_ chat: Int, bot: Int = 0) {
    self.chat = chat
    self.bot = bot
  }

  init?(_ text: String) {
    let parts = text.split(separator: "_")
    guard parts.count == 2, let chat = Int(parts[0]), let bot = Int(parts[1]) else { return nil }
    self.init(chat, bot: bot)
  }

  var description: String { "\(chat)_\(bot)" }
  var isPrivate: Bool { chat > 0 }
}

/// Names something within a chat: a message or a member, by its number.
struct InChat: Hashable, Sendable, Codable, LosslessStringConvertible {
  let chat: ChatKey
  let id: Int

  init(_ chat: ChatKey, _ id: Int) {
    self.chat = chat
    self.id = id
  }

  init?(_ text: String) {
    guard let slash = text.firstIndex(of: "/"), let chat = ChatKey(String(text[..<slash])),
      let id = Int(text[text.index(after: slash)...])
    else { return nil }
    self.init(chat, id)
  }

  var description: String { "\(chat)/\(id)" }
}

/// Names an update of a bot.
struct UpdateKey: Hashable, Sendable, Codable, LosslessStringConvertible {
  let bot: Int
  let id: Int

  init(_ bot: Int, _ id: Int) {
    self.bot = bot
    self.id = id
  }

  init?(_ text: String) {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let bot = Int(parts[0]), let id = Int(parts[1]) else { return nil }
    self.init(bot, id)
  }

  var description: String { "\(bot)/\(id)" }
}
