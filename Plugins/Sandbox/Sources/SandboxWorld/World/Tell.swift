package import RoostJSON

/// Something the page shows at once.
package struct Event: Sendable {
  /// Such as `message`.
  package let type: String
  /// The whole of it, its type included.
  package let body: JSONValue
}

// What the page is told.
extension World {
  mutating func tell(_ type: String, _ chat: ChatKey? = nil, _ body: JSONValue) {
    let head = JSONValue.fields([
      "type": type, "chat": chat.map { $0.isPrivate ? $0.bot : $0.chat },
      "user": chat.flatMap { $0.isPrivate ? $0.chat : nil },
    ])
    // Where a body has a member of the same name, it is about another user, not about whose chat it is.
    guard case .object(let mine) = head, case .object(let other) = body else { return }
    events.append(
      Event(type: type, body: .object(mine + other.filter { one in !mine.contains { $0.name == one.name } })))
  }

  /// A chat is to be asked about anew.
  mutating func tellChat(_ key: ChatKey, migratedTo: Int? = nil) {
    tell("chat", key, .fields(["migrated_to": migratedTo]))
  }

  mutating func tellBot(_ id: Int) { tell("bot", nil, .fields(["bot": pageBot(id)])) }

  mutating func tellFaults() { tell("fault", nil, .fields(["faults": faultList])) }

  /// Tells of a call that a bot made.
  package mutating func tellCall(_ method: String, bot: Int, _ error: APIError?, milliseconds: Int) {
    tell(
      "call", nil,
      .fields([
        "bot": bot, "method": method, "ok": error == nil, "code": error?.code ?? 200,
        "description": error?.description, "ms": milliseconds,
      ]))
  }
}
