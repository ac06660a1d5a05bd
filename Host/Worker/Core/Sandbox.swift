import CWorkerSystem
import FrameLayout
import Glibc

/// Keeps the process in, before anything of the plugin runs and while there is one thread.
enum Sandbox {
  /// Applies it; returns the version of Landlock in use, 0 for none.
  static func apply(_ start: Start) throws(SandboxError) -> Int32 {
    try limit(start)
    let used = try confine(start)
    try check(worker_crash_handlers(WORKER_CRASH), "signal handlers")
    var listener: Int32 = -1
    let asked =
      WORKER_NOTIFY_DENIALS.rawValue | WORKER_NOTIFY_OPENS.rawValue | WORKER_NOTIFY_CHANGES.rawValue
      | WORKER_NOTIFY_THREADS.rawValue
    try check(unsafe worker_seccomp(asked, &listener), "seccomp")
    try check(worker_send_listener(WORKER_HANDOVER, listener), "the listener")
    return used
  }

  private static func limit(_ start: Start) throws(SandboxError) {
    let kept = Array(Int32(0)..<WORKER_LOOPS + Int32(start.loops))
    // The limits are for the plugin; what each loop takes comes on top: a stack, and a descriptor to wake it.
    let stacks = UInt64(start.loops * LoopThread.stackSize)
    let own = UInt64(kept.count + start.loops)
    let code = unsafe kept.withUnsafeBufferPointer { kept in
      var bounds = unsafe worker_bounds(
        parent: getppid(), data: start.memory == 0 ? .max : start.memory + stacks,
        open_files: UInt64(start.descriptors) + own, file_size: start.fileSize == 0 ? .max : start.fileSize,
        stack: 8 << 20,
        descriptors: kept.baseAddress, descriptor_count: kept.count)
      return unsafe worker_limits(&bounds)
    }
    try check(code, "limits")
  }

  private static func confine(_ start: Start) throws(SandboxError) -> Int32 {
    // The texts live as long as the process; there are a dozen.
    var paths = unsafe start.readable.map {
      unsafe worker_path(path: strdup($0), access: WORKER_READ)
    }
    if !start.dataFolder.isEmpty {
      unsafe paths.append(worker_path(path: strdup(start.dataFolder), access: WORKER_READ_WRITE))
    }
    var used: Int32 = 0
    try check(unsafe worker_landlock(paths, paths.count, Int32(min(start.landlock, 100)), &used), "Landlock")
    return used
  }

  private static func check(_ code: Int32, _ what: String) throws(SandboxError) {
    if code < 0 { throw SandboxError("\(what): \(unsafe String(cString: strerror(errno)))") }
  }
}

/// Why the process cannot be kept in.
struct SandboxError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
