internal import CHostSystem
internal import Glibc
package import RoostJSON

/// Sends commands to a running host. Blocks its thread.
package struct ControlClient: Sendable {
  private let path: String
  private let timeout: Duration
  private let responseBytes: Int

  /// A client of the host whose control socket is at that path.
  ///
  /// - Parameter timeout: for one call, the command's own time included.
  package init(_ path: String, timeout: Duration = .seconds(130)) {
    self.path = path
    self.timeout = timeout
    responseBytes = ControlLimits().responseBytes
  }

  /// Runs a command in the host and gives its result.
  ///
  /// Throws `refused` with the host's own words when it would or could not, and otherwise why it was not reached.
  package func call(
    _ command: String, _ arguments: JSONValue = .object([])
  ) throws(ControlError) -> JSONValue {
    let deadline = ContinuousClock.now + timeout
    var channel = LineChannel(try connect())
    let line: [UInt8]
    do {
      // A host that refuses the connection answers without reading: its words are worth more than EPIPE.
      do { try channel.writeLine(ControlWire.request(command, arguments), until: deadline) } catch .closed {}
      line = try channel.readLine(atMost: responseBytes, until: deadline)
    } catch {
      throw explained(error)
    }
    switch try ControlWire.response(line) {
    case .ok(let result): return result
    case .failure(let error): throw ControlError(.refused, error)
    }
  }

  private func connect() throws(ControlError) -> Descriptor {
    let number = unsafe csystem_connect_unix(path)
    if number >= 0 { return Descriptor(owning: number) }
    switch errno {
    case ENOENT, ECONNREFUSED, ENOTDIR:
      throw ControlError(
        .notRunning,
        "no host is running at \(path) — hint: start one with `roost run`, or name its socket with --control")
    case EACCES, EPERM:
      throw ControlError(
        .denied,
        """
        not allowed to command the host — \(path) — permission denied — run it as root, the host's user, or a \
        member of the socket's group
        """)
    case ENAMETOOLONG:
      throw ControlError(
        .badPath,
        """
        not a control socket — \(path) — a socket's path has at most \(csystem_unix_path_max()) bytes — give \
        a shorter one
        """)
    case EAGAIN:
      throw ControlError(
        .timeout, "the host takes no commands now — \(path) — too many wait already — try again soon")
    default:
      throw ControlError(
        .system, "cannot reach the host — \(SystemFailure("connect", path)) — check `control`")
    }
  }

  private func explained(_ failure: LineChannel.Failure) -> ControlError {
    switch failure {
    case .closed:
      ControlError(.malformed, "the host hung up — \(path) — it gave no answer — see its log")
    case .timeout:
      ControlError(
        .timeout, "no answer — \(path) — none within \(timeout) — the command may still run; see the log")
    case .tooLarge:
      ControlError(
        .tooLarge, "answer too large — \(path) — more than \(responseBytes) bytes — ask for less at a time")
    case .system(let failure):
      ControlError(.system, "cannot talk to the host — \(path) — \(failure) — try again")
    }
  }
}
