internal import NIOCore

/// Hears of what anybody appends, over a connection of its own: one that listens may ask nothing else. On
/// its loop.
final class RedisAppends: @unchecked Sendable {
  /// How often a connection that is silent is tried.
  private static let pingInterval = TimeAmount.seconds(30)

  private let dial: RedisDial
  private let tell: @Sendable (AppendNews) -> Void
  private var wire: RedisWire?
  private var backoff = RedisBackoff()
  private var isStopped = false

  init(_ dial: RedisDial, _ tell: @escaping @Sendable (AppendNews) -> Void) {
    (self.dial, self.tell) = (dial, tell)
  }

  /// Listens until it is stopped.
  func start() {
    guard !isStopped else { return }
    dial.reachPrimary().flatMap { (_, wire) in self.subscribe(wire) }
      .whenComplete { result in
        switch result {
        case .success(let wire): self.began(wire)
        case .failure: self.again()
        }
      }
  }

  private func subscribe(_ wire: RedisWire) -> EventLoopFuture<RedisWire> {
    wire.whenPushed = { self.took($0) }
    var asked: [EventLoopFuture<RedisReply>?] = []
    if let authentication = dial.authentication { asked.append(wire.ask(authentication)) }
    asked.append(wire.ask("SUBSCRIBE", dial.settings.channel))
    return EventLoopFuture.whenAllSucceed(asked.compactMap { $0 }, on: dial.loop).flatMapThrowing { replies in
      if let error = replies.compactMap(\.error).first {
        wire.end(error)
        throw RedisRefusal(error, isPassing: true)
      }
      return wire
    }
  }

  private func began(_ wire: RedisWire) {
    guard wire.ended == nil, !isStopped else {
      wire.end("not needed")
      return again()
    }
    self.wire = wire
    wire.whenEnded = { _ in
      self.wire = nil
      self.tell(.ended)
      self.again()
    }
    backoff.reset()
    ping(wire)
    tell(.began)
  }

  private func ping(_ wire: RedisWire) {
    dial.loop.scheduleTask(in: Self.pingInterval) {
      guard wire.ended == nil else { return }
      wire.send(RedisArguments("PING")) { _ in }
      self.ping(wire)
    }
  }

  private func took(_ reply: RedisReply) {
    guard let parts = reply.elements, parts.count == 3, parts[0].text == "message",
      let field = parts[2].bytes,
      let (space, key) = RedisFields.place(field)
    else { return }
    tell(.appended(space: space, key: key))
  }

  private func again() {
    guard !isStopped else { return }
    dial.loop.scheduleTask(in: backoff.next()) { self.start() }
  }

  /// Listens no more.
  func stop() {
    isStopped = true
    wire?.end("it is closed")
  }
}
