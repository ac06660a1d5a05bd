import CHostSystem
import CWorkerSystem
import Glibc
import HostOperations
import Logging

/// Answers what a worker's filter asks: every call it refuses, every file about to be opened, every
/// thread about to be started. The kernel holds the boundary; this names, in the plugin's log, what tried
/// to pass it, and bounds the threads. On the process's thread.
@safe struct WorkerGuard: ~Copyable {
  /// Most threads of a worker beside its loops.
  private static let sparedThreads = 64
  /// CLONE_THREAD of linux/sched.h.
  private static let cloneThread: UInt64 = 0x10000

  private let generation: Generation
  private let process: WorkerProcess
  /// Paths that may be opened, with what lies beneath them.
  private let allowed: [String]
  /// Where the listener comes from; it comes once.
  private let handover: Descriptor
  private var listener: Int32 = -1
  private var budget = LineBudget()
  private let notice = UnsafeMutablePointer<notice>.allocate(capacity: 1)

  init(_ process: WorkerProcess, of generation: Generation, handover: consuming Descriptor, allowed: [String])
  {
    self.generation = generation
    self.process = process
    self.handover = handover
    self.allowed = allowed
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
    let name = unsafe String(cString: notice.pointee.name)
    switch name {
    case "open", "openat", "creat":
      let isAllowed = path.map { path in allowed.contains { path == $0 || path.hasPrefix($0 + "/") } } ?? true
      guard isAllowed, !isTruncatingRead(name) else {
        tell("opening \(path ?? "a file")\(isAllowed ? " so as to empty it" : "")")
        return EACCES
      }
      return 0
    case "clone" where unsafe notice.pointee.arguments.0 & Self.cloneThread != 0:
      let most = Self.sparedThreads + generation.environment.loops.count
      if threadCount < most { return 0 }
      tell("starting more than \(most) threads")
      return EAGAIN
    default:
      tell(path.map { "\(name) of \($0)" } ?? address.map { "\(name) to \($0)" } ?? name)
      return EPERM
    }
  }

  /// The filter denies these, which look like reading and are not: Landlock before 3 does not see it.
  private func isTruncatingRead(_ name: String) -> Bool {
    guard name != "creat" else { return false }
    let arguments = unsafe notice.pointee.arguments
    let flags = Int32(truncatingIfNeeded: name == "open" ? arguments.1 : arguments.2)
    return flags & O_ACCMODE == O_ACCMODE || flags & (O_TRUNC | O_ACCMODE) == O_TRUNC | O_RDONLY
  }

  private mutating func tell(_ what: String) {
    guard case .write(let dropped) = budget.take(at: MonotonicClock.now()) else { return }
    generation.logger.warning(
      "the sandbox refused \(what)", metadata: dropped > 0 ? ["dropped_lines": "\(dropped)"] : nil)
  }

  private var path: String? {
    guard unsafe notice.pointee.details & NOTICE_HAS_PATH.rawValue != 0 else { return nil }
    return unsafe withUnsafePointer(to: &notice.pointee.path) { pointer in
      unsafe String(
        decoding: UnsafeRawBufferPointer(start: pointer, count: notice.pointee.path_length), as: UTF8.self)
    }
  }

  private var address: String? {
    guard unsafe notice.pointee.details & NOTICE_HAS_ADDRESS.rawValue != 0 else { return nil }
    return unsafe withUnsafePointer(to: &notice.pointee.address) { pointer in
      unsafe pointer.withMemoryRebound(to: CChar.self, capacity: Int(NOTICE_ADDRESS_MAX)) {
        unsafe String(cString: $0)
      }
    }
  }

  private var threadCount: Int { (Folders.names(in: "/proc/\(process.pid)/task") ?? []).count }
}
