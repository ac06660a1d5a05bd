import RoostJSON

/// What a step left to be done by whoever has a disk and a network.
package struct Changes: Sendable {
  /// Records that changed, nil where they are gone.
  package var records: [(key: String, bytes: [UInt8]?)] = []
  /// What is to be told to the page.
  package var events: [Event] = []
  /// Files to keep.
  package var uploads: [Upload] = []
  /// Files that are no longer needed.
  package var removals: [String] = []
  /// Bots that have new updates.
  package var wakes: Set<Int> = []
  /// Whether a question to a bot has its answer.
  package var hasAnswers = false

  /// Whether nothing is to be done.
  package var isEmpty: Bool {
    records.isEmpty && events.isEmpty && uploads.isEmpty && removals.isEmpty && wakes.isEmpty
      && !hasAnswers
  }
}

extension World {
  /// Hands over what has changed since it was last called.
  package mutating func takeChanges() -> Changes {
    var changes = Changes()
    users.takeChanges(into: &changes.records)
    bots.takeChanges(into: &changes.records)
    chats.takeChanges(into: &changes.records)
    members.takeChanges(into: &changes.records)
    messages.takeChanges(into: &changes.records)
    updates.takeChanges(into: &changes.records)
    files.takeChanges(into: &changes.records)
    links.takeChanges(into: &changes.records)
    invoices.takeChanges(into: &changes.records)
    charges.takeChanges(into: &changes.records)
    queries.takeChanges(into: &changes.records)
    faults.takeChanges(into: &changes.records)
    numbers.takeChanges(into: &changes.records)
    swap(&changes.events, &events)
    swap(&changes.uploads, &uploads)
    swap(&changes.removals, &removals)
    swap(&changes.wakes, &wakes)
    swap(&changes.hasAnswers, &hasAnswers)
    return changes
  }

  /// Takes in a record as ``takeChanges()`` gave it. After the last one comes ``prepare()``.
  ///
  /// - Throws: `DecodingError` for what it did not write.
  package mutating func load(_ key: String, _ bytes: [UInt8]) throws {
    if try users.load(key, bytes) || bots.load(key, bytes) || chats.load(key, bytes) { return }
    if try members.load(key, bytes) || messages.load(key, bytes) || updates.load(key, bytes) { return }
    if try files.load(key, bytes) || links.load(key, bytes) || invoices.load(key, bytes) { return }
    if try charges.load(key, bytes) || queries.load(key, bytes) || faults.load(key, bytes) { return }
    _ = try numbers.load(key, bytes)
  }

  /// Works out what follows from the records.
  package mutating func prepare() {
    history = Dictionary(grouping: messages.rows.keys, by: \.chat).mapValues { $0.map(\.id).sorted() }
    queues = Dictionary(grouping: updates.rows.keys, by: \.bot).mapValues { $0.map(\.id).sorted() }
    for bot in bots.rows.values { if let token = bot.token { tokens[token] = bot.id } }
    for user in users.rows.values { if let name = user.username { usernames[name.lowercased()] = user.id } }
    for chat in chats.rows.values {
      if let name = chat.username { usernames[name.lowercased()] = chat.key.chat }
      if chat.key.isPrivate { note(chat.key.chat, chat.key.bot, in: chat.key) }
    }
    for key in members.rows.keys { note(key.id, in: key.chat) }
    for file in files.rows.values { filesByID[file.id] = file.unique }
    if users[Self.father] == nil { makeFather() }
  }

  /// Remembers who has to do with a chat.
  mutating func note(_ people: Int..., in chat: ChatKey) {
    for person in people {
      chatMembers[chat, default: []].insert(person)
      chatsOf[person, default: []].insert(chat)
    }
  }
}
