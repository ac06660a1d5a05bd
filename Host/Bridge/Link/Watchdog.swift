import HostOperations
package import Logging
import Synchronization

/// Notices code of inline plugins that keeps an event loop: it cannot be stopped, but it can be
/// named, so that an operator knows at night which plugin to remove.
package final class Watchdog: Sendable {
  private struct Seat: Sendable {
    /// When the call in progress began, in nanoseconds; 0 when there is none.
    let since = Cell()
    let generation = Cell()
  }
  private final class Cell: Sendable { let value = Atomic<UInt64>(0) }

  private let seats: [Seat]
  private let patience: UInt64
  private let logger: Logger
  private let onChange: @Sendable (_ stuck: [String]) -> Void
  private let stopping = Atomic<Bool>(false)

  /// Starts watching.
  ///
  /// - Parameters:
  ///   - loops: how many event loops there are.
  ///   - patience: how long a call may take before it is named.
  ///   - onChange: told the stuck plugins' names when they change.
  /// - Throws: `SystemFailure` when no thread can be started.
  package init(
    loops: Int, patience: Duration, logger: Logger,
    onChange: @escaping @Sendable (_ stuck: [String]) -> Void
  ) throws {
    seats = (0..<loops).map { _ in Seat() }
    self.patience =
      UInt64(patience.components.seconds) * 1_000_000_000
      + UInt64(patience.components.attoseconds / 1_000_000_000)
    self.logger = logger
    self.onChange = onChange
    try SystemThread.start("roost-watchdog") { [self] in watch() }.detach()
  }

  /// A call begins on a loop.
  func enter(loop: Int, generation: UInt64) {
    seats[loop].generation.value.store(generation, ordering: .relaxed)
    seats[loop].since.value.store(MonotonicClock.now(), ordering: .releasing)
  }

  /// The call ends.
  func leave(loop: Int) { seats[loop].since.value.store(0, ordering: .releasing) }

  /// Ends the watch.
  package func stop() { stopping.store(true, ordering: .relaxed) }

  private func watch() {
    var known: [Int: UInt64] = [:]
    while !stopping.load(ordering: .relaxed) {
      MonotonicClock.sleep(nanoseconds: max(patience / 4, 1_000_000))
      var changed = false
      for (loop, seat) in seats.enumerated() {
        let since = seat.since.value.load(ordering: .acquiring)
        let stuck = since != 0 && MonotonicClock.now() > since + patience
        if stuck, known[loop] != since {
          known[loop] = since
          changed = true
          name(seat.generation.value.load(ordering: .relaxed), loop)
        } else if !stuck, known.removeValue(forKey: loop) != nil {
          changed = true
          logger.notice("event loop \(loop) is free again")
        }
      }
      guard changed else { continue }
      onChange(
        known.keys.sorted().map { loop in
          Generations.shared.find(seats[loop].generation.value.load(ordering: .relaxed))?.plugin ?? "?"
        })
    }
  }

  private func name(_ handle: UInt64, _ loop: Int) {
    let generation = Generations.shared.find(handle)
    (generation?.logger ?? logger).error(
      """
      the plugin keeps event loop \(loop) busy without returning — all connections of that loop wait — \
      hint: make the handler async or move its work to a thread; the host must be restarted to be rid of it
      """)
  }
}
