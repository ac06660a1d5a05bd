package import RoostJSON

/// A long poll of a bot. Of two the older one is ended.
package struct PollState: Sendable {
  /// Its number among all polls.
  var id: Int
  /// Whether another request has ended it.
  var isTerminated = false
  /// The words for that.
  var why = "terminated by other getUpdates request; make sure that only one bot instance is running"
}

// getUpdates (https://core.telegram.org/bots/api#getupdates).
extension World {
  /// Confirms what lies before the offset, and ends the poll that was waiting.
  ///
  /// - Returns: the number of this poll, for ``poll(_:)`` and ``pollError(_:bot:)``.
  /// - Throws: 409 while there is a webhook.
  @discardableResult
  package mutating func beginPolling(_ call: Call) throws -> Int {
    if bots[call.bot]?.webhook != nil {
      throw APIError.conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first")
    }
    setAllowedUpdates(call)
    if polls[call.bot] != nil { wakes.insert(call.bot) }
    pollCount += 1
    let id = pollCount
    polls[call.bot] = PollState(id: id)
    expireUpdates(call.bot)
    let queue = queues[call.bot] ?? []
    if let offset = call.int("offset"), offset != 0 {
      let first = offset < 0 ? queue.suffix(-max(offset, -100_000)).first ?? 0 : offset
      // Numbers may have jumped down after an idle week: what is confirmed lies before the offset in the queue.
      let confirmed = queue.prefix { $0 < first || offset < 0 && $0 != first }
      for update in confirmed { confirm(UpdateKey(call.bot, update)) }
    }
    return id
  }

  /// The updates that wait, from the offset on.
  package func poll(_ call: Call) -> [JSONValue] {
    let limit = min(max(call.int("limit") ?? 100, 1), 100)
    return (queues[call.bot] ?? []).prefix(limit).compactMap { updates[UpdateKey(call.bot, $0)]?.body }
  }

  /// Why a poll must not wait any longer; nil when it may.
  package func pollError(_ id: Int, bot: Int) -> APIError? {
    guard let state = polls[bot] else { return nil }
    if state.id != id || state.isTerminated {
      return .conflict(state.id != id ? PollState(id: 0).why : state.why)
    }
    if bots[bot]?.token == nil { return .unauthorized }
    return nil
  }

  /// A poll has ended.
  package mutating func endPolling(_ id: Int, bot: Int) {
    if polls[bot]?.id == id { polls[bot] = nil }
  }

  /// Whether a bot is waiting for updates.
  func isPolling(_ bot: Int) -> Bool { polls[bot] != nil }
}
