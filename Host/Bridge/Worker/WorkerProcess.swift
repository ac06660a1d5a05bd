import CHostSystem
import Glibc
import HostOperations

/// The process of a worker, named by a descriptor that cannot come to name another.
///
/// A thread of its own starts it and stays until it has ended: the kernel ends a worker with the thread
/// that started it, so that none outlives a host that was killed.
final class WorkerProcess: Sendable {
  /// How a process ended.
  enum Ending: Sendable, Equatable, CustomStringConvertible {
    case exited(Int32)
    case signalled(Int32)

    var description: String {
      switch self {
      case .exited(let status): "it exited with status \(status)"
      case .signalled(let signal): "ended by \(Self.name(signal))"
      }
    }

    /// A signal's name, or its number.
    static func name(_ signal: Int32) -> String {
      let names: [Int32: String] = [
        SIGSEGV: "SIGSEGV", SIGABRT: "SIGABRT", SIGILL: "SIGILL", SIGBUS: "SIGBUS", SIGFPE: "SIGFPE",
        SIGKILL: "SIGKILL", SIGTRAP: "SIGTRAP", SIGTERM: "SIGTERM", SIGSYS: "SIGSYS", SIGPIPE: "SIGPIPE",
        SIGXFSZ: "SIGXFSZ", SIGXCPU: "SIGXCPU",
      ]
      return names[signal] ?? "signal \(signal)"
    }
  }

  /// Its number, for people.
  let pid: Int32
  private let descriptor: Descriptor
  private let ending = Monitor<Ending?>(nil)

  private init(_ program: String, name: String, folder: String, descriptors: [CInt]) throws(SystemFailure) {
    var pid: Int32 = 0
    let number = unsafe csystem_spawn(program, name, folder, descriptors, CInt(descriptors.count), &pid)
    guard number >= 0 else { throw SystemFailure("posix_spawn", program) }
    descriptor = Descriptor(owning: number)
    self.pid = pid
  }

  /// Starts a program in a folder; it gets these descriptors as 0, 1, 2 and so on, and nothing else of the host.
  ///
  /// - Parameter keep: runs on the process's thread while the process does; it is to return soon after
  ///   ``hasEnded(within:)`` is true.
  static func start(
    _ program: String, name: String, folder: String, descriptors: [CInt],
    keep: @escaping @Sendable (WorkerProcess) -> Void
  ) throws(SystemFailure) -> WorkerProcess {
    let result = Monitor<Result<WorkerProcess, SystemFailure>?>(nil)
    try SystemThread.start("roost-worker") {
      let made = Result { () throws(SystemFailure) in
        try WorkerProcess(program, name: name, folder: folder, descriptors: descriptors)
      }
      result.withLock(wake: true) { $0 = made }
      guard let process = try? made.get() else { return }
      keep(process)
      process.kill()
      _ = process.hasEnded(within: -1)
    }.detach()
    return try result.wait { $0 }!.get()
  }

  /// Ends it now. Harmless when it has ended.
  func kill() { csystem_kill(descriptor.number) }

  /// The descriptor, readable when the process has ended.
  var poll: Int32 { descriptor.number }

  /// Whether it has ended, waiting so many milliseconds, or as long as it takes for -1. On its own
  /// thread only.
  func hasEnded(within milliseconds: Int32) -> Bool {
    if ending.withLock({ $0 != nil }) { return true }
    var (signal, status): (CInt, CInt) = (0, 0)
    guard unsafe csystem_wait_exit(descriptor.number, milliseconds, &signal, &status) == 1 else {
      return false
    }
    let result = signal == 0 ? Ending.exited(status) : .signalled(signal)
    ending.withLock(wake: true) { $0 = result }
    return true
  }

  /// Waits for its end, on another thread; nil when the time is up first.
  func wait(for time: Duration) -> Ending? { ending.wait(until: .now + time) { $0 } }
}
