import Synchronization

/// Something to wait for.
enum Signal: Hashable, Sendable {
  /// A bot has new updates, or its poll has ended.
  case bot(Int)
  /// Some question has its answer.
  case answers
  /// A webhook may have something to get.
  case deliveries
  /// The page has something to show.
  case events
}

/// Lets tasks wait for what others do, for a limited time.
final class Signals: Sendable {
  private struct Waiters {
    var counts: [Signal: Int] = [:]
    var waiting: [Signal: [Int: CheckedContinuation<Void, Never>]] = [:]
    var next = 0
    /// Counts of what is over, so that waiting for it ends.
    var base = 0
  }
  private let waiters = Mutex(Waiters())

  /// How often something has happened: to be asked before it is looked at, so that nothing is missed in between.
  func count(_ signal: Signal) -> Int { waiters.withLock { $0.base + ($0.counts[signal] ?? 0) } }

  func wake(_ signals: [Signal]) {
    let woken = waiters.withLock { waiters in
      signals.flatMap { signal -> [CheckedContinuation<Void, Never>] in
        waiters.counts[signal, default: 0] += 1
        return waiters.waiting.removeValue(forKey: signal).map { Array($0.values) } ?? []
      }
    }
    for one in woken { one.resume() }
  }

  func wakeAll() {
    let woken = waiters.withLock { waiters in
      waiters.base += 1
      defer { waiters.waiting = [:] }
      return waiters.waiting.values.flatMap(\.values)
    }
    for one in woken { one.resume() }
  }

  /// Waits until something has happened more often than a count, the time is over, or the task is cancelled.
  func wait(_ signal: Signal, after count: Int, atMost time: Duration) async {
    let id = waiters.withLock { waiters in
      waiters.next += 1
      return waiters.next
    }
    // Begun once there is somebody to wake: a short time could be over before, and nobody would ever hear of it.
    var timer: Task<Void, Never>?
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        let isDue = waiters.withLock { waiters in
          if Task.isCancelled || waiters.base + (waiters.counts[signal] ?? 0) != count { return true }
          waiters.waiting[signal, default: [:]][id] = continuation
          return false
        }
        if isDue { return continuation.resume() }
        timer = Task {
          try? await Task.sleep(for: time)
          self.end(signal, id)
        }
      }
    } onCancel: {
      end(signal, id)
    }
    timer?.cancel()
  }

  private func end(_ signal: Signal, _ id: Int) {
    let one = waiters.withLock { waiters in
      let one = waiters.waiting[signal]?.removeValue(forKey: id)
      if waiters.waiting[signal]?.isEmpty == true { waiters.waiting[signal] = nil }
      return one
    }
    one?.resume()
  }
}
