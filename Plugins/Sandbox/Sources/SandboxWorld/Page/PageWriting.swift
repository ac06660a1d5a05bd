package import RoostJSON

// What people do in chats.
extension World {
  /// A user sends: text, files, their contact or a place.
  package mutating func pageSend(
    _ id: Int, user: Int, _ body: JSONValue, files: [UploadedFile] = []
  ) throws -> JSONValue {
    let chat = try writingChat(id, user)
    var contents: [JSONValue] = []
    if !files.isEmpty {
      contents = try album(files, kind: body["kind"]?.string ?? "auto", caption: body["caption"]?.string)
    } else if body["contact"]?.isTrue == true, let person = users[user] {
      contents = [
        .fields([
          "contact": JSONValue.fields([
            "phone_number": "+1555\(user)", "first_name": person.firstName, "last_name": person.lastName,
            "user_id": user,
          ])
        ])
      ]
    } else if let place = body["location"], let latitude = place["latitude"]?.double,
      let longitude = place["longitude"]?.double
    {
      contents = [.fields(["location": JSONValue.fields(["latitude": latitude, "longitude": longitude])])]
    } else {
      let text = try formatted(
        body["text"]?.string ?? "", mode: nil, entities: body["entities"]?.array, limit: 4096,
        tooLong: "message is too long")
      guard !text.text.isEmpty else { throw APIError.bad("message text is empty") }
      contents = [textContent(text)]
    }
    let reply = body["reply_to"]?.int.flatMap { messages[InChat(chat.key, $0)] }
    let sent = contents.map { content in
      var message = draft(in: chat, from: user, content)
      message.replyTo = reply?.id
      if chat.kind == .channel {
        (message.from, message.senderChat, message.poster) = (nil, chat.key.chat, user)
      }
      return post(message)
    }
    if chat.key.bot == Self.father { for message in sent { fatherHears(message, user) } }
    return .fields(["messages": sent.compactMap { messages[$0.key] }.map(pageMessage)])
  }

  /// The chat that a user may write in. A private one begins with it.
  private mutating func writingChat(_ id: Int, _ user: Int) throws -> Chat {
    let chat = try pageChat(id, for: user)
    if let next = chat.migratedTo { throw APIError.migrated(to: next) }
    if chat.key.isPrivate {
      if chat.isBlocked { setBlocked(user, chat.key.bot, false) }
      return openPrivate(user, chat.key.bot)
    }
    guard canPost(user, in: chat) else { throw APIError(403, "the user \(user) may not write in this chat") }
    return chat
  }

  private mutating func album(_ files: [UploadedFile], kind: String, caption: String?) throws -> [JSONValue] {
    guard files.count <= 10 else { throw APIError(400, "an album has at most 10 files") }
    let group =
      files.count > 1
      ? String(Int.random(in: 10_000_000_000_000_000...90_000_000_000_000_000, using: &random)) : nil
    return try files.enumerated().map { index, upload in
      let name = kind == "auto" ? Self.kind(of: upload) : kind
      guard let kind = MediaKind.named(name) else {
        throw APIError(400, "there are no files of the kind \(name)")
      }
      let file = try store(upload, kind)
      let content = content(file, kind, .object([]))
      let text = try captionContent(index == 0 ? caption : nil, mode: nil, nil)
      return content.merging(kind.hasCaption ? text : .object([])).with("media_group_id", group)
    }
  }

  private static func kind(of upload: UploadedFile) -> String {
    let type = upload.mime ?? ""
    if type == "image/gif" { return "animation" }
    if type.hasPrefix("image/"), ImageSize.of(upload.bytes) != nil { return "photo" }
    if type.hasPrefix("video/") { return "video" }
    return type.hasPrefix("audio/") ? (type.contains("ogg") ? "voice" : "audio") : "document"
  }

