import Glibc
import HostOperations

/// How the host was started, beside its configuration.
struct HostMode: Sendable {
  /// An author at work: plugins get what they ask for, and the user may be root.
  var isDevelopment = false
  /// No plugin is started.
  var isSafe = false
  /// The id of a plugin whose worker waits for a debugger.
  var debugged: String?

  /// Refuses root, whose workers would be kept in by less than another user's.
  ///
  /// - Throws: the exit code, after saying why.
  func checkUser(_ configuration: HostConfiguration) throws {
    guard geteuid() == 0, !isDevelopment, !configuration.workers.allowsRoot else { return }
    Terminal.error(
      """
      roost does not run as root — workers of another user are kept in better, and the host needs no privilege — \
      hint: start it as a user of its own, or set workers.allow_root (ROOST_WORKERS_ALLOW_ROOT=true)
      """)
    throw Exit.configuration
  }
}
