import CRoost
import HostBridge
import HostDispatch
import HostOperations
import HostRouter
import Logging
import NIOCore
import NIOHTTP1

/// A request whose body is awaited. A class: the phase that holds it is copied at every turn.
final class PendingRequest {
  enum Destination {
    case handler(HandlerTarget, RouteParameters)
    case bot(Int)
  }
  let head: HTTPRequestHead
  let facts: HeadFacts
  let target: RequestTarget
  let peer: Peer
  let destination: Destination
  let limit: Int
  var body: ByteBuffer?

  init(
    _ head: HTTPRequestHead, _ facts: HeadFacts, _ target: RequestTarget, _ peer: Peer,
    to destination: Destination,
    limit: Int
  ) {
    (self.head, self.facts, self.target, self.peer) = (head, facts, target, peer)
    (self.destination, self.limit) = (destination, limit)
  }
}

extension HTTPConnection {
  /// A head has come: finds who answers, or refuses at once.
  func begin(_ head: HTTPRequestHead) {
    let peer = Peer(neighbour, head.headers, trusted: server.trusted)
    let facts = HeadFacts(head.headers)
    // The decoder reads nothing behind a request that may change the protocol.
    answer = AnswerContext(
      requestID: peer.requestID ?? state.ids.next(),
      keepsAlive: head.isKeepAlive && !isDraining && facts.upgrade == nil,
      isHTTP10: head.version.minor == 0, isHead: head.method == .HEAD)
    expectsContinue = false
    let target = RequestTarget(head.uri)
    if let (status, reason) = refusal(head, facts, target) {
      return refuse(status, reason, closes: status != 414)
    }
    if case .own(let service) = service { return answerOwn(head, target, service) }
    if target.path.utf8.starts(with: Webhooks.folder.utf8) { return beginUpdate(head, facts, target, peer) }
    var path = String(target.path)
    path.withUTF8 { bytes in
      unsafe beginRoute(head, facts, target, peer, UnsafeRawBufferPointer(bytes))
    }
  }

  /// What HTTP itself forbids (RFC 9110 and 9112) or this host does not do.
  private func refusal(
    _ head: HTTPRequestHead, _ facts: HeadFacts, _ target: RequestTarget
  ) -> (UInt32, String)? {
    guard head.version.major == 1 else { return (505, "use HTTP/1.1") }
    if head.uri.utf8.count > server.limits.line { return (414, "the request's target is too long") }
    if facts.hosts > 1 || head.version.minor >= 1 && facts.hosts == 0 {
      return (400, "exactly one Host field is needed")
    }
    guard Authority.isValid(facts.host) else { return (400, "Host is no host and port") }
    if head.method == .CONNECT { return (501, "CONNECT is not supported") }
    if let authority = target.authority, authority.isEmpty || !Authority.isValid(authority) {
      return (400, "the target names no host and port")
    }
    if facts.isWebSocket { return (501, "WebSocket is not supported") }
    if facts.hasOtherCodings { return (501, "no transfer coding but chunked is supported") }
    if let expectation = facts.expectation {
      guard expectation.lowercased() == "100-continue" else { return (417, "unknown expectation") }
      expectsContinue = head.version.minor >= 1
    }
    return nil
  }

  private func beginRoute(
    _ head: HTTPRequestHead, _ facts: HeadFacts, _ target: RequestTarget, _ peer: Peer,
    _ path: UnsafeRawBufferPointer
  ) {
    let routes = server.dispatcher.routes
    switch unsafe routes.http.match(method: head.method.rawValue, path: path) {
    case .found(let index, let parameters):
      let found = routes.targets[Int(index)]
      answer.extraLines = CrossOrigin.lines(found.cors, head.headers)
      switch found {
      case .handler(let handler): beginHandler(head, facts, target, peer, handler, parameters)
      case .files(let files): unsafe answerFile(head, files, path: parameters.string(0, in: path))
      }
    case .options(let allow): unsafe answerOptions(head, routes, path, allow: allow)
    case .methodNotAllowed(let allow):
      answer.extraLines += "Allow: \(allow)\r\n"
      refuse(405, "this method is not served here; try \(allow)")
    case .notFound: refuse(404, "nothing is served here")
    case .badRequest(let reason): refuse(400, "\(reason)")
    }
  }

