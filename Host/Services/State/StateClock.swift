internal import Glibc

/// The two clocks of a store, in milliseconds.
package struct StateClock: Sendable {
  /// Since 1970. It decides what has expired, and may jump.
  package var wall: @Sendable () -> Int64
  /// Since some start, never back and never ahead. It decides how long receipts are kept, so that a clock
  /// that is set right after boot does not drop them.
  package var steady: @Sendable () -> Int64

  /// Makes a pair.
  package init(wall: @escaping @Sendable () -> Int64, steady: @escaping @Sendable () -> Int64) {
    self.wall = wall
    self.steady = steady
  }

  /// The machine's clocks; the steady one goes on while it sleeps.
  package static let system = StateClock(
    wall: { read(CLOCK_REALTIME) }, steady: { read(CLOCK_BOOTTIME) })

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
  }
}
