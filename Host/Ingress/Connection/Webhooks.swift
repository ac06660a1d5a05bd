package import HostOperations

/// The webhooks of the configured bots: which path is whose, and the secret that proves Telegram.
package struct Webhooks: Sendable {
  private struct Hook: Sendable {
    let bot: Int
    let secret: Secret
  }
  private let hooks: [String: Hook]

  enum Answer { case unknown, refused(bot: Int), bot(Int) }

  /// The webhooks of bots, by their index.
  package init(_ bots: [HostConfiguration.Bot]) {
    hooks = Dictionary(
      uniqueKeysWithValues: bots.enumerated().map { ($1.path, Hook(bot: $0, secret: $1.secret)) })
  }

  /// What the paths of all webhooks begin with.
  static let folder = "/telegram/"

  /// Whose webhook a path is, if the secret fits. The comparison takes the same time wherever it
  /// differs; a missing secret is compared too.
  func check(path: Substring, _ facts: HeadFacts) -> Answer {
    guard let hook = hooks[String(path)] else { return .unknown }
    let fits = hook.secret.matches(facts.webhookSecret.utf8)
    return fits && facts.webhookSecrets == 1 ? .bot(hook.bot) : .refused(bot: hook.bot)
  }
}
