import RoostJSON

// The Bot API's objects of what is kept.
extension World {
  /// https://core.telegram.org/bots/api#chat
  func render(_ chat: Chat) -> JSONValue {
    if chat.key.isPrivate, let user = users[chat.key.chat] { return privateChat(user) }
    return .fields([
      "id": chat.key.chat, "title": chat.title, "username": chat.username, "type": chat.kind.rawValue,
    ])
  }

  /// A private chat as the side sees it that is not its user.
  func privateChat(_ user: User) -> JSONValue {
    .fields([
      "id": user.id, "first_name": user.firstName, "last_name": user.lastName, "username": user.username,
      "type": "private",
    ])
  }

  func render(user id: Int) -> JSONValue? { users[id]?.json }

  /// https://core.telegram.org/bots/api#message
  func render(_ message: Message, depth: Int = 0) -> JSONValue {
    guard let chat = chats[message.chat] else { return .null }
    var members: [JSONMember] = []
    func put(_ name: String, _ value: (any JSONConvertible)?) {
      if let value { members.append(JSONMember(name, value.json)) }
    }
    put("message_id", message.id)
    put("message_thread_id", message.thread)
    if let sender = message.from { put("from", render(user: sender)) }
    if let sender = message.senderChat, let chat = chats[ChatKey(sender)] { put("sender_chat", render(chat)) }
    put("date", message.date)
    put("chat", render(chat))
    put("author_signature", message.author)
    put("forward_origin", message.forward)
    if let reply = message.replyTo, depth == 0, let target = messages[InChat(message.chat, reply)] {
      put("reply_to_message", render(target, depth: 1))
      put("quote", message.quote)
    }
    if let via = message.viaBot { put("via_bot", render(user: via)) }
    put("edit_date", message.editDate)
    if message.isProtected { put("has_protected_content", true) }
    put("effect_id", message.effect)
    if case .object(let content) = message.content { members += content }
    put("reply_markup", message.keyboard)
    return .object(members)
  }

  /// https://core.telegram.org/bots/api#chatmember
  func render(_ member: Member, in chat: Chat) -> JSONValue {
    let base: JSONValue = .fields(["status": member.status.rawValue, "user": render(user: member.user)])
    switch member.status {
    case .creator: return base.with("is_anonymous", member.isAnonymous).with("custom_title", member.title)
    case .administrator:
      let head = base.with("can_be_edited", false).with("is_anonymous", member.isAnonymous)
      let rights = JSONValue.object(Rights.fields(Rights.all(chat.kind), of: member.rights))
      return head.merging(rights).with("custom_title", member.title)
    case .restricted:
      return base.with("is_member", member.isMember)
        .merging(.object(Rights.fields(Rights.permissions, of: member.rights)))
        .with("until_date", member.until)
    case .kicked: return base.with("until_date", member.until)
    case .member, .left: return base
    }
  }

  /// https://core.telegram.org/bots/api#chatinvitelink
  func render(_ link: InviteLink) -> JSONValue {
    .fields([
      "invite_link": link.link, "creator": render(user: link.creator),
      "creates_join_request": link.asksToJoin,
      "is_primary": link.isPrimary, "is_revoked": link.isRevoked, "name": link.name,
      "expire_date": link.expires,
      "member_limit": link.limit,
      "pending_join_request_count": link.waiting.isEmpty ? nil : link.waiting.count,
    ])
  }
}
