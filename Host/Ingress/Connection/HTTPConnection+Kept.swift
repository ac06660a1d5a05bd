import HostDispatch
import HostRouter
import Logging
import NIOCore
import NIOHTTP1

/// Requests of durable routes, answered when they are kept.
extension HTTPConnection {
  /// Why a request without a fitting key is refused; nil when it has one.
  func keyRefusal(_ name: String, _ headers: HTTPHeaders) -> String? {
    let values = headers[name]
    guard values.count == 1, let value = values.first, !value.isEmpty else {
      return "send exactly one \(name) field, whose value is the same when the request is sent again"
    }
    guard value.utf8.count <= RequestKey.maxBytes else {
      return "the value of \(name) is longer than \(RequestKey.maxBytes) bytes"
    }
    return nil
  }

  /// Answers when the request is on disk; what the handler makes of it comes later.
  func keep(
    _ request: PendingRequest, _ target: HandlerTarget, _ durable: DurableKey, _ block: consuming EventBlock
  ) {
    // Hosts without a store have no plugins either that could have been offered durable routes.
    guard let inbox = server.inbox else { return refuse(.unavailable) }
    let body = request.body ?? ByteBuffer()
    let (path, query) = (request.target.path, request.target.query)
    let key =
      switch durable {
      case .field(let name): RequestKey(field: request.head.headers.first(name: name) ?? "", path: path)
      case .body:
        RequestKey(method: request.head.method.rawValue, path: path, query: query, body: body)
      }
    phase = .own
    let (loop, plugin) = (context.eventLoop, target.plugin)
    inbox.receive(target, key, block: block, body: body, id: answer.requestID, loop: state.index) { receipt in
      loop.execute { self.kept(receipt, for: plugin) }
    }
  }

  private func kept(_ receipt: Inbox.Receipt, for plugin: String) {
    guard case .own = phase else { return }
    switch receipt {
    case .taken, .known: return unsafe sendOwn(202, [], UnsafeRawBufferPointer(start: nil, count: 0))
    case .full(let why):
      server.log.warning(
        "a request of a durable route is answered 503, for its client to send it again: \(why)",
        metadata: ["plugin": "\(plugin)", "request_id": "\(answer.requestID)"])
    // The store has told what is wrong with it.
    case .failed: break
    }
    refuse(.unavailable)
  }
}
