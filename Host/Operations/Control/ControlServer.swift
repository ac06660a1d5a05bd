internal import Glibc
package import Logging

/// Takes commands on a unix socket, on threads of its own.
package final class ControlServer: Sendable {
  /// What runs a command. It may suspend; past the limit its task is cancelled and the client told.
  package typealias Handler = @Sendable (ControlRequest) async -> ControlResponse

  private let service: ControlService
  private let acceptor: SystemThread

  /// Makes the socket, mode 0660, and serves on it.
  ///
  /// Throws when another host holds the path or it cannot be used; a socket left behind by a dead host is replaced.
  package init(
    path: String, limits: ControlLimits = ControlLimits(), logger: Logger, handler: @escaping Handler
  ) throws(ControlError) {
    let service = ControlService(try ControlSocket(path: path), limits, logger, handler)
    self.service = service
    do { acceptor = try SystemThread.start("control") { service.accept() } } catch {
      service.socket.remove()
      throw ControlError(
        .system, "cannot serve the control socket — \(path) — \(error) — raise the limit on threads")
    }
  }

  /// Takes no more commands, removes the socket file, and waits for those that run, at most that long. Once only.
  package func stop(within duration: Duration = .seconds(5)) {
    service.socket.remove()
    service.state.withLock { state in
      state.isStopping = true
      // Wakes those that wait for a request; answers can still be written.
      for connection in state.connections { shutdown(connection, Int32(SHUT_RD)) }
    }
    // Makes a waiting accept return on Linux.
    shutdown(service.socket.listener.number, Int32(SHUT_RDWR))
    acceptor.join()
    _ = service.state.wait(until: .now + duration) { $0.connections.isEmpty ? true : nil }
  }
}
