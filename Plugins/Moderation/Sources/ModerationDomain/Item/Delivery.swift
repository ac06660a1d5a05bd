/// What has become of an item in one channel.
package struct Delivery: Codable, Sendable, Equatable {
  /// Whether it is there.
  package enum Status: Codable, Sendable, Equatable {
    /// To be sent, not before a time that Telegram said.
    case waiting(until: Moment?)
    /// Not to be sent until the channel's pause ends.
    case held
    /// Sent, or about to be: from here on it may be in the channel.
    case sending
    /// There, as these messages.
    case sent(messages: [Int])
    /// Maybe there.
    case unknown
    /// Not there, and why.
    case failed(String)
  }

  /// The channel.
  package let channel: ChatID
  /// The number of the latest send, never used again; 0 before the first.
  package internal(set) var attempt = 0
  /// Whether it is there.
  package internal(set) var status = Status.waiting(until: nil)

  /// When it was known to be there.
  package internal(set) var sentAt: Moment?

  mutating func arrived(_ messages: [Int], _ now: Moment) {
    status = .sent(messages: messages)
    sentAt = now
  }

  var messages: [Int]? { if case .sent(let messages) = status { messages } else { nil } }
}

/// What came of a send.
package enum DeliveryReport: Sendable, Equatable {
  /// Telegram has taken it, or a copy was seen, such as in the channel's discussion group.
  case sent(messages: [Int])
  /// Telegram has refused it for good.
  case refused(String)
  /// Telegram has refused it until then (429).
  case delayed(until: Moment)
  /// The bot may not post in the channel.
  case noRights
  /// There was no answer.
  case noAnswer
}
