#if DEBUG
  internal import Glibc
  internal import Synchronization

  /// Where a debug build is to die.
  final class CrashOrder: Sendable {
    /// What the environment of this process says, `CRASH_AT=POINT:NTH`; nil when it says nothing.
    static let given: CrashOrder? = unsafe getenv("CRASH_AT").map { unsafe CrashOrder(String(cString: $0)) }

    private let name: String
    /// How often it is still reached.
    private let left: Atomic<Int>

    private init(_ text: String) {
      let parts = text.split(separator: ":")
      guard parts.count == 2, let nth = Int(parts[1]), nth > 0 else {
        fatalError(
          "CRASH_AT is \(text) — hint: a case of CrashPoint, a colon and a number from 1, as in dispatched:2")
      }
      name = String(parts[0])
      left = Atomic(nth)
    }

    /// A point was reached by some thread; does not return if it is the one.
    func reached(_ point: CrashPoint) {
      guard "\(point)" == name, left.subtract(1, ordering: .relaxed).newValue == 0 else { return }
      // As from outside: nothing is flushed, no handler runs.
      kill(getpid(), SIGKILL)
    }
  }
#endif
