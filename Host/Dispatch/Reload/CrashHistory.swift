/// What to do after a plugin's worker has been lost: how soon to start another, and when to give up.
/// Pure; the clock is the caller's.
package struct CrashHistory: Sendable, Equatable {
  /// When to give up.
  package struct Limits: Sendable, Equatable {
    /// So many within ``window``.
    package var crashes: Int
    /// The time in which they count.
    package var window: Duration

    /// Gives up after so many within a time.
    package init(crashes: Int = 3, window: Duration = .seconds(300)) {
      self.crashes = crashes
      self.window = window
    }
  }

  /// What to do.
  package enum Decision: Sendable, Equatable {
    case restart(after: Duration)
    case quarantine
  }

  private var times: [ContinuousClock.Instant] = []
  private static let longestDelay: Duration = .seconds(30)

  /// No crash yet.
  package init() {}

  /// Crashes that count.
  package var count: Int { times.count }

  /// It has crashed. The first is answered at once, the next ones after a time that doubles.
  package mutating func crashed(at now: ContinuousClock.Instant, _ limits: Limits) -> Decision {
    times.removeAll { $0 + limits.window <= now }
    times.append(now)
    if times.count >= limits.crashes { return .quarantine }
    guard times.count > 1 else { return .restart(after: .zero) }
    let doubled = Duration.milliseconds(100) * Double(1 << min(times.count - 2, 16))
    return .restart(after: min(doubled, Self.longestDelay))
  }
}
