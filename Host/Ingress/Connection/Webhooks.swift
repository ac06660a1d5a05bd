package import HostOperations
internal import Synchronization

/// The webhooks of the bots: which path is whose, and the secrets that prove Telegram.
package final class Webhooks: Sendable {
  /// The webhook of one bot.
  package struct Hook: Sendable {
    /// The bot's index.
    package var bot: Int
    /// Its path.
    package var path: String
    /// What proves Telegram: the newest, and for a while the one before.
    package var secrets: [Secret]

    /// Describes a webhook.
    package init(bot: Int, path: String, secrets: [Secret]) {
      (self.bot, self.path, self.secrets) = (bot, path, secrets)
    }
  }
  private let fixed: [Hook]
  private let isOpen: Bool
  private let hooks: Mutex<[String: Hook]>

  enum Answer { case unknown, refused(bot: Int), bot(Int) }

  /// The webhooks of the configuration's bots, by their index.
  ///
  /// - Parameter isOpen: whether updates may come from any address, not from Telegram's alone.
  package init(_ bots: [HostConfiguration.Bot], isOpen: Bool = true) {
    self.isOpen = isOpen
    fixed = bots.enumerated().map { Hook(bot: $0, path: $1.path, secrets: [$1.secret]) }
    hooks = Mutex(Self.byPath(fixed))
  }

  /// Puts the webhooks of other bots in the place of those of before; the configuration's stay.
  package func serve(_ others: [Hook]) {
    let all = Self.byPath(fixed + others)
    hooks.withLock { $0 = all }
  }

  private static func byPath(_ hooks: [Hook]) -> [String: Hook] {
    Dictionary(hooks.map { ($0.path, $0) }) { first, _ in first }
  }

  /// Where Telegram's updates come from (https://core.telegram.org/bots/webhooks#the-short-version).
  private static let sources = [CIDR("149.154.160.0/20"), CIDR("91.108.4.0/22")].compactMap { $0 }

  /// Whether updates may come from an address.
  func admits(_ client: String) -> Bool {
    if isOpen { return true }
    guard let address = IPAddress(client) else { return false }
    return Self.sources.contains { $0.contains(address) }
  }

  /// What the paths of all webhooks begin with.
  static let folder = "/telegram/"

  /// Whose webhook a path is, if a secret fits. The comparison takes the same time wherever it
  /// differs; a missing secret is compared too.
  func check(path: Substring, _ facts: HeadFacts) -> Answer {
    guard let hook = hooks.withLock({ $0[String(path)] }) else { return .unknown }
    var fits = false
    for secret in hook.secrets { if secret.matches(facts.webhookSecret.utf8) { fits = true } }
    return fits && facts.webhookSecrets == 1 ? .bot(hook.bot) : .refused(bot: hook.bot)
  }
}