  private func beginHandler(
    _ head: HTTPRequestHead, _ facts: HeadFacts, _ target: RequestTarget, _ peer: Peer,
    _ handler: HandlerTarget, _ parameters: RouteParameters
  ) {
    if let length = facts.contentLength, length > handler.bodyLimit {
      return refuse(413, "the body is longer than \(handler.bodyLimit) bytes")
    }
    if case .field(let name) = handler.durableKey, let reason = keyRefusal(name, head.headers) {
      return refuse(400, reason)
    }
    let request = PendingRequest(
      head, facts, target, peer, to: .handler(handler, parameters), limit: handler.bodyLimit)
    if handler.streamsBody {
      sendContinue()
      deliver(request, handler, parameters)
      if !requestEnded { awaitBody() }
    } else {
      collect(request)
    }
  }

  private func beginUpdate(
    _ head: HTTPRequestHead, _ facts: HeadFacts, _ target: RequestTarget, _ peer: Peer
  ) {
    guard server.webhooks.admits(peer.client) else {
      server.log.warning(
        "a webhook call that is not from Telegram's addresses was refused",
        metadata: ["peer": "\(peer.client)"])
      return refuse(403, "updates come from Telegram's addresses alone")
    }
    switch server.webhooks.check(path: target.path, facts) {
    case .unknown: return refuse(404, "nothing is served here")
    case .refused(let bot):
      server.log.warning(
        "a webhook call without the right secret was refused",
        metadata: ["bot": "\(server.dispatcher.routes.bots[bot].name)", "peer": "\(peer.client)"])
      server.metrics.wrongSecret()
      return refuse(401, "the secret is missing or wrong")
    case .bot(let bot):
      guard head.method == .POST else {
        answer.extraLines += "Allow: POST\r\n"
        return refuse(405, "updates are POSTed")
      }
      let limit = min(server.limits.body, UpdateEnvelope.maxBytes)
      if let length = facts.contentLength, length > limit { return refuse(413, "the update is too long") }
      collect(PendingRequest(head, facts, target, peer, to: .bot(bot), limit: limit))
    }
  }

  /// Waits for the body. Most requests have none, and their end is already in the buffer.
  private func collect(_ request: PendingRequest) {
    phase = .collecting(request)
    sendContinue()
    awaitBody()
  }

  private func sendContinue() {
    guard expectsContinue else { return }
    expectsContinue = false
    write(ByteBuffer(string: "HTTP/1.1 100 Continue\r\n\r\n"))
  }

  // MARK: The body

  func bodyArrived(_ bytes: ByteBuffer) {
    received += bytes.readableBytes
    switch phase {
    case .collecting(let request):
      guard received <= request.limit else {
        return refuse(413, "the body is longer than \(request.limit) bytes")
      }
      if request.body == nil {
        request.body = bytes
      } else {
        request.body!.writeImmutableBuffer(bytes)
      }
      awaitBody()
    case .delivered(let exchange):
      guard exchange.incoming != nil else { return }
      if received > bodyLimit {
        exchange.bodyArrived(nil, end: -1)
        return refuse(413, "the body is longer than \(bodyLimit) bytes", closes: true)
      }
      exchange.bodyArrived(bytes, end: 0)
      awaitBody()
    case .answered, .own: discard(bytes.readableBytes)
    case .idle, .closing: break
    }
  }

  func bodyEnded() {
    requestEnded = true
    switch phase {
    case .collecting(let request):
      switch request.destination {
      case .handler(let target, let parameters): deliver(request, target, parameters)
      case .bot(let bot): deliverUpdate(request, bot)
      }
    case .delivered(let exchange):
      awaitAnswer()
      exchange.bodyArrived(nil, end: 1)
    case .answered: finishRequest()
    case .idle, .own, .closing: break
    }
  }

  private func discard(_ count: Int) {
    discardBudget -= count
    if discardBudget < 0 {
      answer.keepsAlive = false
      close()
    }
  }

  // MARK: Delivery

