/// How much Telegram takes, per its documentation and its server's source (see `docs/bots.md`).
package struct SendLimits: Sendable, Equatable {
  /// Messages of one bot to all its chats, a second.
  package var botPerSecond = 30
  /// How many messages to one chat may go at once, after a time of quiet; then one a second.
  package var chatBurst = 3
  /// Time between messages to one chat, in microseconds.
  package var chatGap: Int64 = 1_000_000
  /// Messages to one group or channel, a minute.
  package var groupPerMinute = 20
  /// Calls under way at once, of all bots.
  package var underWay = 256
  /// In how many chats of a bot in a row a send must be refused with 429 until it is taken for the bot's own limit.
  package var chatsOfBot = 3

  /// Telegram's.
  package init() {}
}

/// What a call is counted for.
package enum SendTarget: Sendable, Hashable {
  /// A chat, by its id.
  case chat(Int64)
  /// A channel or a group, by its public name.
  case name(String)
  /// No message: a method that has no limit known beforehand, by its name.
  case method(String)

  /// Whether messages to it are counted by the minute too. Ids of groups and channels are negative (Bot API).
  var isGroup: Bool {
    switch self {
    case .chat(let id): id < 0
    case .name: true
    case .method: false
    }
  }

  var isMessage: Bool { if case .method = self { false } else { true } }
}

/// How urgent a call is.
package enum SendUrgency: Int, Sendable, CaseIterable {
  /// It answers an update in hand.
  case answer
  /// Nobody waits for it.
  case broadcast
}

/// A call that waits for its turn.
package struct PendingSend: Sendable, Equatable {
  /// The call's own, never used again.
  package var id: UInt64
  /// Whose call it is.
  package var bot: Int64
  /// What it is counted for.
  package var target: SendTarget
  /// Who asks: calls of one caller do not wait for those of another that asks for more.
  package var caller: String
  /// How urgent it is.
  package var urgency: SendUrgency
  /// How many messages it makes, at least 1: an album makes several.
  package var weight: Int

  /// Describes a call.
  package init(
    id: UInt64, bot: Int64, target: SendTarget, caller: String, urgency: SendUrgency = .broadcast,
    weight: Int = 1
  ) {
    (self.id, self.bot, self.target, self.caller) = (id, bot, target, caller)
    (self.urgency, self.weight) = (urgency, max(1, weight))
  }
}
