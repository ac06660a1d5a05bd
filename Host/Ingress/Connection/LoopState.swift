import NIOCore

/// What the connections of one loop share; used on that loop only.
final class LoopState: @unchecked Sendable {
  let loop: any EventLoop
  let index: Int
  var ids = RequestIDs()
  var encoder = AnswerEncoder()
  /// Whether the server ends: a connection that comes late is told at once.
  private(set) var isDraining = false
  private var connections: [ObjectIdentifier: HTTPConnection] = [:]
  private var sweep: RepeatedTask?
  /// Those with answers that have not left.
  private var unflushed: [HTTPConnection] = []

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

  /// Lets the answers of a connection leave when the loop has read what had come for all of them: clients on this
  /// machine are then woken once for many answers instead of once for each.
  func flushSoon(_ connection: HTTPConnection) {
    unflushed.append(connection)
    if unflushed.count == 1 { loop.execute { self.flushAll() } }
  }

  private func flushAll() {
    // What they do meanwhile may make others wait, for the next time.
    let waiting = unflushed
    unflushed.removeAll(keepingCapacity: true)
    for connection in waiting { connection.flushNow() }
  }

  /// Ends idle connections, and the others with their answer.
  func drain() {
    isDraining = true
    for connection in connections.values { connection.drain() }
  }

  var count: Int { connections.count }
}