  private func deliver(_ request: PendingRequest, _ target: HandlerTarget, _ parameters: RouteParameters) {
    let head = request.head
    let headers = head.headers
    var (pathText, queryText) = (String(request.target.path), String(request.target.query))
    var block: EventBlock?
    pathText.withUTF8 { path in
      queryText.withUTF8 { query in
        let blockHead = unsafe HTTPBlockHead(
          method: HTTPBlockHead.method(head.method.rawValue), methodName: head.method.rawValue,
          flags: (target.streamsBody ? UInt32(ROOST_HTTP_BODY_STREAMED) : 0)
            | (target.durableKey != nil ? UInt32(ROOST_HTTP_KEPT) : 0)
            | (request.peer.isSecure ? UInt32(ROOST_HTTP_TLS) : 0),
          path: UnsafeRawBufferPointer(path), query: UnsafeRawBufferPointer(query),
          authority: request.peer.authority ?? request.target.authority.map(String.init)
            ?? request.facts.host,
          client: request.peer.client, requestID: answer.requestID,
          contentLength: target.streamsBody
            ? request.facts.contentLength.map(UInt64.init) : UInt64(request.body?.readableBytes ?? 0))
        block = HTTPBlock.make(blockHead, parameters: parameters, headerCount: headers.count) { index in
          let (name, value) = headers[headers.index(headers.startIndex, offsetBy: index)]
          return (name, value)
        }
      }
    }
    guard let block = block.take() else { return refuse(431, "the head is too long") }
    if let key = target.durableKey { return keep(request, target, key, block) }
    bodyLimit = target.bodyLimit
    let exchange = Exchange(
      kind: .http(method: head.method.rawValue), id: answer.requestID, target: target, block: block,
      body: request.body ?? ByteBuffer(), streamsBody: target.streamsBody, sink: self,
      loop: context.eventLoop, loopIndex: state.index, dispatcher: server.dispatcher)
    phase = .delivered(exchange)
    awaitAnswer()
    server.dispatcher.submit(exchange)
  }

  private func deliverUpdate(_ request: PendingRequest, _ bot: Int) {
    let body = request.body ?? ByteBuffer()
    let dispatcher = server.dispatcher
    do throws(UpdateError) {
      let envelope = try unsafe body.withUnsafeReadableBytesTyped { (json) throws(UpdateError) in
        try unsafe UpdateEnvelope(scanning: json)
      }
      server.metrics.update()
      if let inbox = server.inbox, dispatcher.routes.bots[bot].isKept {
        return keep(inbox, bot, envelope, body)
      }
      let target: HandlerTarget
      switch dispatcher.resolve(bot: bot, envelope) {
      case .handler(let found): target = found
      case .nobody:
        // Anything but 2xx would make Telegram send it again for a day.
        server.metrics.unhandledUpdate()
        return acknowledgeEmpty()
      case .absent(let plugin): return refuseUpdate(bot, absent: plugin)
      }
      let lane = Lane(bot: bot, chat: envelope.chatID, user: envelope.userID)
      let block = envelope.block(bot: dispatcher.routes.bots[bot].name, eventID: answer.requestID)
      let exchange = Exchange(
        kind: .update(bot: bot), id: answer.requestID, target: target, lane: lane, block: block, body: body,
        sink: self, loop: context.eventLoop, loopIndex: state.index, dispatcher: dispatcher)
      phase = .delivered(exchange)
      awaitAnswer()
      dispatcher.submit(exchange)
    } catch {
      refuse(400, "not an update: \(error)")
    }
  }

  /// Answers when the update is kept; what handlers make of it comes later.
  private func keep(_ inbox: Inbox, _ bot: Int, _ envelope: borrowing UpdateEnvelope, _ body: ByteBuffer) {
    phase = .own
    let loop = context.eventLoop
    inbox.receive(bot: bot, envelope, body: body, id: answer.requestID, loop: state.index) { receipt in
      loop.execute { self.kept(receipt, bot) }
    }
  }

  private func kept(_ receipt: Inbox.Receipt, _ bot: Int) {
    guard case .own = phase else { return }
    switch receipt {
    case .taken, .known: return acknowledgeEmpty()
    case .full(let why):
      server.log.warning(
        "an update is answered 503, for Telegram to send it again: \(why)",
        metadata: ["bot": "\(server.dispatcher.routes.bots[bot].name)", "request_id": "\(answer.requestID)"])
    // The store has told what is wrong with it.
    case .failed: break
    }
    refuse(.unavailable)
  }

  /// Leaves the update with Telegram, which sends it again, until the plugin that may want it serves.
  private func refuseUpdate(_ bot: Int, absent plugin: String) {
    let routes = server.dispatcher.routes
    if routes.isFirstMiss(of: bot) {
      server.log.warning(
        """
        updates are answered 503, for Telegram to send them again: \
        \(plugin), a plugin of their bot, does not serve — hint: roost plugins list says why
        """, metadata: ["bot": "\(routes.bots[bot].name)"])
    }
    server.metrics.absentPlugin()
    refuse(.unavailable)
  }
}
