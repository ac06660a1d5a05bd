import HostBridge
import HostOperations
import Logging

/// Says at the start what the kernel lacks for keeping workers in.
enum SandboxReport {
  /// - Throws: the exit code, after saying why, when the configuration requires what is not there.
  static func tell(_ workers: HostConfiguration.Workers, _ log: Logger) throws {
    guard workers.sandbox != .off else {
      log.warning("workers are not kept in: workers.sandbox is off — a plugin can do what this user can")
      return
    }
    let version = min(SandboxSupport.landlock, workers.landlock)
    guard workers.sandbox != .required || version > 0 else {
      let (why, hint) =
        SandboxSupport.landlock == 0
        ? ("this kernel has no Landlock", "boot with lsm=…,landlock")
        : ("workers.landlock is 0, so that none is used", "leave workers.landlock out")
      Terminal.error(
        "plugins are refused: workers.sandbox is required, but \(why)"
          + " — hint: \(hint), or set workers.sandbox to available")
      throw Exit.configuration
    }
    let lacks = SandboxSupport.lacks(landlockUpTo: workers.landlock)
    if lacks.isEmpty {
      log.info("workers are kept in by Landlock \(version) and a filter of system calls")
    } else {
      log.warning("this kernel keeps workers in by less: \(lacks.joined(separator: "; "))")
    }
  }
}
