/// When a plugin's files, which change in bursts, count as changed: after a time without a further change.
///
/// All three files of a name are one, so that a library and its settings that change together are one change.
/// A pure reducer: the clock is the caller's.
package struct Settling: Sendable, Equatable {
  /// A point in the caller's time.
  package typealias Instant = ContinuousClock.Instant

  /// What can happen.
  package enum Event: Sendable, Equatable {
    /// A file of that name changed now.
    case touched(String)
    /// A scan found that a file of that name changed so long ago.
    case seen(String, age: Duration)
    /// That name is to be reported again after a while.
    case revisit(String, after: Duration)
    /// Time went on.
    case tick
  }

  private let quiet: Duration
  private var due: [String: Instant] = [:]

  /// Nothing is pending.
  package init(quiet: Duration) { self.quiet = quiet }

  /// When the next name settles unless something happens.
  package var next: Instant? { due.values.min() }

  /// Takes an event; gives the names that are settled by then, in order.
  package mutating func apply(_ event: Event, at now: Instant) -> [String] {
    switch event {
    case .touched(let name):
      due[name] = now + quiet
    case .seen(let name, let age):
      // What is pending already knows better; a clock that is ahead must not hold a name up for longer.
      if due[name] == nil { due[name] = now + min(max(quiet - age, .zero), quiet) }
    case .revisit(let name, let after):
      due[name] = max(due[name] ?? now, now + after)
    case .tick:
      break
    }
    let settled = due.filter { $0.value <= now }.keys.sorted()
    for name in settled { due[name] = nil }
    return settled
  }
}
