import Synchronization

/// Counts the events inside a generation and closes it: once closed nothing enters, and when the
/// last event has left, whoever waits is told. This is what makes it safe to free a generation
/// while events race towards it.
final class Gate: Sendable {
  private static let closed: UInt64 = 1 << 63
  /// The number of events inside, with the top bit set once closed.
  private let state = Atomic<UInt64>(0)
  private let waiters = Mutex<[Latch]>([])

  /// Enters; false when closed, and then nothing was counted.
  func enter() -> Bool {
    var before = state.load(ordering: .acquiring)
    while before & Self.closed == 0 {
      let (entered, now) = state.weakCompareExchange(
        expected: before, desired: before + 1, ordering: .acquiringAndReleasing)
      if entered { return true }
      before = now
    }
    return false
  }

  /// Leaves after a successful ``enter()``.
  func leave() {
    let (_, after) = state.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    if after == Self.closed { tell() }
  }

  /// How many are inside.
  var count: Int { Int(state.load(ordering: .acquiring) & ~Self.closed) }

  /// Whether nothing enters.
  var isClosed: Bool { state.load(ordering: .acquiring) & Self.closed != 0 }

  /// Lets nothing in any more.
  func close() { _ = state.bitwiseOr(Self.closed, ordering: .acquiringAndReleasing) }

  /// Lets in again, after a hand-over that failed.
  func open() { _ = state.bitwiseAnd(~Self.closed, ordering: .acquiringAndReleasing) }

  /// Waits until it is closed and empty; false when the time is up first.
  func emptied(within time: Duration) async -> Bool {
    let latch = Latch()
    waiters.withLock { $0.append(latch) }
    if state.load(ordering: .acquiring) == Self.closed { tell() }
    return await latch.wait(for: time)
  }

  private func tell() {
    let waiting = waiters.withLock { waiters in
      let waiting = waiters
      waiters = []
      return waiting
    }
    for latch in waiting { latch.open() }
  }
}
