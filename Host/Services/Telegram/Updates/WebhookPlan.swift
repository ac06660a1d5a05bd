/// What is to be done next about a bot's webhook, and what an operator should hear. Pure; times in milliseconds.
package struct WebhookPlan: Sendable {
  /// What to do.
  package enum Step: Sendable, Equatable {
    /// Call `setWebhook`.
    case set
    /// Call `getWebhookInfo`.
    case verify
    /// Do nothing until a time.
    case wait(until: Int64)
    /// The token is no more: do nothing ever.
    case stop(String)
  }

  /// What Telegram says of a webhook (https://core.telegram.org/bots/api#webhookinfo).
  package struct Info: Sendable, Equatable {
    /// The URL; empty is none.
    package var url: String
    /// The kinds of updates; empty is the default.
    package var allowed: [String]
    /// When a delivery failed last, in seconds since 1970; 0 is never.
    package var lastError: Int64
    /// Why it did.
    package var lastMessage: String
    /// Updates that wait.
    package var pending: Int

    /// Describes one.
    package init(url: String, allowed: [String], lastError: Int64, lastMessage: String, pending: Int) {
      (self.url, self.allowed, self.lastError) = (url, allowed, lastError)
      (self.lastMessage, self.pending) = (lastMessage, pending)
    }
  }

  /// What the webhook should be.
  package struct Wanted: Sendable, Equatable {
    /// The URL.
    package var url: String
    /// The kinds of updates, in order.
    package var allowed: [String]

    /// Describes one.
    package init(url: String, allowed: [String]) { (self.url, self.allowed) = (url, allowed.sorted()) }
  }

  private var wanted: Wanted
  private let interval: Int64
  private var step = Step.set
  private var failures = 0
  /// Whether the operator knows that it was changed, and has not been told that it is right again.
  private var toldChanged = false
  /// How often in a row it was right since.
  private var calmLooks = 0
  private var toldError: Int64 = 0
  private var toldFailure = false

  /// After so many looks in a row at which it was right another change is told.
  private static let calm = 3

  /// Longest time between two tries, in milliseconds.
  static let longestWait: Int64 = 300_000

  /// Begins with setting it: nobody can ask Telegram for the secret that it has.
  ///
  /// - Parameter interval: between two looks, in milliseconds.
  package init(_ wanted: Wanted, interval: Int64 = 300_000) {
    (self.wanted, self.interval) = (wanted, interval)
  }

  /// What is to be done now.
  package mutating func next(at now: Int64) -> Step {
    if case .wait(let time) = step, time <= now { step = failures > 0 ? .set : .verify }
    return step
  }

  /// Handlers want other updates now.
  package mutating func want(_ wanted: Wanted) {
    guard wanted != self.wanted else { return }
    self.wanted = wanted
    if case .stop = step { return }
    step = .set
  }

  /// What `setWebhook` was answered.
  ///
  /// - Returns: what an operator should hear; nil for nothing.
  package mutating func isSet(_ outcome: TelegramOutcome, at now: Int64) -> String? {
    switch outcome {
    case .done:
      step = .verify
      return nil
    case .revoked(let words):
      step = .stop(words)
      return nil
    case .retry(let seconds, _):
      failures += 1
      step = .wait(until: now + Int64(seconds) * 1000)
      return nil
    default: return failed("\(outcome)", at: now)
    }
  }

  /// What `getWebhookInfo` was answered; nil for what is no answer.
  ///
  /// - Returns: what an operator should hear, in order.
  package mutating func isKnown(_ info: Info?, _ outcome: TelegramOutcome, at now: Int64) -> [String] {
    if case .revoked(let words) = outcome {
      step = .stop(words)
      return []
    }
    guard let info else { return failed("\(outcome)", at: now).map { [$0] } ?? [] }
    var notices: [String] = []
    if info.url != wanted.url || info.allowed.sorted() != wanted.allowed {
      if !toldChanged {
        let what =
          info.url == wanted.url ? "which updates it wants" : info.url.isEmpty ? "it was removed" : "its URL"
        notices.append("the webhook was changed from outside: \(what). It is set again")
        toldChanged = true
      }
      calmLooks = 0
      // At once the first time; then ever later, lest two hosts fight.
      failures += 1
      step = failures == 1 ? .set : .wait(until: now + backoff)
      return notices
    }
    (failures, toldFailure) = (0, false)
    calmLooks += 1
    // Another change after some quiet is news; one of two programs that go on fighting is not.
    if calmLooks >= Self.calm { toldChanged = false }
    if info.lastError > toldError, !info.lastMessage.isEmpty {
      if now / 1000 - info.lastError < 3600 {
        notices.append("Telegram cannot deliver updates (\(info.pending) wait): \(info.lastMessage)")
      }
      toldError = info.lastError
    }
    step = .wait(until: now + interval)
    return notices
  }

  private mutating func failed(_ why: String, at now: Int64) -> String? {
    failures += 1
    step = .wait(until: now + backoff)
    defer { toldFailure = true }
    return toldFailure ? nil : "the webhook cannot be set: \(why). It is tried again"
  }

  private var backoff: Int64 { min(Self.longestWait, 1000 << min(10, failures - 1)) }
}
