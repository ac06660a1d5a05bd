/// A person on Telegram (https://core.telegram.org/bots/api#user).
package struct UserID: RawRepresentable, Hashable, Codable, Sendable {
  /// As Telegram has it.
  package let rawValue: Int64
  /// The person of that number.
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// A chat on Telegram: a channel, or the chat where items are reviewed.
package struct ChatID: RawRepresentable, Hashable, Codable, Sendable {
  /// As Telegram has it.
  package let rawValue: Int64
  /// The chat of that number.
  package init(rawValue: Int64) { self.rawValue = rawValue }
}

/// Something that was submitted, numbered within a community.
package struct ItemID: RawRepresentable, Hashable, Comparable, Codable, Sendable {
  /// Counts from 1.
  package let rawValue: Int64
  /// The item of that number.
  package init(rawValue: Int64) { self.rawValue = rawValue }
  /// Which of the two was made first.
  package static func < (one: ItemID, other: ItemID) -> Bool { one.rawValue < other.rawValue }
}
