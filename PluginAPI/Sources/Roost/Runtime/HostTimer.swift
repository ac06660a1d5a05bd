import CRoostSDK
import Synchronization

/// The host's timers.
///
/// The language's own clock begins a queue when it is first waited on, with descriptors and a thread that nobody can end:
/// a plugin that waits here leaves nothing behind.
public enum HostTimer {
  private enum End {
    case elapsed, cancelled, refused
  }

  private struct Sleeper {
    let continuation: CheckedContinuation<End, Never>
    /// 0 while it has none.
    var timer: UInt64 = 0
  }

  private struct Sleepers: ~Copyable {
    var last: UInt64 = 0
    var asleep: [UInt64: Sleeper] = [:]
  }

  private static let sleepers = Mutex(Sleepers())

  /// Waits.
  ///
  /// - Parameter duration: for how long; at once when it is 0 or less.
  /// - Throws: `CancellationError` when the task is cancelled; ``PluginError`` when the plugin waits for 65,536 timers
  ///   already.
  public static func sleep(for duration: Duration) async throws {
    try Task.checkCancellation()
    let number = sleepers.withLock { sleepers in
      sleepers.last += 1
      return sleepers.last
    }
    let end = await withTaskCancellationHandler {
      await withCheckedContinuation { begin(number, Sleeper(continuation: $0), duration) }
    } onCancel: {
      wake(number, .cancelled)
    }
    switch end {
    case .elapsed: return
    case .cancelled: throw CancellationError()
    case .refused: throw PluginError(.busy, "too many timers wait already")
    }
  }

  private static func begin(_ number: UInt64, _ sleeper: Sleeper, _ duration: Duration) {
    sleepers.withLock { $0.asleep[number] = sleeper }
    guard !Task.isCancelled else { return wake(number, .cancelled) }
    let timer = roost_sdk_timer_start(max(0, duration.nanoseconds), number)
    guard timer != 0 else { return wake(number, .refused) }
    let isAsleep = sleepers.withLock { sleepers in
      sleepers.asleep[number]?.timer = timer
      return sleepers.asleep[number] != nil
    }
    // It was cancelled meanwhile, or has fired: then this is too late and does nothing.
    if !isAsleep { _ = roost_sdk_timer_cancel(timer) }
  }

  private static func wake(_ number: UInt64, _ end: End) {
    guard let sleeper = sleepers.withLock({ $0.asleep.removeValue(forKey: number) }) else { return }
    if end == .cancelled, sleeper.timer != 0 { _ = roost_sdk_timer_cancel(sleeper.timer) }
    sleeper.continuation.resume(returning: end)
  }

  fileprivate static func fired(_ number: UInt64) { wake(number, .elapsed) }
}

extension Duration {
  fileprivate var nanoseconds: Int64 {
    let (seconds, attoseconds) = components
    let (whole, overflows) = seconds.multipliedReportingOverflow(by: 1_000_000_000)
    return overflows ? .max : whole.addingReportingOverflow(attoseconds / 1_000_000_000).partialValue
  }
}

@c(roost_sdk_swift_timer)
func timerFired(number: UInt64) { HostTimer.fired(number) }
