internal import CHostSystem
internal import Glibc
internal import Logging
internal import RoostJSON

/// The threads of a control socket: one that accepts, one a connection.
final class ControlService: Sendable {
  struct State {
    var isStopping = false
    /// Sockets of the open connections.
    var connections: [Int32] = []
  }

  /// What one command asks many times: the line of another, `replay.events`, tells who gave it.
  private static let parts: Set = ["replay.get", "replay.scan"]

  let socket: ControlSocket
  let state = Monitor(State())
  private let limits: ControlLimits
  private let logger: Logger
  private let handler: ControlServer.Handler

  init(
    _ socket: consuming ControlSocket, _ limits: ControlLimits, _ logger: Logger,
    _ handler: @escaping ControlServer.Handler
  ) {
    self.socket = socket
    self.limits = limits
    self.logger = logger
    self.handler = handler
  }

  func accept() {
    while true {
      let number = csystem_accept(socket.listener.number)
      if state.withLock({ $0.isStopping }) {
        if number >= 0 { close(number) }
        return
      }
      guard number >= 0 else {
        // Out of descriptors, most likely: give others time to close theirs.
        if errno != EINTR && errno != ECONNABORTED { poll(nil, 0, 100) }
        continue
      }
      welcome(number)
    }
  }

  private func welcome(_ number: Int32) {
    let isAdmitted = state.withLock { state in
      guard state.connections.count < limits.connections, !state.isStopping else { return false }
      state.connections.append(number)
      return true
    }
    guard isAdmitted else {
      let line = ControlWire.response(
        .failure("too many control connections — close some, or try again soon"))
      try? LineChannel(Descriptor(owning: number)).writeLine(line, until: .now)
      return
    }
    do {
      try SystemThread.start("control-peer") { self.serve(number) }.detach()
    } catch {
      logger.error("no thread for a control connection", metadata: ["error": "\(error)"])
      leave(number)
      close(number)
    }
  }

  /// Forgets a connection while its number is still its own.
  private func leave(_ number: Int32) {
    state.withLock(wake: true) { $0.connections.removeAll { $0 == number } }
  }

  private func serve(_ number: Int32) {
    var channel = LineChannel(Descriptor(owning: number))
    defer { leave(number) }
    do {
      let peer = try admit(number)
      for _ in 0..<limits.requests {
        let line = try receive(&channel)
        guard let line else { return }
        try reply(run(ControlWire.request(line, from: peer)), on: channel)
      }
    } catch {
      logger.notice("control connection refused", metadata: ["error": "\(error)"])
      try? channel.writeLine(
        ControlWire.response(.failure(error.description)), until: .now + .seconds(1))
    }
  }

  private func admit(_ number: Int32) throws(ControlError) -> ControlPeer {
    var (pid, uid, gid) = (Int32(0), UInt32(0), UInt32(0))
    guard unsafe csystem_peer(number, &pid, &uid, &gid) == 0,
      let access = try? ControlAccess(socket: socket.path)
    else {
      throw ControlError(
        .system, "who connected cannot be told — \(socket.path) — the system does not say — try again")
    }
    let peer = ControlPeer(uid: uid, gid: gid, pid: pid)
    if access.allows(peer, isInGroup: { csystem_peer_in_group(number, $0) == 1 }) { return peer }
    throw ControlError(
      .denied,
      """
      not allowed — \(socket.path) — user \(uid) is neither root, nor the host's user, nor in the socket's group — \
      run it as one of these
      """)
  }

  private func receive(_ channel: inout LineChannel) throws(ControlError) -> [UInt8]? {
    do {
      return try channel.readLine(atMost: limits.requestBytes, until: .now + limits.idle)
    } catch {
      switch error {
      case .closed: return nil
      case .timeout:
        throw ControlError(.timeout, "no whole request within \(limits.idle) — send one line at a time")
      case .tooLarge:
        throw ControlError(
          .tooLarge, "request too large — control socket — more than \(limits.requestBytes) bytes")
      case .system(let failure): throw ControlError(.system, "\(failure)")
      }
    }
  }

  private func reply(_ response: ControlResponse, on channel: borrowing LineChannel) throws(ControlError) {
    var line = ControlWire.response(response)
    if line.count > limits.responseBytes {
      line = ControlWire.response(
        .failure("answer too large — control socket — \(line.count) bytes — ask for less at a time"))
    }
    do { try channel.writeLine(line, until: .now + limits.idle) } catch {
      throw ControlError(.timeout, "the answer was not taken: \(error)")
    }
  }

  /// Arguments for a log: what is secret by its name is left out, whatever it looks like.
  static func shown(_ arguments: JSONValue) -> String {
    guard let members = arguments.object else { return arguments.serializedString() }
    return JSONValue.object(
      members.map { $0.name == "token" ? JSONMember($0.name, .string(Secret.redacted)) : $0 }
    ).serializedString()
  }

  /// Runs a command and records it: who asked for what, and how it ended.
  private func run(_ request: ControlRequest) -> ControlResponse {
    let start = ContinuousClock.now
    let answer = Monitor<ControlResponse?>(nil)
    let handler = handler
    let task = Task {
      let response = await handler(request)
      answer.withLock(wake: true) { $0 = response }
    }
    let response = answer.wait(until: start + limits.handler) { $0 }
    if response == nil { task.cancel() }
    let outcome =
      switch response {
      case .ok: "ok"
      case .failure(let error): error
      case nil: "not done within \(limits.handler), cancelled"
      }
    logger.log(
      level: Self.parts.contains(request.command) ? .debug : .notice, "command",
      metadata: [
        "command": "\(request.command)", "arguments": "\(Self.shown(request.arguments))",
        "uid": "\(request.peer.uid)", "pid": "\(request.peer.pid)", "outcome": "\(outcome)",
        "ms": "\(Int((ContinuousClock.now - start) / .milliseconds(1)))",
      ])
    return response ?? .failure("\(request.command) was \(outcome) — see the host's log")
  }
}
