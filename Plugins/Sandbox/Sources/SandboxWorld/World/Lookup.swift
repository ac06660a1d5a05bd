import RoostJSON

// Finding things, as the Bot API names them.
extension World {
  /// The chat that a bot means by a `chat_id`.
  func chat(_ call: Call, _ name: String = "chat_id") throws -> Chat {
    guard let id = call.args[name] else { throw APIError.bad("chat_id is empty") }
    return try chat(id, bot: call.bot)
  }

  func chat(_ id: JSONValue, bot: Int) throws -> Chat {
    if let text = id.string, text.hasPrefix("@") {
      guard let number = usernames[text.dropFirst().lowercased()], number < 0,
        let chat = chats[ChatKey(number)]
      else { throw APIError.bad("chat not found") }
      return chat
    }
    guard let number = id.int ?? id.string.flatMap({ Int($0) }), number != 0 else {
      throw APIError.bad("chat not found")
    }
    guard let chat = chats[number > 0 ? ChatKey(number, bot: bot) : ChatKey(number)] else {
      if number > 0, let user = users[number] {
        throw APIError.forbidden(
          user.isBot ? "bots can't send messages to bots" : "bot can't initiate conversation with a user")
      }
      throw APIError.bad("chat not found")
    }
    if let next = chat.migratedTo { throw APIError.migrated(to: next) }
    return chat
  }

  /// The same for a chat the bot has to do with: it is, or was, a member, or the chat is public.
  func accessibleChat(_ call: Call, _ name: String = "chat_id") throws -> Chat {
    let chat = try chat(call, name)
    guard !chat.key.isPrivate else { return chat }
    let member = members[InChat(chat.key, call.bot)]
    if member?.isIn == true { return chat }
    if member == nil, chat.username == nil { throw APIError.bad("chat not found") }
    if member?.status == .kicked {
      throw APIError.forbidden("bot was kicked from the \(chat.kind.rawValue) chat")
    }
    if chat.username != nil, chat.kind != .group { return chat }
    throw APIError.forbidden("bot is not a member of the \(chat.kind.rawValue) chat")
  }

  func member(_ user: Int, in chat: ChatKey) -> Member {
    if let member = members[InChat(chat, user)] {
      // Bans and restrictions end by themselves.
      guard member.until > 0, member.until <= seconds else { return member }
      var member = member
      member.until = 0
      member.status = member.status == .restricted && member.isMember ? .member : .left
      return member
    }
    return Member(chat: chat, user: user, status: .left)
  }

  func isMember(_ user: Int, of chat: ChatKey) -> Bool { member(user, in: chat).isIn }

  /// Whether somebody may do what only some administrators may.
  func has(_ right: String, _ user: Int, in chat: Chat) -> Bool {
    let member = member(user, in: chat.key)
    switch member.status {
    case .creator: return true
    case .administrator: return member.rights.contains(right)
    default: return false
    }
  }

  /// Whether somebody may do what all members may unless they are restricted.
  func isPermitted(_ permission: String, _ user: Int, in chat: Chat) -> Bool {
    let member = member(user, in: chat.key)
    switch member.status {
    case .creator: return true
    case .administrator:
      return Rights.all(chat.kind).contains(permission) ? member.rights.contains(permission) : true
    case .restricted: return member.rights.contains(permission) && chat.permissions.contains(permission)
    case .member: return chat.permissions.contains(permission)
    case .left, .kicked: return false
    }
  }

  /// Members that are in a chat, the oldest id first.
  func present(in chat: ChatKey) -> [Member] {
    (chatMembers[chat] ?? []).sorted().map { member($0, in: chat) }.filter(\.isIn)
  }

  /// A message of a chat, under the words for one that is not there.
  func message(_ chat: ChatKey, _ id: Int?, _ missing: String) throws -> Message {
    guard let id, let message = messages[InChat(chat, id)] else { throw APIError.bad(missing) }
    return message
  }
}
