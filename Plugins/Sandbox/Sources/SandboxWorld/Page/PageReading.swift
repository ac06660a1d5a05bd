package import RoostJSON

// What the page asks for.
extension World {
  /// A user's chats, the newest talk first.
  package func pageChats(_ user: Int) throws -> JSONValue {
    try checkPerson(user)
    let shown = (chatsOf[user] ?? []).compactMap { chats[$0] }.filter { chat in
      chat.key.isPrivate || members[InChat(chat.key, user)] != nil
    }
    let newest = { (chat: Chat) in
      history[chat.key]?.last.flatMap { messages[InChat(chat.key, $0)]?.date } ?? 0
    }
    let sorted = shown.sorted { (newest($0), $0.key.chat) > (newest($1), $1.key.chat) }
    return .fields(["chats": sorted.map { summary($0, for: user) }])
  }

  /// Groups and channels that anybody may join.
  package func pagePublic(_ word: String, user: Int) throws -> JSONValue {
    try checkPerson(user)
    let word = word.lowercased()
    let found = chats.rows.values.filter { chat in
      guard let name = chat.username, !isMember(user, of: chat.key) else { return false }
      return word.isEmpty || name.lowercased().contains(word)
        || chat.title?.lowercased().contains(word) == true
    }
    return .fields(["chats": found.sorted { $0.key.chat < $1.key.chat }.map { summary($0, for: user) }])
  }

  /// A page of a chat's history, the oldest first.
  package mutating func pageMessages(
    _ id: Int, user: Int, before: Int?, one: Int?, limit: Int
  ) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    let ids = history[chat.key] ?? []
    if let one {
      let message = messages[InChat(chat.key, one)].map(pageMessage)
      return .fields(["messages": [message].compactMap { $0 }])
    }
    let older = ids.prefix { before == nil || $0 < before! }
    let page = older.suffix(min(max(limit, 1), 200))
    if before == nil, let last = ids.last, chat.read[user] != last {
      chats.change(chat.key) { $0.read[user] = last }
    }
    return .fields([
      "messages": page.compactMap { messages[InChat(chat.key, $0)].map(pageMessage) },
      "more": page.count < older.count, "keyboard": keyboard(chat) ?? .null,
      "chat": summary(chats[chat.key] ?? chat, for: user),
    ])
  }

  /// The reply keyboard that is in force.
  private func keyboard(_ chat: Chat) -> JSONValue? {
    for id in (history[chat.key] ?? []).reversed() {
      guard let message = messages[InChat(chat.key, id)], let keyboard = message.replyKeyboard else {
        continue
      }
      if keyboard["remove_keyboard"]?.isTrue == true { return nil }
      return .fields(["message_id": id, "reply_markup": keyboard])
    }
    return nil
  }

  /// Who is in a chat, and how one gets in.
  package func pageMembers(_ id: Int, user: Int?) throws -> JSONValue {
    let chat = try user.map { try pageChat(id, for: $0) } ?? chats[ChatKey(id)]
    guard let chat else { throw APIError(404, "there is no chat \(id)") }
    if chat.key.isPrivate {
      return .fields([
        "members": [JSONValue](), "invite_links": [JSONValue](), "join_requests": [JSONValue](),
      ])
    }
    let all = (chatMembers[chat.key] ?? []).sorted().map { member($0, in: chat.key) }
    let own = links.rows.values.filter { $0.chat == chat.key }.sorted { $0.link < $1.link }
    return .fields([
      "members": all.filter { $0.isIn || $0.status == .kicked }.map { render($0, in: chat) },
      "invite_links": own.map(render),
      "join_requests": own.flatMap(\.waiting).map {
        JSONValue.fields(["user": render(user: $0), "date": seconds])
      },
      "permissions": JSONValue.object(Rights.fields(Rights.permissions, of: chat.permissions)),
    ])
  }

  /// A message as it is, and the updates that were made of it.
  package func pageRaw(_ id: Int, user: Int, message: Int) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    guard let found = messages[InChat(chat.key, message)] else {
      throw APIError(404, "there is no such message")
    }
    let own = recent.filter { update in
      update.chat == chat.key.chat && update.message == message
        && (!chat.key.isPrivate || update.key.bot == chat.key.bot)
    }
    return .fields([
      "message": render(found),
      "updates": own.map { JSONValue.fields(["bot": $0.key.bot, "update": $0.body, "state": $0.state]) },
    ])
  }

  /// The chat that a user's page means.
  func pageChat(_ id: Int, for user: Int) throws -> Chat {
    try checkPerson(user)
    let key = id > 0 ? ChatKey(user, bot: id) : ChatKey(id)
    if let chat = chats[key] {
      if chatMembers[key]?.contains(user) == true || chat.username != nil { return chat }
      throw APIError(403, "the user \(user) is not in the chat \(id)")
    }
    if id > 0, bots[id] != nil {
      var chat = Chat(key: key, kind: .private)
      chat.isStarted = false
      return chat
    }
    throw APIError(404, "there is no chat \(id)")
  }

  func checkPerson(_ user: Int) throws {
    guard let person = users[user], !person.isBot else { throw APIError(404, "there is no user \(user)") }
  }
}
