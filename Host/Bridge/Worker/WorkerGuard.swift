import CHostSystem
import CWorkerSystem
import Glibc
import HostOperations
import Logging

/// Answers what a worker's filter asks: every call it refuses, every file about to be opened or changed by
/// path, every thread about to be started. The kernel holds the boundary; this names, in the plugin's log,
/// what tried to pass it, and bounds the threads. On the process's thread.
@safe struct WorkerGuard: ~Copyable {
  /// Most threads of a worker beside its loops.
  private static let sparedThreads = 64
  /// CLONE_THREAD of linux/sched.h.
  private static let cloneThread: UInt64 = 0x10000

  private let generation: Generation
  private let process: WorkerProcess
  private let rules: PathRules
  /// Where the listener comes from; it comes once.
  private let handover: Descriptor
  private var listener: Int32 = -1
  private var budget = LineBudget()
  private let notice = UnsafeMutablePointer<notice>.allocate(capacity: 1)

  init(_ process: WorkerProcess, of generation: Generation, handover: consuming Descriptor, rules: PathRules)
  {
    self.generation = generation
    self.process = process
    self.handover = handover
    self.rules = rules
  }

  deinit {
    if listener >= 0 { close(listener) }
    unsafe notice.deallocate()
  }

  /// Serves until the process has ended.
  mutating func serve() {
    while true {
      var entries = [
        pollfd(fd: process.poll, events: Int16(POLLIN), revents: 0),
        pollfd(fd: listener >= 0 ? listener : handover.number, events: Int16(POLLIN), revents: 0),
      ]
      unsafe poll(&entries, 2, -1)
      // Without a listener, or with one that nobody uses any more, nothing is heard of it but its end.
      if entries[0].revents != 0 || (entries[1].revents != 0 && !hear()) { break }
    }
    _ = process.hasEnded(within: -1)
  }

  /// False when nothing more can be heard.
  private mutating func hear() -> Bool { listener >= 0 ? answerAll() : takeListener() }

  private mutating func takeListener() -> Bool {
    listener = notify_take_listener(handover.number)
    return listener >= 0
  }

  private mutating func answerAll() -> Bool {
    while true {
      switch unsafe notify_receive(listener, notice) {
      case Int32(NOTIFY_NOTICE.rawValue): answer()
      case Int32(NOTIFY_NOTHING.rawValue): return true
      default: return false
      }
    }
  }

  private mutating func answer() {
    // Of what it may read of /proc and /sys it gets a descriptor: Landlock could grant only all of it.
    let given = unsafe notify_open_given(notice, process.pid)
    if given >= 0 {
      unsafe notify_answer_descriptor(listener, notice.pointee.id, given)
      close(given)
    } else {
      let code = verdict()
      unsafe notify_answer(listener, notice.pointee.id, code)
    }
  }

  /// 0 to let the call go on, or the error it fails with.
  private mutating func verdict() -> Int32 {
    let asked = unsafe WorkerNotice(notice)
    switch asked.call {
    case "open", "openat", "creat":
      guard let what = rules.refusal(ofOpening: asked) else { return 0 }
      tell("opening \(what)")
      return EACCES
    case _ where WorkerNotice.changes.contains(asked.call):
      guard let what = rules.refusal(ofChanging: asked) else { return 0 }
      tell("\(asked.call) of \(what)")
      return EACCES
    case "clone" where asked.arguments.0 & Self.cloneThread != 0:
      let most = Self.sparedThreads + generation.environment.loops.count
      if threadCount < most { return 0 }
      tell("starting more than \(most) threads")
      return EAGAIN
    default:
      let what = asked.path.map { "\(asked.call) of \($0.named)" }
      tell(what ?? asked.address.map { "\(asked.call) to \($0)" } ?? asked.call)
      return EPERM
    }
  }

  private mutating func tell(_ what: String) {
    guard case .write(let dropped) = budget.take(at: MonotonicClock.now()) else { return }
    generation.logger.warning(
      "the sandbox refused \(what)", metadata: dropped > 0 ? ["dropped_lines": "\(dropped)"] : nil)
  }

  private var threadCount: Int { (Folders.names(in: "/proc/\(process.pid)/task") ?? []).count }
}
