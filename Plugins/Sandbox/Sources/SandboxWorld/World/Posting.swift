import RoostJSON

// How messages come into being, and who hears of it.
extension World {
  /// A message that is yet to be numbered.
  func draft(in chat: Chat, from: Int?, _ content: JSONValue) -> Message {
    Message(key: InChat(chat.key, 0), date: seconds, from: from, content: content)
  }

  /// Gives a message its number and its place, and tells of it.
  @discardableResult
  mutating func post(_ draft: Message) -> Message {
    var message = draft
    let id = chats[draft.chat]?.nextMessage ?? 1
    message.key = InChat(draft.chat, id)
    message.date = seconds
    chats.change(draft.chat) { chat in
      chat.nextMessage = id + 1
      if let from = message.from { chat.read[from] = id }
    }
    messages[message.key] = message
    history[message.chat, default: []].append(id)
    trim(message.chat)
    announce(message, isEdit: false)
    tell("message", message.chat, .fields(["message": pageMessage(message)]))
    return message
  }

  /// Tells the bots of a chat about a message that is new, or was changed by somebody.
  mutating func announce(_ message: Message, isEdit: Bool) {
    guard let chat = chats[message.chat] else { return }
    let kind =
      switch (chat.kind, isEdit) {
      case (.channel, false): "channel_post"
      case (.channel, true): "edited_channel_post"
      case (_, false): "message"
      case (_, true): "edited_message"
      }
    var body: JSONValue?
    for bot in botsHearing(message, in: chat) {
      if body == nil { body = render(message) }
      enqueue(kind, for: bot, lane: "c\(message.chat.chat)", body!, expiresAfter: 86_400)
    }
  }

  /// The bots that see a message: not its sender, no other bot's, and in groups not what privacy mode hides.
  private func botsHearing(_ message: Message, in chat: Chat) -> [Int] {
    let isFromBot = message.from.flatMap { users[$0]?.isBot } ?? false
    if chat.key.isPrivate { return isFromBot || chat.key.bot == Self.father ? [] : [chat.key.bot] }
    if isFromBot, chat.kind != .channel, !message.isService { return [] }
    return present(in: chat.key).filter { member in
      guard let bot = bots[member.user], bot.id != message.from else { return false }
      if chat.kind == .channel { return member.isAdmin }
      if !bot.hasPrivacy || member.isAdmin || message.isService { return true }
      return isMeant(message, for: bot.id)
    }.map(\.user)
  }

  /// Whether privacy mode lets a bot see a message: a command, a mention of it, or a reply to it.
  private func isMeant(_ message: Message, for bot: Int) -> Bool {
    if let reply = message.replyTo, messages[InChat(message.chat, reply)]?.from == bot { return true }
    guard let text = message.text ?? message.content["caption"]?.string else { return false }
    let name = "@" + (users[bot]?.username?.lowercased() ?? "")
    let entities = message.content["entities"]?.array ?? message.content["caption_entities"]?.array ?? []
    for entity in entities {
      guard let type = entity["type"]?.string, let word = UTF16Text.slice(text, entity) else { continue }
      if type == "bot_command", !word.contains("@") || word.lowercased().hasSuffix(name) { return true }
      if type == "mention", word.lowercased() == name { return true }
      if type == "text_mention", entity["user"]?["id"]?.int == bot { return true }
    }
    return false
  }

  /// Replaces a message by a changed one; those of people are told to bots.
  mutating func change(_ message: Message, tellsBots: Bool) {
    messages[message.key] = message
    if tellsBots { announce(message, isEdit: true) }
    tell("edit", message.chat, .fields(["message": pageMessage(message)]))
  }

  /// Takes messages away. Bots are not told, as they never are.
  mutating func erase(_ chat: ChatKey, _ ids: [Int]) {
    let gone = ids.filter { messages[InChat(chat, $0)] != nil }
    guard !gone.isEmpty else { return }
    forget(gone, in: chat)
    history[chat]?.removeAll { gone.contains($0) }
    tell("delete", chat, .fields(["message_ids": gone]))
  }

  /// A message about what happened, such as that somebody joined.
  @discardableResult
  mutating func postService(in chat: Chat, from: Int?, _ content: JSONValue) -> Message {
    var message = draft(in: chat, from: chat.kind == .channel ? nil : from, content)
    message.isService = true
    if chat.kind == .channel { message.senderChat = chat.key.chat }
    return post(message)
  }

  /// Forgets the oldest messages of a chat past the length of its history.
  private mutating func trim(_ chat: ChatKey) {
    guard let ids = history[chat], ids.count > settings.historyLength else { return }
    forget(Array(ids.dropLast(settings.historyLength)), in: chat)
    history[chat] = ids.suffix(settings.historyLength)
  }

  /// What hangs on messages goes with them.
  private mutating func forget(_ ids: [Int], in chat: ChatKey) {
    for id in ids {
      let key = InChat(chat, id)
      messages[key] = nil
      if invoices[Self.invoiceKey(key)] != nil { invoices[Self.invoiceKey(key)] = nil }
    }
    guard chats[chat]?.pinned.contains(where: ids.contains) == true else { return }
    chats.change(chat) { $0.pinned.removeAll { ids.contains($0) } }
  }
}
