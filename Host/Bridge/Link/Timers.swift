import NIOCore
import Synchronization

/// The timers a generation has running.
final class Timers: Sendable {
  private struct State {
    var next: UInt64 = 1
    var running: [UInt64: Scheduled<Void>] = [:]
    var ended = false
  }
  private let state = Mutex(State())

  /// Most timers of one plugin at a time.
  static let maximum = 65_536

  /// How many are running.
  var count: Int { state.withLock { $0.running.count } }

  /// Starts one; nil past the maximum or once the generation has ended.
  func start(on loop: any EventLoop, after time: TimeAmount, _ fire: @escaping @Sendable () -> Void)
    -> UInt64?
  {
    state.withLock { state in
      guard !state.ended, state.running.count < Self.maximum else { return nil }
      let id = state.next
      state.next += 1
      // Under the lock, so that a task that is due at once finds itself among the running.
      state.running[id] = loop.scheduleTask(in: time) { [self] in
        if self.state.withLock({ $0.running.removeValue(forKey: id) }) != nil { fire() }
      }
      return id
    }
  }

  /// Stops one; false when it is not running.
  func cancel(_ id: UInt64) -> Bool {
    let scheduled = state.withLock { $0.running.removeValue(forKey: id) }
    scheduled?.cancel()
    return scheduled != nil
  }

  func cancelAll() {
    let all = state.withLock { state in
      state.ended = true
      defer { state.running = [:] }
      return state.running
    }
    for timer in all.values { timer.cancel() }
  }
}
