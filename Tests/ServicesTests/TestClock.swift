import HostServices
import Synchronization

/// Clocks that stand until they are told.
final class TestClock: Sendable {
  private let times = Mutex((wall: Int64(1_800_000_000_000), steady: Int64(5000)))

  var clock: StateClock {
    StateClock(wall: { self.now }, steady: { self.times.withLock { $0.steady } })
  }

  var now: Int64 { times.withLock { $0.wall } }

  /// Lets time pass, in milliseconds.
  func advance(by time: Int64) {
    times.withLock { $0 = ($0.wall + time, $0.steady + time) }
  }

  /// Sets the wall clock.
  func jump(by time: Int64) { times.withLock { $0.wall += time } }
}
