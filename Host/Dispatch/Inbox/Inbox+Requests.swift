import HostBridge
package import HostRouter
package import NIOCore

/// Requests of durable routes: kept before they are answered.
extension Inbox {
  /// Keeps a request for the plugin of its route.
  ///
  /// - Parameters:
  ///   - block: a `roost_http_request`.
  ///   - id: its id in logs.
  ///   - loop: the loop that it is delivered on.
  ///   - answer: called once, on a thread of the store's.
  package func receive(
    _ target: HandlerTarget, _ key: RequestKey, block: consuming EventBlock, body: ByteBuffer, id: String,
    loop: Int,
    _ answer: @escaping @Sendable (Receipt) -> Void
  ) {
    let bytes = unsafe Array(block.bytes)
    let event = StoredEvent(
      kind: .http, id: id, lane: key.lane, name: target.route, received: now, block: bytes, body: body)
    receive(event, key.mark, from: source(.plugin(target.plugin)), loop: loop, answer)
  }

  /// Where a kept request goes now: to the route of its plugin that its path has.
  func request(_ event: StoredEvent, for plugin: String) -> DurableTarget {
    guard let request = KeptRequest(event.block) else {
      return .malformed("its head cannot be read — hint: another version of Roost may have kept it")
    }
    let routes = dispatcher.routes
    let method = request.methodName
    let match = unsafe request.withPath { unsafe routes.http.match(method: method, path: $0) }
    if case .found(let index, let parameters) = match, case .handler(let target) = routes.targets[Int(index)],
      target.plugin == plugin
    {
      guard let block = request.block(parameters) else { return .malformed("its head is too long") }
      return .handler(target, .http(method: method), block)
    }
    // It was answered 202: when nobody serves it any more, people must see it.
    return routes.serves(plugin)
      ? .malformed("\(plugin) does not serve \(event.name) any more — hint: replay it when it does") : .absent
  }
}
