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

  enum Admission { case run, queued, refused }

  private struct State: ~Copyable {
    var limits: Limits
    var held = false
    var inHand = 0
    /// Past their deadline and answered, but never completed: they hold memory, not a place.
    var abandoned = 0
    var waiting = CircularBuffer<Exchange>()
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
      if !state.held, state.inHand < state.limits.concurrency,
        state.abandoned < 4 * state.limits.concurrency
      {
        state.inHand += 1
        return .run
      }
      guard state.waiting.count < state.limits.queue else { return .refused }
      state.waiting.append(exchange)
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

  /// An event was answered at its deadline without being completed.
  func abandon() {
    let next = state.withLock { state in
      state.inHand -= 1
      state.abandoned += 1
      return Self.next(&state)
    }
    next?.deliverSoon()
  }

  /// An abandoned event was completed after all, or its generation has ended.
  func forgive() { state.withLock { $0.abandoned -= 1 } }

  /// Queues new events instead of delivering them.
  func hold() { state.withLock { $0.held = true } }

  /// Delivers what was queued, and what comes.
  func release() {
    while true {
      let next = state.withLock { state in
        state.held = false
        return Self.next(&state)
      }
      guard let next else { return }
      next.deliverSoon()
    }
  }

  private static func next(_ state: inout State) -> Exchange? {
    guard !state.held, state.inHand < state.limits.concurrency else { return nil }
    guard let next = state.waiting.popFirst() else { return nil }
    state.inHand += 1
    return next
  }
}
