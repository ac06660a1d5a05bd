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
    guard workers.sandbox != .required || min(SandboxSupport.landlock, workers.landlock) > 0 else {
      Terminal.error(
        """
        workers.sandbox is required, but this kernel has no Landlock — hint: boot with lsm=…,landlock, or set \
        workers.sandbox to available
        """)
      throw Exit.configuration
    }
    let lacks = SandboxSupport.lacks(landlockUpTo: workers.landlock)
    if lacks.isEmpty {
      log.info("workers are kept in by Landlock \(SandboxSupport.landlock) and a filter of system calls")
    } else {
      log.warning("this kernel keeps workers in by less: \(lacks.joined(separator: "; "))")
    }
  }
}
