import RoostJSON

/// A chat of any type (https://core.telegram.org/bots/api#chat).
struct Chat: Codable, Sendable {
  enum Kind: String, Codable, Sendable {
    case `private`, group, supergroup, channel
  }

  var key: ChatKey
  var kind: Kind
  var title: String?
  var username: String?
  var about: String?
  /// What all members may do; see ``Rights``.
  var permissions: Set<String> = Rights.defaultPermissions
  /// The newest last.
  var pinned: [Int] = []
  var nextMessage = 1
  var migratedTo: Int?
  var migratedFrom: Int?
  /// Somebody pressed Start, or wrote.
  var isStarted = false
  /// The user has blocked the bot of a private chat.
  var isBlocked = false
  /// New members ask first.
  var asksToJoin = false
  /// How far each user has read.
  var read: [Int: Int] = [:]
  /// Links of each bot's or user's own, by which they were exported.
  var primaryLinks: [Int: String] = [:]

  var isGroup: Bool { kind == .group || kind == .supergroup }
}
