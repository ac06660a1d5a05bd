import HostFrames

/// Whether a loop's thread of a worker still moves: asked only when it has been given something.
struct Liveness: Sendable {
  enum Check: Equatable { case ask(UInt64), alive, unsure, stuck }
  private enum State: Equatable { case idle, given, asked, answered }
  private var state = State.idle
  private var number: UInt64 = 0
  /// Something more was given since it was asked.
  private var hasMore = false

  /// It was given something. True when a check must be scheduled, after half of the patience.
  mutating func begin() -> Bool {
    guard state == .idle else {
      hasMore = true
      return false
    }
    state = .given
    return true
  }

  /// Half of the patience has passed. After ``Check/ask(_:)`` and ``Check/unsure`` another check must be
  /// scheduled.
  ///
  /// - Parameter isLate: the check itself was held up. What held up the host may have held up the worker,
  ///   or the reading of its answer, so that nothing follows from silence.
  mutating func check(isLate: Bool = false) -> Check {
    switch state {
    case .asked: return isLate ? .unsure : .stuck
    case .given: break
    case .idle, .answered:
      guard hasMore else {
        state = .idle
        return .alive
      }
    }
    (state, hasMore) = (.asked, false)
    number += 1
    return .ask(number)
  }

  /// The answer has come.
  mutating func answered(_ id: UInt64) throws(FrameError) {
    guard state == .asked, id == number else { throw FrameError("an answer to no question") }
    state = .answered
  }
}
