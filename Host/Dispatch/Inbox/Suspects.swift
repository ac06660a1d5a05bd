import NIOCore
import Synchronization

/// Events that a host left when it ended, for plugins that run in its process: one of them may be what ended it, and
/// would end the next one as well. They are handled one after the other, each with its attempt counted before it begins,
/// until the one is found that nobody comes back from.
final class Suspects: Sendable {
  private struct State {
    var current: DurableDelivery?
    var waiting: [DurableDelivery] = []
  }

  private let state = Mutex(State())

  /// Takes its turn; true when it has it now, otherwise it is told on its loop.
  func takeTurn(_ delivery: DurableDelivery) -> Bool {
    state.withLock { state in
      if state.current == nil { state.current = delivery }
      if state.current === delivery { return true }
      state.waiting.append(delivery)
      return false
    }
  }

  /// It is not in its handler's hands any more.
  func leave(_ delivery: DurableDelivery) {
    let next: DurableDelivery? = state.withLock { state in
      guard state.current === delivery else { return nil }
      state.current = state.waiting.isEmpty ? nil : state.waiting.removeFirst()
      return state.current
    }
    if let next { next.loop.execute { next.attempt() } }
  }
}
