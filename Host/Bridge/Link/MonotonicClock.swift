import Glibc

/// The clock of deadlines: CLOCK_MONOTONIC in nanoseconds, the same that plugins read.
package enum MonotonicClock {
  /// Nanoseconds since an unspecified start.
  package static func now() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }

  /// Keeps the calling thread for a while; never on an event loop.
  static func sleep(nanoseconds: UInt64) {
    var time = timespec(tv_sec: Int(nanoseconds / 1_000_000_000), tv_nsec: Int(nanoseconds % 1_000_000_000))
    unsafe nanosleep(&time, nil)
  }
}
