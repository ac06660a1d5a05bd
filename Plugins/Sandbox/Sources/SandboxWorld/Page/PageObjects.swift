package import RoostJSON

// What the page shows of things.
extension World {
  /// A message: the Bot API's object, and beside it what only people see.
  func pageMessage(_ message: Message) -> JSONValue {
    var extra = JSONValue.fields([
      "by": message.from ?? message.poster, "reply_markup": message.replyKeyboard,
      "reactions": message.reactions.isEmpty ? nil : reactions(message),
      "pinned": chats[message.chat]?.pinned.contains(message.id) == true ? true : nil,
      "votes": message.votes.isEmpty
        ? nil
        : .object(
          message.votes.sorted { $0.key < $1.key }.map { JSONMember(String($0.key), $0.value.json) })
          as JSONValue,
    ])
    let kept = fileIDs(message.content).compactMap { id in filesByID[id].flatMap { files[$0] } }
    if !kept.isEmpty {
      let shown = kept.map { file in
        JSONMember(file.id, .fields(["name": file.name, "mime": file.mime, "size": file.size]))
      }
      extra = extra.with("files", JSONValue.object(shown))
    }
    if let invoice = invoices[Self.invoiceKey(message.key)] {
      extra = extra.with(
        "invoice",
        JSONValue.fields([
          "prices": invoice.prices, "photo_url": invoice.photo, "max_tip_amount": invoice.mostTip,
          "suggested_tip_amounts": invoice.tips, "state": invoice.isPaid ? "paid" : "open",
        ]))
    }
    return render(message).with("sandbox", extra)
  }

  private func fileIDs(_ content: JSONValue) -> [String] {
    guard let kind = MediaKind.of(content) else { return [] }
    let media = kind.name == "photo" ? content["photo"]?.array?.last : content[kind.name]
    return [media?["file_id"]?.string].compactMap { $0 }
  }

  /// A bot with its token: whoever sees the page may act as anybody.
  func pageBot(_ id: Int) -> JSONValue {
    guard let bot = bots[id], let user = users[id] else { return .null }
    let webhook = bot.webhook.map {
      JSONValue.fields(["url": $0.url, "pending": queues[id]?.count ?? 0, "last_error": $0.lastError])
    }
    return .fields([
      "id": id, "username": user.username, "first_name": user.firstName,
      "owner": bot.owner == 0 ? nil : bot.owner,
      "token": bot.token ?? "", "description": bot.texts["description/"], "webhook": webhook ?? .null,
      "polling": isPolling(id), "revoked": bot.token == nil,
      "commands": bot.commands["default/"] ?? .array([]),
    ])
  }

  /// What a list of chats shows of one.
  func summary(_ chat: Chat, for user: Int) -> JSONValue {
    let me = member(user, in: chat.key)
    let last = history[chat.key]?.last.flatMap { messages[InChat(chat.key, $0)] }
    let pinned = chat.pinned.last.flatMap { messages[InChat(chat.key, $0)] }
    let read = chat.read[user] ?? 0
    let unread = (history[chat.key] ?? []).reversed().prefix { $0 > read }.count
    let tail = JSONValue.fields([
      "last": last.map(pageMessage) ?? .null, "unread": unread,
      "role": chat.key.isPrivate ? "member" : me.status.rawValue,
      "member_count": chat.key.isPrivate ? 2 : present(in: chat.key).count,
      "can_post": canPost(user, in: chat),
      "blocked": chat.isBlocked, "started": chat.isStarted, "pinned": pinned.map(pageMessage) ?? .null,
      "commands": pageCommands(chat, for: user), "migrated_to": chat.migratedTo,
    ])
    if chat.key.isPrivate, let bot = users[chat.key.bot] {
      return privateChat(bot).with("bot", true).merging(tail)
    }
    return render(chat).with("bot", false).merging(tail)
  }

  func canPost(_ user: Int, in chat: Chat) -> Bool {
    if chat.key.isPrivate { return true }
    if chat.migratedTo != nil { return false }
    return chat.kind == .channel
      ? has("can_post_messages", user, in: chat) : isPermitted("can_send_messages", user, in: chat)
  }

  private func pageCommands(_ chat: Chat, for user: Int) -> JSONValue {
    if chat.key.isPrivate { return commands(of: chat.key.bot, for: user, in: chat) }
    let bots = present(in: chat.key).filter { self.bots[$0.user] != nil && $0.user != Self.father }
    return .array(
      bots.flatMap { bot in
        (commands(of: bot.user, for: user, in: chat).array ?? []).map {
          $0.with("bot", users[bot.user]?.username)
        }
      })
  }

  /// Everything that the page begins with.
  ///
  /// - Parameter boot: names this start of the plugin.
  package func pageWorld(boot: String) -> JSONValue {
    let people = users.rows.values.filter { !$0.isBot }.sorted { $0.id < $1.id }
    return .fields([
      "boot": boot, "users": people.map(\.json), "bots": bots.rows.keys.sorted().map(pageBot),
      "clock": JSONValue.fields(["offset_ms": clockOffset]), "faults": faultList,
    ])
  }
}
