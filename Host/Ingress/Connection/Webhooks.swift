package import HostOperations
import NIOHTTP1

/// The webhooks of the configured bots: which path is whose, and the secret that proves Telegram.
package struct Webhooks: Sendable {
  private struct Hook: Sendable {
    let bot: Int
    let secret: Secret
  }
  private let hooks: [String: Hook]

  /// The field Telegram repeats the secret in (https://core.telegram.org/bots/api#setwebhook).
  static let secretField = "X-Telegram-Bot-Api-Secret-Token"

  enum Answer { case unknown, refused(bot: Int), bot(Int) }

  /// The webhooks of bots, by their index.
  package init(_ bots: [HostConfiguration.Bot]) {
    hooks = Dictionary(
      uniqueKeysWithValues: bots.enumerated().map { ($1.path, Hook(bot: $0, secret: $1.secret)) })
  }

  /// Whose webhook a path is, if the secret fits. The comparison takes the same time wherever it
  /// differs; a missing secret is compared too.
  func check(path: Substring, _ headers: HTTPHeaders) -> Answer {
    guard let hook = hooks[String(path)] else { return .unknown }
    let sent = headers[Self.secretField]
    let fits = hook.secret.matches((sent.first ?? "").utf8)
    return fits && sent.count == 1 ? .bot(hook.bot) : .refused(bot: hook.bot)
  }
}
