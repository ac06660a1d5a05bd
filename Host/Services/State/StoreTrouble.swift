internal import Synchronization

/// What keeps a store from working, as told to whoever looks after readiness: each change once.
final class StoreTrouble: Sendable {
  private struct State {
    var current: StateFailure?
    /// Nothing but an operator ends this one.
    var isLasting = false
  }

  private let state = Mutex(State())
  private let tell: @Sendable (StateFailure?) -> Void

  init(_ tell: @escaping @Sendable (StateFailure?) -> Void) { self.tell = tell }

  /// Whether there is any.
  var isThere: Bool { state.withLock { $0.current != nil } }

  /// What will not pass by itself.
  var lasting: StateFailure? { state.withLock { $0.isLasting ? $0.current : nil } }

  /// Something did not work.
  func failed(_ failure: StateFailure, isLasting: Bool) {
    state.withLock { state in
      guard !state.isLasting, failure != state.current || isLasting else { return }
      state = State(current: failure, isLasting: isLasting)
      tell(failure)
    }
  }

  /// Writing worked.
  func worked() {
    state.withLock { state in
      guard state.current != nil, !state.isLasting else { return }
      state = State()
      tell(nil)
    }
  }
}
