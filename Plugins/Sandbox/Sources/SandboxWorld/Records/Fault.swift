package import RoostJSON

/// Something that goes wrong on demand.
package struct Fault: Codable, Sendable, Equatable {
  /// What goes wrong.
  package enum Kind: String, Codable, Sendable, CaseIterable {
    /// The connection ends before anything is done.
    case dropBefore = "drop_before"
    /// It is done, and the connection ends before the answer.
    case dropAfter = "drop_after"
    /// 500 without doing anything.
    case error500 = "500"
    /// 502, as a proxy answers.
    case error502 = "502"
    /// 429 with a retry_after.
    case tooMany = "429"
    /// It is done, and answered late.
    case slow
    /// It is done, and the answer's result is of another kind.
    case wrongObject = "wrong_object"
    /// Updates come twice.
    case duplicateUpdates = "duplicate_updates"
    /// Updates come in another order.
    case reorderUpdates = "reorder_updates"
  }

  /// Its number.
  package var id: Int
  /// Only for this bot.
  package var bot: Int?
  /// Only for this chat.
  package var chat: Int?
  /// Only for this method.
  package var method: String?
  /// What goes wrong.
  package var kind: Kind
  /// How often it happens in all; 0 is always.
  package var times: Int
  /// How often it still happens; nil is always.
  package var left: Int?
  /// By how much an answer is late.
  package var milliseconds: Int?
  /// Seconds that a 429 says.
  package var retryAfter: Int?

  /// As the page has it.
  package var json: JSONValue {
    .fields([
      "id": id, "bot": bot, "chat": chat, "method": method, "kind": kind.rawValue, "times": times,
      "left": left, "ms": milliseconds, "retry_after": retryAfter,
    ])
  }
}
