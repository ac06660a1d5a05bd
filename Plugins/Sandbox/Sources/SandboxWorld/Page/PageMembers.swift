package import RoostJSON

// Who comes, goes and rules.
extension World {
  /// A user does something about a member.
  package mutating func pageMember(_ id: Int, user: Int, _ body: JSONValue) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    guard !chat.key.isPrivate else { throw APIError(400, "a private chat has no members to change") }
    if let next = chat.migratedTo { throw APIError.migrated(to: next) }
    let who = body["user"]?.int ?? user
    guard users[who] != nil else { throw APIError(404, "there is no user \(who)") }
    let old = member(who, in: chat.key)
    let given = Set((body["rights"]?.object ?? []).filter { $0.value.isTrue }.map(\.name))
    func need(_ right: String) throws {
      guard has(right, user, in: chat) else { throw APIError(403, "the user \(user) may not: \(right)") }
    }
    func notOwner() throws {
      guard old.status != .creator else { throw APIError(403, "the owner stays") }
    }
    switch body["action"]?.string {
    case "join", "request":
      guard old.status != .kicked else { throw APIError(403, "they are banned") }
      guard chat.username != nil else { throw APIError(403, "the chat is private: follow an invite link") }
      if !old.isIn { setStatus(.member, of: who, in: chat, by: who) }
    case "leave":
      try notOwner()
      if old.isIn { setStatus(.left, of: who, in: chat, by: who) }
    case "add":
      guard
        chat.kind != .channel || bots[who] == nil || !given.isEmpty
          || has("can_promote_members", user, in: chat)
      else { throw APIError(403, "a bot in a channel is an administrator") }
      guard isPermitted("can_invite_users", user, in: chat) || has("can_invite_users", user, in: chat) else {
        throw APIError(403, "the user \(user) may not: can_invite_users")
      }
      guard !old.isIn else { throw APIError(400, "they are in the chat") }
      // In channels bots are administrators or nothing.
      if chat.kind == .channel, bots[who] != nil {
        let rights = given.isEmpty ? Set(Rights.all(.channel)) : given.union(["can_manage_chat"])
        setStatus(.administrator, of: who, in: chat, by: user, rights: rights)
      } else {
        setStatus(.member, of: who, in: chat, by: user)
      }
    case "kick", "ban":
      try need("can_restrict_members")
      try notOwner()
      setStatus(.kicked, of: who, in: chat, by: user)
      if body["action"]?.string == "kick" { setStatus(.left, of: who, in: chat, by: user) }
    case "unban":
      try need("can_restrict_members")
      if old.status == .kicked { setStatus(.left, of: who, in: chat, by: user) }
    case "promote":
      try need("can_promote_members")
      try notOwner()
      let all = Set(Rights.all(chat.kind))
      let rights = (given.isEmpty ? all : given.intersection(all)).union(["can_manage_chat"])
      setStatus(.administrator, of: who, in: chat, by: user, rights: rights)
    case "demote":
      try need("can_promote_members")
      try notOwner()
      setStatus(.member, of: who, in: chat, by: user)
    case "restrict":
      try need("can_restrict_members")
      try notOwner()
      setStatus(.restricted, of: who, in: chat, by: user, rights: given, isMember: old.isIn)
    case "unrestrict":
      try need("can_restrict_members")
      if old.status == .restricted { setStatus(old.isMember ? .member : .left, of: who, in: chat, by: user) }
    case "approve", "decline":
      try need("can_invite_users")
      try settle(who, chat, by: user, isApproved: body["action"]?.string == "approve")
    default: throw APIError(400, "there is no such action")
    }
    return .object([])
  }

  private mutating func settle(_ who: Int, _ chat: Chat, by user: Int, isApproved: Bool) throws {
    guard var link = links.rows.values.first(where: { $0.chat == chat.key && $0.waiting.contains(who) })
    else {
      throw APIError(400, "they have not asked")
    }
    link.waiting.removeAll { $0 == who }
    links[link.link] = link
    if isApproved { setStatus(.member, of: who, in: chat, by: user, link: link, isByRequest: true) }
    tellChat(chat.key)
  }

  /// A user makes an invite link.
  package mutating func pageInvite(_ id: Int, user: Int, _ body: JSONValue) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    guard !chat.key.isPrivate, has("can_invite_users", user, in: chat) else {
      throw APIError(403, "the user \(user) may not: can_invite_users")
    }
    var link = makeLink(chat, by: user)
    link.asksToJoin = body["creates_join_request"]?.isTrue == true
    links[link.link] = link
    return render(link)
  }

  /// A user follows an invite link.
  package mutating func pageFollow(user: Int, _ link: String) throws -> JSONValue {
    try checkPerson(user)
    let (chat, isIn) = try follow(link, user: user)
    return .fields(["joined": isIn, "chat": isIn ? summary(chats[chat.key] ?? chat, for: user) : nil])
  }

  /// A user presses Start, with what a deep link carries.
  package mutating func pageStart(user: Int, bot: Int, payload: String?) throws -> JSONValue {
    try checkPerson(user)
    guard bots[bot] != nil else { throw APIError(404, "there is no bot \(bot)") }
    let payload = payload ?? ""
    guard payload.utf8.count <= 64, payload.utf8.allSatisfy(Self.isTokenByte) else {
      throw APIError(400, "a deep link carries at most 64 of A-Z a-z 0-9 _ -")
    }
    let text = payload.isEmpty ? "/start" : "/start " + payload
    _ = try pageSend(bot, user: user, .fields(["text": text]))
    return summary(chats[ChatKey(user, bot: bot)] ?? openPrivate(user, bot), for: user)
  }

  /// A user blocks a bot, or no longer does.
  package mutating func setBlocked(_ user: Int, _ bot: Int, _ isBlocked: Bool) {
    let chat = openPrivate(user, bot)
    guard chat.isBlocked != isBlocked else { return }
    chats.change(chat.key) { $0.isBlocked = isBlocked }
    let state = { (isOut: Bool) in Member(chat: chat.key, user: bot, status: isOut ? .kicked : .member) }
    enqueue(
      "my_chat_member", for: bot, lane: "c\(user)",
      .fields([
        "chat": render(chat), "from": render(user: user), "date": seconds,
        "old_chat_member": render(state(!isBlocked), in: chat),
        "new_chat_member": render(state(isBlocked), in: chat),
      ]), expiresAfter: 86_400)
    tellChat(chat.key)
  }

  /// Something that is done to the sandbox itself.
  package mutating func pageAction(_ body: JSONValue) throws -> JSONValue {
    let bot = body["bot"]?.int ?? 0
    func needBot() throws {
      guard bots[bot] != nil, bot != Self.father else { throw APIError(404, "there is no bot \(bot)") }
    }
    switch body["do"]?.string {
    case "revoke_token":
      try needBot()
      renewToken(bot)
      return pageBot(bot)
    case "block_bot", "unblock_bot":
      try needBot()
      try checkPerson(body["user"]?.int ?? 0)
      setBlocked(body["user"]?.int ?? 0, bot, body["do"]?.string == "block_bot")
    case "migrate": return try migrate(body["chat"]?.int ?? 0, by: nil)
    case "duplicate_updates", "reorder_updates":
      try needBot()
      _ = try setFault(
        .fields(["kind": body["do"], "bot": bot, "times": body["times"] ?? 1.json]))
    case "clock_forward":
      let forward = body["ms"]?.int ?? 0
      guard (1...366 * 86_400_000).contains(forward) else { throw APIError(400, "ms is 1 to a year's") }
      numbers["clock"] = clockOffset + forward
      now += forward
      wakes.formUnion(bots.rows.keys)
      let clock = JSONValue.fields(["offset_ms": clockOffset])
      tell("clock", nil, clock)
      return clock
    default: throw APIError(400, "there is no such action")
    }
    return .object([])
  }
}
