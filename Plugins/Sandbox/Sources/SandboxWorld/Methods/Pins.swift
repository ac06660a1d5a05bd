import RoostJSON

extension Method {
  /// Pinned messages and reactions.
  static let pins: [Method] = [
    Method("pinChatMessage", "chat_id:chat! message_id:int! business_connection_id disable_notification:bool")
    {
      world, call in
      let chat = try world.pinningChat(call)
      let message = try world.message(chat.key, call.int("message_id"), "message to pin not found")
      guard !message.isService else { throw APIError.bad("message can't be pinned") }
      world.pin(message, in: chat, by: call.bot)
      return .bool(true)
    },
    Method("unpinChatMessage", "chat_id:chat! message_id:int business_connection_id") { world, call in
      let chat = try world.pinningChat(call)
      let id = call.int("message_id") ?? chat.pinned.last
      guard let id, chat.pinned.contains(id) else { throw APIError.bad("message to unpin not found") }
      world.chats.change(chat.key) { $0.pinned.removeAll { $0 == id } }
      world.tellChat(chat.key)
      return .bool(true)
    },
    Method("unpinAllChatMessages", "chat_id:chat!") { world, call in
      let chat = try world.pinningChat(call)
      world.chats.change(chat.key) { $0.pinned = [] }
      world.tellChat(chat.key)
      return .bool(true)
    },
    Method("setMessageReaction", "chat_id:chat! message_id:int! reaction:array is_big:bool") { world, call in
      let chat = try world.accessibleChat(call)
      let message = try world.message(chat.key, call.int("message_id"), "message to react not found")
      guard !message.isService else { throw APIError.bad("message can't be reacted") }
      let emoji = try (call.array("reaction") ?? []).map { reaction -> String in
        guard reaction["type"]?.string == "emoji", let emoji = reaction["emoji"]?.string,
          World.reactionEmoji.contains(emoji)
        else { throw APIError.bad("REACTION_INVALID") }
        return emoji
      }
      guard emoji.count <= 1 else { throw APIError.bad("REACTIONS_TOO_MANY") }
      world.react(call.bot, emoji, to: message)
      return .bool(true)
    },
  ]
}

extension World {
  /// Those that everybody may use (https://core.telegram.org/bots/api#reactiontypeemoji).
  static let reactionEmoji: Set<String> = Set(
    """
    👍 👎 ❤ 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩 🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤‍🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆 💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓
    👻 👨‍💻 👀 🎃 🙈 😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄 😘 💊 🙊 😎 👾 🤷‍♂ 🤷 🤷‍♀ 😡
    """.split(whereSeparator: \.isWhitespace).map(String.init))

  func pinningChat(_ call: Call) throws -> Chat {
    let chat = try accessibleChat(call)
    let isAllowed =
      chat.key.isPrivate
      || has(chat.kind == .channel ? "can_edit_messages" : "can_pin_messages", call.bot, in: chat)
      || chat.isGroup && isPermitted("can_pin_messages", call.bot, in: chat)
    guard isAllowed else { throw APIError.bad("not enough rights to manage pinned messages in the chat") }
    return chat
  }

  mutating func pin(_ message: Message, in chat: Chat, by user: Int) {
    chats.change(chat.key) { chat in
      chat.pinned.removeAll { $0 == message.id }
      chat.pinned.append(message.id)
    }
    postService(in: chat, from: user, .fields(["pinned_message": render(message, depth: 1)]))
    tellChat(chat.key)
  }

  /// Sets what somebody thinks of a message. Bots that are to know are told of people's reactions.
  mutating func react(_ user: Int, _ emoji: [String], to old: Message) {
    guard let chat = chats[old.chat] else { return }
    var message = old
    let before = message.reactions[user] ?? []
    guard before != emoji else { return }
    message.reactions[user] = emoji.isEmpty ? nil : emoji
    messages[message.key] = message
    tell(
      "reaction", chat.key,
      .fields(["message_id": message.id, "reactions": reactions(message)]))
    guard bots[user] == nil else { return }
    let types = { (emoji: [String]) in emoji.map { JSONValue.fields(["type": "emoji", "emoji": $0]) } }
    let body: JSONValue
    let kind = chat.kind == .channel ? "message_reaction_count" : "message_reaction"
    if chat.kind == .channel {
      let counts = Dictionary(message.reactions.values.flatMap { $0 }.map { ($0, 1) }, uniquingKeysWith: +)
      body = .fields([
        "chat": render(chat), "message_id": message.id, "date": seconds,
        "reactions": counts.sorted { $0.key < $1.key }.map { emoji, count in
          JSONValue.fields(["type": types([emoji])[0], "total_count": count])
        },
      ])
    } else {
      body = .fields([
        "chat": render(chat), "message_id": message.id, "user": render(user: user), "date": seconds,
        "old_reaction": types(before), "new_reaction": types(emoji),
      ])
    }
    let hearing =
      chat.key.isPrivate
      ? [chat.key.bot] : present(in: chat.key).filter { $0.isAdmin && bots[$0.user] != nil }.map(\.user)
    for bot in hearing { enqueue(kind, for: bot, lane: "c\(chat.key.chat)", body, expiresAfter: 86_400) }
  }

  /// The reactions to a message as the page shows them.
  func reactions(_ message: Message) -> JSONValue {
    var users: [(emoji: String, users: [Int])] = []
    for (user, emoji) in message.reactions.sorted(by: { $0.key < $1.key }) {
      for one in emoji {
        if let index = users.firstIndex(where: { $0.emoji == one }) {
          users[index].users.append(user)
        } else {
          users.append((one, [user]))
        }
      }
    }
    return .array(users.map { .fields(["emoji": $0.emoji, "users": $0.users]) })
  }
}
