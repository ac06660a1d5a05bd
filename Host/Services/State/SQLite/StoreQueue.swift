internal import HostOperations

/// What waits for a thread of a store, in order.
final class StoreQueue<Work: Sendable>: Sendable {
  private struct State {
    /// Those before `next` were taken.
    var waiting: [(work: Work, bytes: Int)?] = []
    var next = 0
    var isClosed = false

    mutating func take(atMost count: Int, bytes: Int) -> [Work] {
      var (taken, size): ([Work], Int) = ([], 0)
      while taken.count < count, next < waiting.count, let first = waiting[next] {
        size += first.bytes
        guard taken.isEmpty || size <= bytes else { break }
        taken.append(first.work)
        waiting[next] = nil
        next += 1
      }
      if next == waiting.count {
        waiting.removeAll(keepingCapacity: waiting.count < 4096)
        next = 0
      } else if next > 1024, next > waiting.count / 2 {
        waiting.removeFirst(next)
        next = 0
      }
      return taken
    }
  }

  private let state = Monitor(State())

  /// Adds work of a size; false once it is closed.
  func add(_ work: Work, bytes: Int = 0) -> Bool {
    state.withLockWakingOne { state in
      guard !state.isClosed else { return false }
      state.waiting.append((work, bytes))
      return true
    }
  }

  /// Waits for work, and takes what there is of it within bounds, but one in any case. Nothing at the
  /// deadline; nil when it is closed and all was taken.
  func take(
    atMost count: Int, bytes: Int = .max, until deadline: ContinuousClock.Instant? = nil
  ) -> [Work]? {
    let taken: [Work]?? = state.wait(until: deadline) { state in
      let taken = state.take(atMost: count, bytes: bytes)
      return taken.isEmpty ? (state.isClosed ? .some(nil) : nil) : taken
    }
    return taken ?? []
  }

  /// Takes no more.
  func close() { state.withLock(wake: true) { $0.isClosed = true } }
}
