import CRoost

/// When a failed event is tried again, and when no more.
package struct RetryPolicy: Sendable, Equatable {
  /// Most attempts of an event, the first included.
  package var attempts: Int
  /// The pause after the first attempt, in milliseconds; each is four times the one before.
  package var pause: Int64
  /// The longest pause, in milliseconds.
  package var longestPause: Int64

  /// Makes a policy.
  package init(attempts: Int = 5, pause: Int64 = 1000, longestPause: Int64 = 300_000) {
    self.attempts = attempts
    self.pause = pause
    self.longestPause = longestPause
  }

  /// What comes after an attempt.
  enum Verdict: Equatable {
    /// Another attempt, after so many milliseconds.
    case retry(after: Int64)
    /// None: the event becomes a dead letter.
    case bury
  }

  /// What comes after a number of failed attempts, of which the last failed with a code of `abi.h`.
  func verdict(after failed: Int, code: Int32) -> Verdict {
    guard failed < attempts, Self.mayPass(code) else { return .bury }
    var wait = pause
    for _ in 1..<max(1, failed) where wait < longestPause { wait *= 4 }
    return .retry(after: min(wait, longestPause))
  }

  /// Whether the same event may succeed later. A handler that says its outcome is unknown gets it again as well:
  /// what it committed is committed, and the event was not acknowledged.
  private static func mayPass(_ code: Int32) -> Bool {
    [ROOST_RETRYABLE, ROOST_BUSY, ROOST_UNKNOWN, ROOST_CONFLICT].contains(code)
  }
}
