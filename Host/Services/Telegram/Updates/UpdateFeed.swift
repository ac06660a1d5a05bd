/// How a bot's updates come, and what is told of it.
package struct UpdateFeed: Sendable {
  /// What became of an update.
  package enum Receipt: Sendable {
    /// It is kept, or was before.
    case kept
    /// It cannot be kept now.
    case full
    /// It is none.
    case malformed(String)
  }

  /// What begins the URLs of webhooks; nil fetches updates instead.
  package var publicURL: String?
  /// How often webhooks are looked at, in milliseconds.
  package var interval: Int64
  /// Whether this host is to have a bot's updates come, by its name: where several could, one of them is.
  package var isMine: @Sendable (String) -> Bool
  /// Which updates the handlers of a bot want, by its name; nil while its plugins are not there.
  package var allowed: @Sendable (String) -> [String]?
  /// Keeps an update, and beside it what was fetched.
  package var keep: @Sendable (String, [UInt8], StateCommit.Part) async -> Receipt
  /// Told of a bot what an operator should hear, by its name.
  package var notice: @Sendable (String, String) -> Void
  /// Told that a bot's token is no more, by its name.
  package var revoked: @Sendable (String, String) -> Void

  /// Makes a feed.
  package init(
    publicURL: String?, interval: Int64, isMine: @escaping @Sendable (String) -> Bool = { _ in true },
    allowed: @escaping @Sendable (String) -> [String]?,
    keep: @escaping @Sendable (String, [UInt8], StateCommit.Part) async -> Receipt,
    notice: @escaping @Sendable (String, String) -> Void,
    revoked: @escaping @Sendable (String, String) -> Void
  ) {
    (self.publicURL, self.interval, self.isMine, self.allowed) = (publicURL, interval, isMine, allowed)
    (self.keep, self.notice, self.revoked) = (keep, notice, revoked)
  }
}

extension TelegramCaller {
  /// As ``call(_:as:_:)``.
  package func call(_ call: TelegramCall, as token: BotToken) async -> TelegramOutcome {
    await withCheckedContinuation { waiting in self.call(call, as: token) { waiting.resume(returning: $0) } }
  }
}
