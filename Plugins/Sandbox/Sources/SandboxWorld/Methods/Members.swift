import RoostJSON

extension Method {
  /// Who is in a chat, and what they may.
  static let members: [Method] = [
    Method("banChatMember", "chat_id:chat! user_id:int! until_date:int revoke_messages:bool") { world, call in
      let (chat, member) = try world.target(call, "can_restrict_members", "restrict/unrestrict chat member")
      guard !member.isAdmin || world.mayManage(call.bot, member) else {
        throw APIError.bad("user is an administrator of the chat")
      }
      world.setStatus(.kicked, of: member.user, in: chat, by: call.bot, until: world.until(call))
      if call.isTrue("revoke_messages") {
        let ids = (world.history[chat.key] ?? []).filter {
          world.messages[InChat(chat.key, $0)]?.from == member.user
        }
        world.erase(chat.key, ids)
      }
      return .bool(true)
    },
    Method("unbanChatMember", "chat_id:chat! user_id:int! only_if_banned:bool") { world, call in
      let (chat, member) = try world.target(call, "can_restrict_members", "restrict/unrestrict chat member")
      if member.status == .kicked || !call.isTrue("only_if_banned") && member.status != .left {
        guard !member.isAdmin else { throw APIError.bad("user is an administrator of the chat") }
        world.setStatus(.left, of: member.user, in: chat, by: call.bot)
      }
      return .bool(true)
    },
    Method(
      "restrictChatMember",
      "chat_id:chat! user_id:int! permissions:object! use_independent_chat_permissions:bool until_date:int"
    ) { world, call in
      let (chat, member) = try world.target(call, "can_restrict_members", "restrict/unrestrict chat member")
      guard chat.kind == .supergroup else { throw APIError.bad("method is available only for supergroups") }
      guard !member.isAdmin else { throw APIError.bad("user is an administrator of the chat") }
      let given = Rights.permissions(
        call.object("permissions") ?? .null, isIndependent: call.isTrue("use_independent_chat_permissions"))
      let isFree = given.isSuperset(of: Rights.full)
      world.setStatus(
        isFree ? (member.isIn ? .member : .left) : .restricted, of: member.user, in: chat, by: call.bot,
        until: isFree ? 0 : world.until(call), rights: given, isMember: member.isIn)
      return .bool(true)
    },
    Method(
      "promoteChatMember",
      """
      chat_id:chat! user_id:int! is_anonymous:bool can_manage_chat:bool can_delete_messages:bool
      can_manage_video_chats:bool can_restrict_members:bool can_promote_members:bool can_change_info:bool
      can_invite_users:bool can_post_stories:bool can_edit_stories:bool can_delete_stories:bool
      can_post_messages:bool can_edit_messages:bool can_pin_messages:bool can_manage_topics:bool
      can_manage_direct_messages:bool can_manage_tags:bool can_send_welcome_messages:bool
      """
    ) { world, call in
      let (chat, member) = try world.target(call, "can_promote_members", "promote a chat member")
      guard member.isIn || chat.kind == .channel else { throw APIError.bad("user not found") }
      guard !member.isAdmin || world.mayManage(call.bot, member) else {
        throw APIError.bad("not enough rights")
      }
      let rights = Set(Rights.all(chat.kind).filter { call.isTrue($0) })
      guard rights.allSatisfy({ world.has($0, call.bot, in: chat) }) else {
        throw APIError.bad("RIGHT_FORBIDDEN")
      }
      let isNone = rights.isEmpty && !call.isTrue("is_anonymous")
      world.setStatus(
        isNone ? .member : .administrator, of: member.user, in: chat, by: call.bot,
        rights: isNone ? [] : rights.union(["can_manage_chat"]), isAnonymous: call.isTrue("is_anonymous"))
      return .bool(true)
    },
    Method("setChatAdministratorCustomTitle", "chat_id:chat! user_id:int! custom_title!") { world, call in
      let (chat, member) = try world.target(call, "can_promote_members", "change custom title of the user")
      guard chat.kind == .supergroup else { throw APIError.bad("method is available only for supergroups") }
      guard member.isAdmin else { throw APIError.bad("user is not an administrator") }
      guard world.mayManage(call.bot, member) else {
        throw APIError.bad("not enough rights to change custom title of the user")
      }
      let title = call.text("custom_title") ?? ""
      guard title.utf16.count <= 16 else { throw APIError.bad("ADMIN_RANK_INVALID") }
      world.members.change(InChat(chat.key, member.user)) { $0.title = title.isEmpty ? nil : title }
      return .bool(true)
    },
  ]
}

extension World {
  /// The member that a call is about, where the bot has the right.
  func target(_ call: Call, _ right: String, _ what: String) throws -> (Chat, Member) {
    let chat = try managedChat(call, right, what)
    guard let user = users[call.int("user_id") ?? 0] else { throw APIError.bad("invalid user_id specified") }
    let member = member(user.id, in: chat.key)
    if member.status == .creator {
      throw APIError.bad("can't remove chat owner")
    }
    if user.id == call.bot, right == "can_restrict_members" { throw APIError.bad("can't restrict self") }
    return (chat, member)
  }

  /// Whether a bot may change an administrator: only one that it made.
  func mayManage(_ bot: Int, _ member: Member) -> Bool { member.promotedBy == bot }

  /// Until when a ban lasts: less than 30 seconds or more than 366 days from now is forever.
  func until(_ call: Call) -> Int {
    guard let date = call.int("until_date"), date > 0 else { return 0 }
    return date - seconds < 30 || date - seconds > 366 * 86_400 ? 0 : date
  }

  /// Changes somebody's place in a chat, and tells the bots that are to know.
  mutating func setStatus(
    _ status: Member.Status, of user: Int, in chat: Chat, by actor: Int, until: Int = 0,
    rights: Set<String> = [],
    isMember: Bool = true, isAnonymous: Bool = false, link: InviteLink? = nil, isByRequest: Bool = false
  ) {
    let key = InChat(chat.key, user)
    let old = member(user, in: chat.key)
    var new = Member(chat: chat.key, user: user, status: status)
    (new.until, new.rights, new.isMember, new.isAnonymous) = (until, rights, isMember, isAnonymous)
    if status == .administrator {
      (new.promotedBy, new.title) = (old.isAdmin ? old.promotedBy : actor, old.title)
    }
    // Its own leaving is the last that a bot hears.
    let change = JSONValue.fields([
      "chat": render(chat), "from": render(user: actor), "date": seconds,
      "old_chat_member": render(old, in: chat), "new_chat_member": render(new, in: chat),
      "invite_link": link.map(render), "via_join_request": isByRequest ? true : nil,
    ])
    members[key] = new
    note(user, in: chat.key)
    guard render(old, in: chat) != render(new, in: chat) else { return }
    if bots[user] != nil {
      enqueue("my_chat_member", for: user, lane: "c\(chat.key.chat)", change, expiresAfter: 86_400)
    }
    for other in present(in: chat.key) where other.isAdmin && bots[other.user] != nil && other.user != user {
      enqueue("chat_member", for: other.user, lane: "c\(chat.key.chat)", change, expiresAfter: 86_400)
    }
    tellChat(chat.key)
    guard chat.isGroup else { return }
    if new.isIn, !old.isIn {
      let joined = render(user: user) ?? .null
      postService(
        in: chat, from: link == nil ? actor : user,
        .fields(["new_chat_members": [joined]]))
    } else if old.isIn, !new.isIn {
      postService(in: chat, from: actor, .fields(["left_chat_member": render(user: user)]))
    }
  }
}
