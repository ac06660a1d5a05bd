import NIOCore
import Synchronization

/// A plugin's place in the host, whichever generation fills it: how many of its events are in
/// hand, which wait, and whether intake is held for a hand-over.
package final class PluginSlot: Sendable {
  /// The bounds of a plugin.
  package struct Limits: Sendable, Equatable {
    /// Events in hand at a time.
    package var concurrency: Int
    /// Events waiting.
    package var queue: Int

    /// Makes bounds.
    package init(concurrency: Int, queue: Int) {
      self.concurrency = concurrency
      self.queue = queue
    }
  }

  enum Admission { case run, queued, full, quarantined }

  private struct State: ~Copyable {
    var limits: Limits
    /// How many hold intake: a hand-over, a worker that is being replaced.
    var holds = 0
    /// Nothing is taken in: it crashed too often.
    var isQuarantined = false
    var inHand = 0
    /// Past their deadline and answered, but never completed: they hold memory, not a place.
    var abandoned = 0
    var waiting = CircularBuffer<Exchange>()
    var toldFull = false
    var handles: DispatchMetrics.Handles?

    /// Handlers that never complete must not eat up memory without end.
    var hasRoom: Bool { holds == 0 && inHand < limits.concurrency && abandoned < 4 * limits.concurrency }
  }

  /// The plugin's id.
  package let plugin: String
  private let state: Mutex<State>

  /// Makes a slot.
  package init(plugin: String, limits: Limits) {
    self.plugin = plugin
    state = Mutex(State(limits: limits))
  }

  /// Changes the bounds.
  package func setLimits(_ limits: Limits) { state.withLock { $0.limits = limits } }

  /// Events in hand, waiting, and answered but never completed.
  package var counts: (inHand: Int, waiting: Int, abandoned: Int) {
    state.withLock { ($0.inHand, $0.waiting.count, $0.abandoned) }
  }

  func admit(_ exchange: Exchange) -> Admission {
    state.withLock { state in
      if state.hasRoom, !state.isQuarantined {
        state.inHand += 1
        return .run
      }
      guard !state.isQuarantined else { return .quarantined }
      guard state.waiting.count < state.limits.queue else { return .full }
      state.waiting.append(exchange)
      return .queued
    }
  }

  enum Return { case queued, refused, notHeld }

  /// Gives back the place of an event that was admitted just before intake was held; it is the first
  /// to go on. When intake is no longer held the place is kept.
  func giveBack(_ exchange: Exchange) -> Return {
    state.withLock { state in
      guard state.holds > 0 else { return .notHeld }
      state.inHand -= 1
      guard !state.isQuarantined else { return .refused }
      state.waiting.prepend(exchange)
      return .queued
    }
  }

  /// An event has left; the next one in line takes its place.
  func leave() {
    let next = state.withLock { state in
      state.inHand -= 1
      return Self.next(&state)
    }
    next?.deliverSoon()
  }

  /// An event was answered at its deadline without being completed. True when it was one too many:
  /// the plugin gets nothing more until some are completed or it is replaced.
  func abandon() -> Bool {
    let (next, isFull) = state.withLock { state in
      state.inHand -= 1
      state.abandoned += 1
      let isFull = state.abandoned >= 4 * state.limits.concurrency && !state.toldFull
      if isFull { state.toldFull = true }
      return (Self.next(&state), isFull)
    }
    next?.deliverSoon()
    return isFull
  }

  /// An abandoned event was completed after all, or its generation has ended.
  func forgive() {
    let next = state.withLock { state in
      state.abandoned -= 1
      state.toldFull = false
      return Self.next(&state)
    }
    next?.deliverSoon()
  }

  /// The plugin's numbers.
  func handles(_ metrics: DispatchMetrics) -> DispatchMetrics.Handles {
    state.withLock { state in
      if let known = state.handles { return known }
      let made = metrics.handles(plugin)
      state.handles = made
      return made
    }
  }

  /// How many hold intake.
  var holdCount: Int { state.withLock { $0.holds } }

  /// Queues new events instead of delivering them, until ``release()`` was called as often.
  func hold() { state.withLock { $0.holds += 1 } }

  /// Delivers what was queued, and what comes, if nobody else holds it.
  func release() {
    state.withLock { $0.holds -= 1 }
    deliverWaiting()
  }

  /// Whether nothing is taken in.
  var isQuarantined: Bool { state.withLock { $0.isQuarantined } }

  /// Refuses what comes and what waits, or takes in again.
  func setQuarantined(_ isQuarantined: Bool) {
    let refused = state.withLock { state in
      state.isQuarantined = isQuarantined
      defer { if isQuarantined { state.waiting.removeAll() } }
      return isQuarantined ? Array(state.waiting) : []
    }
    for exchange in refused { exchange.refuseSoon() }
    if !isQuarantined { deliverWaiting() }
  }

  private func deliverWaiting() {
    while let next = state.withLock({ Self.next(&$0) }) { next.deliverSoon() }
  }

  private static func next(_ state: inout State) -> Exchange? {
    guard state.hasRoom, let next = state.waiting.popFirst() else { return nil }
    state.inHand += 1
    return next
  }
}
