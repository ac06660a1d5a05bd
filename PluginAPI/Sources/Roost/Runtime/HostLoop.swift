import CRoostSDK
import Synchronization

/// One of the host's event loops as a task executor, so that handlers continue where their
/// connection lives instead of hopping between threads.
final class HostLoop: TaskExecutor {
  private let loop: UInt64
  /// Jobs not yet run. The host is told once for a batch of them.
  private let jobs = Mutex<[UnownedJob]>([])

  private init(_ loop: UInt64) { self.loop = loop }

  /// The executor of a loop. There are as many as cores; they live as long as the image.
  static func of(_ loop: UInt64) -> HostLoop {
    loops.withLock { loops in
      if let known = loops[loop] { return known }
      let made = HostLoop(loop)
      loops[loop] = made
      return made
    }
  }
  private static let loops = Mutex<[UInt64: HostLoop]>([:])

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isFirst = jobs.withLock { jobs in
      jobs.append(job)
      return jobs.count == 1
    }
    guard isFirst else { return }
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let run: roost_callback = { context in
      unsafe Unmanaged<HostLoop>.fromOpaque(context!).takeUnretainedValue().runJobs()
    }
    _ = unsafe roost_sdk_loop_post(loop, run, context)
  }

  private func runJobs() {
    let batch = jobs.withLock { jobs in
      let batch = jobs
      jobs.removeAll(keepingCapacity: true)
      return batch
    }
    for job in batch { unsafe job.runSynchronously(on: asUnownedTaskExecutor()) }
  }
}

/// Runs a handler as a task that starts at once on the current thread, the exchange's loop.
func run(_ exchange: Exchange, _ body: @escaping @Sendable () async -> Void) {
  let task = CurrentEvent.$ticket.withValue(exchange.ticket) {
    Task.immediate(executorPreference: HostLoop.of(exchange.loop)) {
      await body()
      Suspended.remove(exchange)
    }
  }
  guard exchange.isOpen else { return }
  Suspended.insert(exchange)
  exchange.waiting.withLock { $0.task = task }
  if exchange.isOpen {
    _ = roost_sdk_watch_cancel(exchange.ticket)
  } else {
    Suspended.remove(exchange)
  }
}
