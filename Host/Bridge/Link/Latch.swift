import Synchronization

/// Something one task waits for with a limit in time, opened from any thread.
package final class Latch: Sendable {
  private struct State: ~Copyable {
    var result: Bool?
    var continuation: CheckedContinuation<Bool, Never>?
  }
  private let state = Mutex(State())

  /// Makes one that is closed.
  package init() {}

  /// Lets the waiter go on with true.
  package func open() { settle(true) }

  /// Waits; false when the time is up first.
  package func wait(for time: Duration) async -> Bool {
    let timer = Task {
      try await Task.sleep(for: time)
      settle(false)
    }
    defer { timer.cancel() }
    return await withCheckedContinuation { continuation in
      let result = state.withLock { state in
        if state.result == nil { state.continuation = continuation }
        return state.result
      }
      if let result { continuation.resume(returning: result) }
    }
  }

  private func settle(_ result: Bool) {
    let waiting = state.withLock { state in
      guard state.result == nil else { return nil as CheckedContinuation<Bool, Never>? }
      state.result = result
      return state.continuation.take()
    }
    waiting?.resume(returning: result)
  }
}
