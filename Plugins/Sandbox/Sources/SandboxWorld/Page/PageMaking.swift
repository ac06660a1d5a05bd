package import RoostJSON

// New people, bots and chats.
extension World {
  /// Somebody new.
  package mutating func makeUser(_ body: JSONValue) throws -> JSONValue {
    let name = (body["first_name"]?.string ?? "").trimmed
    guard (1...64).contains(name.utf16.count) else {
      throw APIError(400, "first_name has 1 to 64 characters")
    }
    let username = try freeUsername(body["username"]?.string)
    let user = User(
      id: next("person", from: 1_000_001), firstName: name,
      lastName: body["last_name"]?.string.flatMap { $0.isEmpty ? nil : $0 },
      username: username, language: body["language_code"]?.string)
    users[user.id] = user
    if let username { usernames[username.lowercased()] = user.id }
    tell("user", nil, .fields(["user": user.json]))
    return user.json
  }

  func freeUsername(_ text: String?) throws -> String? {
    guard let name = text.map({ String($0.drop { $0 == "@" }) }), !name.isEmpty else { return nil }
    let isName = name.utf8.allSatisfy { Self.isTokenByte($0) && $0 != 0x2D }
    guard isName, (4...32).contains(name.utf8.count), !(0x30...0x39).contains(name.utf8.first!) else {
      throw APIError(400, "a username has 4 to 32 letters, digits and _, and begins with a letter")
    }
    guard usernames[name.lowercased()] == nil else { throw APIError(400, "the username \(name) is taken") }
    return name
  }

  /// A new bot, as BotFather makes them.
  package mutating func makeBot(name: String, username: String, owner: Int) throws -> JSONValue {
    guard let username = try freeUsername(username), username.lowercased().hasSuffix("bot") else {
      throw APIError(400, "a bot's username ends in bot")
    }
    guard (1...64).contains(name.utf16.count) else {
      throw APIError(400, "a bot's name has 1 to 64 characters")
    }
    let id = next("bot", from: 7_000_000_001)
    users[id] = User(id: id, isBot: true, firstName: name, username: username)
    usernames[username.lowercased()] = id
    bots[id] = Bot(
      id: id, token: nil, owner: owner, nextUpdate: Int.random(in: 100_000_000..<900_000_000, using: &random))
    renewToken(id)
    return pageBot(id)
  }

  /// Gives a bot a new token; the old one is no longer good.
  mutating func renewToken(_ id: Int) {
    let token = "\(id):AA" + random.token(33)
    if let old = bots[id]?.token { tokens[old] = nil }
    bots.change(id) { $0.token = token }
    tokens[token] = id
    wakes.insert(id)
    tellBot(id)
  }

  /// A new group, supergroup or channel.
  package mutating func makeChat(_ body: JSONValue) throws -> JSONValue {
    guard let kind = body["type"]?.string.flatMap(Chat.Kind.init), kind != .private else {
      throw APIError(400, "type is group, supergroup or channel")
    }
    let title = (body["title"]?.string ?? "").trimmed
    guard (1...128).contains(title.utf16.count) else {
      throw APIError(400, "a title has 1 to 128 characters")
    }
    let owner = body["owner"]?.int ?? 0
    try checkPerson(owner)
    let username = try freeUsername(body["username"]?.string)
    guard username == nil || kind != .group else { throw APIError(400, "a basic group has no username") }
    let key = ChatKey(freshChat(kind))
    var chat = Chat(key: key, kind: kind)
    (chat.title, chat.username, chat.isStarted) = (title, username, true)
    chats[key] = chat
    if let username { usernames[username.lowercased()] = key.chat }
    members[InChat(key, owner)] = Member(chat: key, user: owner, status: .creator)
    note(owner, in: key)
    postService(
      in: chat, from: owner,
      kind == .group
        ? .fields(["group_chat_created": true])
        : .fields([kind == .channel ? "channel_chat_created" : "supergroup_chat_created": true]))
    tellChat(key)
    return summary(chats[key] ?? chat, for: owner)
  }

  mutating func freshChat(_ kind: Chat.Kind) -> Int {
    kind == .group
      ? -next("group", from: 4_000_001) : -1_000_000_000_000 - next("channel", from: 2_000_000_001)
  }

  /// A group becomes a supergroup, which has another id.
  package mutating func migrate(_ id: Int, by user: Int?) throws -> JSONValue {
    guard let old = chats[ChatKey(id)], old.kind == .group, old.migratedTo == nil else {
      throw APIError(400, "only a basic group can become a supergroup")
    }
    let actor = user ?? present(in: old.key).first { $0.status == .creator }?.user ?? 0
    if let user {
      guard member(user, in: old.key).status == .creator else { throw APIError(403, "only the owner may") }
    }
    let key = ChatKey(freshChat(.supergroup))
    var chat = Chat(key: key, kind: .supergroup)
    (chat.title, chat.about, chat.permissions) = (old.title, old.about, old.permissions)
    (chat.migratedFrom, chat.isStarted) = (old.key.chat, true)
    chats[key] = chat
    for var member in (chatMembers[old.key] ?? []).compactMap({ members[InChat(old.key, $0)] }) {
      member.chat = key
      members[InChat(key, member.user)] = member
      note(member.user, in: key)
    }
    postService(in: old, from: actor, .fields(["migrate_to_chat_id": key.chat]))
    chats.change(old.key) { $0.migratedTo = key.chat }
    postService(in: chat, from: actor, .fields(["migrate_from_chat_id": old.key.chat]))
    tellChat(old.key, migratedTo: key.chat)
    tellChat(key)
    return summary(chats[key] ?? chat, for: actor)
  }
}
