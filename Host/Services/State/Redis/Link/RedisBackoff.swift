internal import NIOCore

/// How long to wait between attempts: twice as long each time, up to a bound, and anything from half of it,
/// so that many hosts do not come all at once.
struct RedisBackoff {
  private static let (shortest, longest) = (Int64(50), Int64(5000))
  private var attempts = 0

  /// The time until the next attempt.
  mutating func next() -> TimeAmount {
    let most = min(Self.longest, Self.shortest << min(attempts, 10))
    attempts += 1
    return .milliseconds(.random(in: most / 2...most))
  }

  /// An attempt succeeded.
  mutating func reset() { attempts = 0 }
}