  /// A user changes a message of theirs.
  package mutating func pageEdit(_ id: Int, user: Int, _ body: JSONValue) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    var message = try message(chat.key, body["message_id"]?.int, "message to edit not found")
    let isOwn = message.from == user || chat.kind == .channel && has("can_edit_messages", user, in: chat)
    guard isOwn, !message.isService, message.forward == nil else {
      throw APIError(403, "it is not theirs to change")
    }
    if let text = body["text"]?.string {
      let parsed = try formatted(text, mode: nil, entities: nil, limit: 4096, tooLong: "message is too long")
      guard !parsed.text.isEmpty, message.text != nil else { throw APIError.bad("message text is empty") }
      message.content = textContent(parsed)
    } else {
      let bare = message.content.with("caption", nil).with("caption_entities", nil)
      message.content = bare.merging(try captionContent(body["caption"]?.string, mode: nil, nil))
    }
    message.editDate = seconds
    change(message, tellsBots: true)
    return pageMessage(message)
  }

  /// A user takes messages away: theirs, in private any, as an administrator with that right any.
  package mutating func pageDelete(_ id: Int, user: Int, _ body: JSONValue) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    let ids = (body["message_ids"]?.array ?? []).compactMap(\.int)
    let isFree = chat.key.isPrivate || has("can_delete_messages", user, in: chat)
    guard isFree || ids.allSatisfy({ messages[InChat(chat.key, $0)]?.from == user }) else {
      throw APIError(403, "not all of them are theirs to delete")
    }
    erase(chat.key, ids)
    return .object([])
  }

  /// A user reacts.
  package mutating func pageReact(_ id: Int, user: Int, _ body: JSONValue) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    let target = try message(chat.key, body["message_id"]?.int, "message to react not found")
    let emoji = body["emoji"]?.string
    guard emoji.map(Self.reactionEmoji.contains) ?? true else { throw APIError.bad("REACTION_INVALID") }
    react(user, emoji.map { [$0] } ?? [], to: target)
    return .fields(["reactions": reactions(messages[target.key] ?? target)])
  }

  /// A user pins or unpins.
  package mutating func pagePin(_ id: Int, user: Int, _ body: JSONValue) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    let message = try message(chat.key, body["message_id"]?.int, "message to pin not found")
    guard
      chat.key.isPrivate || has("can_pin_messages", user, in: chat)
        || has("can_edit_messages", user, in: chat)
    else { throw APIError(403, "they may not pin messages here") }
    if body["pin"]?.isTrue == true {
      pin(message, in: chat, by: user)
    } else {
      chats.change(chat.key) { $0.pinned.removeAll { $0 == message.id } }
      tellChat(chat.key)
    }
    return .object([])
  }

  /// A user votes in a poll.
  package mutating func pageVote(_ id: Int, user: Int, _ body: JSONValue) throws -> JSONValue {
    let chat = try pageChat(id, for: user)
    let target = try message(chat.key, body["message_id"]?.int, "message not found")
    try vote(user, (body["options"]?.array ?? []).compactMap(\.int), on: target)
    return pageMessage(messages[target.key] ?? target)
  }

  /// A user presses an inline button.
  ///
  /// - Returns: the number of the question to the bot.
  package mutating func pagePress(_ id: Int, user: Int, _ body: JSONValue) throws -> String {
    let chat = try pageChat(id, for: user)
    let message = try message(chat.key, body["message_id"]?.int, "there is no such message")
    let buttons = (message.keyboard?["inline_keyboard"]?.array ?? []).flatMap { $0.array ?? [] }
    guard let data = body["data"]?.string, buttons.contains(where: { $0["callback_data"]?.string == data })
    else {
      throw APIError(400, "the message has no button with that data")
    }
    guard let bot = message.from ?? message.poster, bots[bot] != nil else {
      throw APIError(400, "no bot has sent the message")
    }
    let query = ask(.callback, bot: bot, user: user, message: message.key)
    enqueue(
      "callback_query", for: bot, lane: "u\(user)",
      .fields([
        "id": query.id, "from": render(user: user), "message": render(message),
        "chat_instance": String(chat.key.chat.magnitude &* 2_654_435_761), "data": data,
      ]), expiresAfter: 150)
    return query.id
  }
}
