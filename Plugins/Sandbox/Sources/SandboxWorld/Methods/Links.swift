import RoostJSON

extension Method {
  private static let link = "name expire_date:int member_limit:int creates_join_request:bool"

  /// Ways into a chat.
  static let links: [Method] = [
    Method("exportChatInviteLink", "chat_id:chat!") { world, call in
      let chat = try world.managedChat(call, "can_invite_users", "manage chat invite link")
      if let old = chat.primaryLinks[call.bot] { world.links.change(old) { $0.isRevoked = true } }
      var link = world.makeLink(chat, by: call.bot)
      link.isPrimary = true
      world.links[link.link] = link
      world.chats.change(chat.key) { $0.primaryLinks[call.bot] = link.link }
      return .string(link.link)
    },
    Method("createChatInviteLink", "chat_id:chat! " + link) { world, call in
      let chat = try world.managedChat(call, "can_invite_users", "manage chat invite link")
      var link = world.makeLink(chat, by: call.bot)
      try world.fill(&link, call)
      world.links[link.link] = link
      return world.render(link)
    },
    Method("editChatInviteLink", "chat_id:chat! invite_link! " + link) { world, call in
      let chat = try world.managedChat(call, "can_invite_users", "manage chat invite link")
      var link = try world.ownLink(call, chat)
      guard !link.isPrimary, !link.isRevoked else { throw APIError.bad("INVITE_HASH_EXPIRED") }
      try world.fill(&link, call)
      world.links[link.link] = link
      return world.render(link)
    },
    Method("revokeChatInviteLink", "chat_id:chat! invite_link!") { world, call in
      let chat = try world.managedChat(call, "can_invite_users", "manage chat invite link")
      var link = try world.ownLink(call, chat)
      link.isRevoked = true
      world.links[link.link] = link
      return world.render(link)
    },
    Method("approveChatJoinRequest", "chat_id:chat! user_id:int!") { world, call in
      try world.settleRequest(call, isApproved: true)
    },
    Method("declineChatJoinRequest", "chat_id:chat! user_id:int!") { world, call in
      try world.settleRequest(call, isApproved: false)
    },
  ]
}

extension World {
  mutating func makeLink(_ chat: Chat, by creator: Int) -> InviteLink {
    InviteLink(link: settings.linkPrefix + "+" + random.token(16), chat: chat.key, creator: creator)
  }

  func fill(_ link: inout InviteLink, _ call: Call) throws {
    if let name = call.text("name") {
      guard name.utf16.count <= 32 else { throw APIError.bad("invite link name is too long") }
      link.name = name.isEmpty ? nil : name
    }
    link.expires = call.int("expire_date").flatMap { $0 > 0 ? $0 : nil }
    link.limit = call.int("member_limit").flatMap { $0 > 0 ? $0 : nil }
    link.asksToJoin = call.isTrue("creates_join_request")
    guard link.limit.map({ (1...99_999).contains($0) }) ?? true else {
      throw APIError.bad("member limit must be between 1 and 99999")
    }
    guard !link.asksToJoin || link.limit == nil else {
      throw APIError.bad("member limit can't be specified for links requiring administrator approval")
    }
  }

  func ownLink(_ call: Call, _ chat: Chat) throws -> InviteLink {
    guard let link = links[call.text("invite_link") ?? ""], link.chat == chat.key, link.creator == call.bot
    else {
      throw APIError.bad("INVITE_HASH_INVALID")
    }
    return link
  }

  /// Somebody follows a link.
  ///
  /// - Returns: whether they are in, or have only asked.
  mutating func follow(_ text: String, user: Int) throws -> (chat: Chat, isIn: Bool) {
    guard var link = links[text], let chat = chats[link.chat] else {
      throw APIError.bad("INVITE_HASH_INVALID")
    }
    let isSpent =
      link.isRevoked || link.expires.map { $0 <= seconds } ?? false
      || link.limit.map { link.joined >= $0 } ?? false
    guard !isSpent else { throw APIError.bad("INVITE_HASH_EXPIRED") }
    guard member(user, in: chat.key).status != .kicked else { throw APIError.bad("USER_BANNED_IN_CHANNEL") }
    guard !isMember(user, of: chat.key) else { throw APIError.bad("USER_ALREADY_PARTICIPANT") }
    if link.asksToJoin || chat.asksToJoin {
      if !link.waiting.contains(user) { link.waiting.append(user) }
      links[text] = link
      askToJoin(user, chat, link)
      return (chat, false)
    }
    link.joined += 1
    links[text] = link
    setStatus(.member, of: user, in: chat, by: user, link: link)
    return (chat, true)
  }

  private mutating func askToJoin(_ user: Int, _ chat: Chat, _ link: InviteLink) {
    let request = JSONValue.fields([
      "chat": render(chat), "from": render(user: user), "user_chat_id": user, "date": seconds,
      "invite_link": render(link),
    ])
    for admin in present(in: chat.key)
    where bots[admin.user] != nil && has("can_invite_users", admin.user, in: chat) {
      // For five minutes the bot may write to whoever asks.
      openPrivate(user, admin.user)
      enqueue("chat_join_request", for: admin.user, lane: "c\(chat.key.chat)", request, expiresAfter: 86_400)
    }
    tellChat(chat.key)
  }

  mutating func settleRequest(_ call: Call, isApproved: Bool) throws -> JSONValue {
    let chat = try managedChat(call, "can_invite_users", "manage chat join requests")
    guard let user = call.int("user_id"), users[user] != nil else {
      throw APIError.bad("invalid user_id specified")
    }
    guard !isMember(user, of: chat.key) else { throw APIError.bad("USER_ALREADY_PARTICIPANT") }
    guard var link = links.rows.values.first(where: { $0.chat == chat.key && $0.waiting.contains(user) })
    else {
      throw APIError.bad("HIDE_REQUESTER_MISSING")
    }
    link.waiting.removeAll { $0 == user }
    if isApproved { link.joined += 1 }
    links[link.link] = link
    if isApproved { setStatus(.member, of: user, in: chat, by: call.bot, link: link, isByRequest: true) }
    return .bool(true)
  }

  /// A private chat that a bot may write in.
  @discardableResult
  mutating func openPrivate(_ user: Int, _ bot: Int) -> Chat {
    let key = ChatKey(user, bot: bot)
    var chat = chats[key] ?? Chat(key: key, kind: .private)
    chat.isStarted = true
    chats[key] = chat
    note(user, bot, in: key)
    return chat
  }
}
