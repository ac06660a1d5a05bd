import NIOCore

/// What the connections of one loop share; used on that loop only.
final class LoopState: @unchecked Sendable {
  let loop: any EventLoop
  let index: Int
  var ids = RequestIDs()
  var encoder = AnswerEncoder()
  private var connections: [ObjectIdentifier: HTTPConnection] = [:]
  private var sweep: RepeatedTask?

  init(loop: any EventLoop, index: Int) {
    self.loop = loop
    self.index = index
  }

  func add(_ connection: HTTPConnection) {
    connections[ObjectIdentifier(connection)] = connection
    // One timer a loop: a timer for each request would cost more than the request.
    if sweep == nil {
      sweep = loop.scheduleRepeatedTask(initialDelay: .milliseconds(250), delay: .milliseconds(250)) { _ in
        let now = NIODeadline.now()
        for connection in self.connections.values { connection.checkTime(now) }
      }
    }
  }

  func remove(_ connection: HTTPConnection) {
    connections[ObjectIdentifier(connection)] = nil
    guard connections.isEmpty else { return }
    sweep?.cancel()
    sweep = nil
  }

  /// Ends idle connections, and the others with their answer.
  func drain() {
    for connection in connections.values { connection.drain() }
  }

  var count: Int { connections.count }
}
