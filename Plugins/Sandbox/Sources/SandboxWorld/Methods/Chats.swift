import RoostJSON

extension Method {
  /// What chats are.
  static let chats: [Method] = [
    Method("getChat", "chat_id:chat!") { world, call in
      world.renderFull(try world.accessibleChat(call), for: call.bot)
    },
    Method("getChatMember", "chat_id:chat! user_id:int!") { world, call in
      let chat = try world.accessibleChat(call)
      guard let user = world.users[call.int("user_id") ?? 0] else {
        throw APIError.bad("invalid user_id specified")
      }
      if chat.key.isPrivate {
        return world.render(Member(chat: chat.key, user: user.id, status: .member), in: chat)
      }
      if chat.kind == .channel, !world.member(call.bot, in: chat.key).isAdmin {
        throw APIError.bad("member list is inaccessible")
      }
      return world.render(world.member(user.id, in: chat.key), in: chat)
    },
    Method("getChatMemberCount", "chat_id:chat!") { world, call in
      let chat = try world.accessibleChat(call)
      return (chat.key.isPrivate ? 2 : world.present(in: chat.key).count).json
    },
    Method("getChatAdministrators", "chat_id:chat! return_bots:bool") { world, call in
      let chat = try world.accessibleChat(call)
      guard !chat.key.isPrivate else { throw APIError.bad("there are no administrators in the private chat") }
      let admins = world.present(in: chat.key).filter { member in
        guard member.isAdmin else { return false }
        // Other bots are left out unless they are asked for.
        return world.bots[member.user] == nil || member.user == call.bot || call.isTrue("return_bots")
      }
      return .array(admins.map { world.render($0, in: chat) })
    },
    Method("leaveChat", "chat_id:chat!") { world, call in
      let chat = try world.accessibleChat(call)
      guard !chat.key.isPrivate else { throw APIError.bad("chat is not a group, a supergroup or a channel") }
      world.setStatus(.left, of: call.bot, in: chat, by: call.bot)
      return .bool(true)
    },
    Method("setChatTitle", "chat_id:chat! title!") { world, call in
      let chat = try world.managedChat(call, "can_change_info", "change chat title")
      let title = try call.needText("title", "title must be non-empty").trimmed
      guard (1...128).contains(title.utf16.count) else { throw APIError.bad("title must be non-empty") }
      guard title != chat.title else { throw APIError.bad("chat title is not modified") }
      world.chats.change(chat.key) { $0.title = title }
      world.postService(in: chat, from: call.bot, .fields(["new_chat_title": title]))
      world.tellChat(chat.key)
      return .bool(true)
    },
    Method("setChatDescription", "chat_id:chat! description") { world, call in
      let chat = try world.managedChat(call, "can_change_info", "change chat description")
      let about = call.text("description") ?? ""
      guard about.utf16.count <= 255 else { throw APIError.bad("chat description is too long") }
      guard about != chat.about ?? "" else { throw APIError.bad("chat description is not modified") }
      world.chats.change(chat.key) { $0.about = about.isEmpty ? nil : about }
      world.tellChat(chat.key)
      return .bool(true)
    },
    Method("setChatPermissions", "chat_id:chat! permissions:object! use_independent_chat_permissions:bool") {
      world, call in
      let chat = try world.managedChat(call, "can_restrict_members", "change chat permissions")
      guard chat.isGroup else { throw APIError.bad("can't change permissions of the chat") }
      let given = Rights.permissions(
        call.object("permissions") ?? .null, isIndependent: call.isTrue("use_independent_chat_permissions"))
      world.chats.change(chat.key) { $0.permissions = given }
      world.tellChat(chat.key)
      return .bool(true)
    },
  ]
}

extension World {
  /// A group or channel where a bot has a right.
  func managedChat(_ call: Call, _ right: String, _ what: String) throws -> Chat {
    let chat = try accessibleChat(call)
    guard !chat.key.isPrivate else { throw APIError.bad("can't \(what) in private chats") }
    guard has(right, call.bot, in: chat) else { throw APIError.bad("not enough rights to \(what)") }
    return chat
  }

  /// https://core.telegram.org/bots/api#chatfullinfo
  func renderFull(_ chat: Chat, for bot: Int) -> JSONValue {
    let user = chat.key.isPrivate ? users[chat.key.chat] : nil
    var full = user.map(privateChat) ?? render(chat)
    full = full.merging(
      .fields([
        "accent_color_id": 0, "max_reaction_count": 11,
        "accepted_gift_types": JSONValue.fields([
          "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
          "premium_subscription": false,
          "gifts_from_channels": false,
        ]), "description": chat.about,
      ]))
    if let name = chat.username ?? user?.username { full = full.with("active_usernames", [name]) }
    if let id = chat.pinned.last, let pinned = messages[InChat(chat.key, id)] {
      full = full.with("pinned_message", render(pinned))
    }
    if chat.isGroup {
      full = full.with(
        "permissions", JSONValue.object(Rights.fields(Rights.permissions, of: chat.permissions)))
      if chat.asksToJoin { full = full.with("join_by_request", true) }
    }
    if !chat.key.isPrivate { full = full.with("invite_link", chat.primaryLinks[bot]) }
    return full
  }
}
