import RoostJSON

/// What there is of a bot besides its ``User``.
struct Bot: Codable, Sendable {
  var id: Int
  /// nil once it was revoked and no new one was made.
  var token: String?
  var owner: Int
  /// In groups it sees only what is meant for it; see https://core.telegram.org/bots/features#privacy-mode.
  var hasPrivacy = true
  var isLoggedOut = false
  var webhook: Webhook?
  /// Kept when neither setWebhook nor getUpdates names any; nil is the default set.
  var allowedUpdates: [String]?
  var nextUpdate: Int
  var lastUpdateTime = 0
  /// When setWebhook was last called, milliseconds.
  var lastSetWebhook = 0
  /// Commands by scope and language, as `setMyCommands` gave them.
  var commands: [String: JSONValue] = [:]
  /// Names and descriptions by field and language.
  var texts: [String: String] = [:]
  /// By chat, and 0 for all others.
  var menuButtons: [Int: JSONValue] = [:]
  var groupRights: JSONValue?
  var channelRights: JSONValue?
  /// Stars that it has.
  var stars = 0
}

/// Where a bot has its updates sent (https://core.telegram.org/bots/api#setwebhook).
struct Webhook: Codable, Sendable, Equatable {
  var url: String
  var secret: String?
  var connections = 40
  var address: String?
  var hasCertificate = false
  /// Seconds, and what went wrong then.
  var lastErrorDate: Int?
  var lastError: String?
  /// When it first answered 410 without anything else in between, seconds.
  var goneSince: Int?
}
