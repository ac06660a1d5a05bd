import Synchronization

/// Lets only some reads go at a time: their answers are large, and must have been taken before there are more.
package final class ReadTurns: Sendable {
  private struct State: ~Copyable {
    var going = 0
    var held: [@Sendable () -> Void] = []
    /// Where in `held` the next is.
    var next = 0
  }

  /// Reads that go at a time; with pages of 4 MiB no more than a third of what may wait for a worker.
  private static let most = 8
  private let state = Mutex(State())

  /// Nothing goes.
  package init() {}

  /// Begins a read now, or when an earlier one has ended. Whoever counts the calls bounds what is held.
  package func begin(_ read: @escaping @Sendable () -> Void) {
    let goes = state.withLock { state in
      guard state.going >= Self.most else {
        state.going += 1
        return true
      }
      state.held.append(read)
      return false
    }
    if goes { read() }
  }

  /// A read has ended and its answer has been taken: the next one begins.
  package func end() {
    let next: (@Sendable () -> Void)? = state.withLock { state in
      guard state.next < state.held.count else {
        state.going -= 1
        return nil
      }
      defer {
        state.next += 1
        if state.next == state.held.count { (state.held, state.next) = ([], 0) }
      }
      return state.held[state.next]
    }
    next?()
  }
}
