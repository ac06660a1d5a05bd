import CRoost
import HostBridge
import HostDispatch
import HostRouter
import Logging
import NIOCore
import NIOHTTP1

extension HTTPConnection: ReplySink {
  private func isCurrent(_ exchange: Exchange) -> Bool {
    if case .delivered(let current) = phase { return current === exchange }
    return false
  }

  func respond(_ exchange: Exchange, _ answer: HTTPAnswer) {
    guard isCurrent(exchange) else { return }
    send(answer)
  }

  func acknowledge(_ exchange: Exchange, _ call: UnsafeRawBufferPointer) {
    guard isCurrent(exchange) else { return }
    if unsafe !call.isEmpty { answer.extraLines += "Content-Type: application/json\r\n" }
    unsafe send(HTTPAnswer(status: 200, body: call))
  }

  func acknowledgeEmpty() {
    unsafe sendOwn(200, [], UnsafeRawBufferPointer(start: nil, count: 0))
  }

  func fail(_ exchange: Exchange, _ failure: DeliveryFailure) {
    if isCurrent(exchange) { refuse(failure) }
  }

  func refuse(_ failure: DeliveryFailure) {
    if let seconds = failure.retryAfter { answer.extraLines += "Retry-After: \(seconds)\r\n" }
    refuse(failure.status, failure.reason)
  }

  func openStream(_ exchange: Exchange, _ head: HTTPAnswer) {
    guard isCurrent(exchange) else { return }
    var buffer = context.channel.allocator.buffer(capacity: 512)
    let isBodyless = answer.isHead || head.status == 204 || head.status == 304
    let framing: AnswerEncoder.Framing =
      head.status == 204 || head.status == 304 ? .none : answer.isHTTP10 ? .untilClose : .chunked
    if answer.isHTTP10 { answer.keepsAlive = false }
    guard state.encoder.head(head, framing: framing, answer, into: &buffer) else {
      return refuse(500, "the service gave a malformed answer")
    }
    isStreaming = true
    streamDiscards = isBodyless
    write(buffer)
    let first = unsafe ByteBuffer(bytes: head.body)
    if first.readableBytes > 0 { writeStream(exchange, first, nil) }
  }

  func writeStream(_ exchange: Exchange, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
    guard isCurrent(exchange), isStreaming, !streamDiscards, bytes.readableBytes > 0 else {
      promise?.succeed()
      return
    }
    write(answer.isHTTP10 ? bytes : AnswerEncoder.chunk(bytes, context.channel.allocator), promise)
  }

  func closeStream(_ exchange: Exchange) {
    guard isCurrent(exchange) else { return }
    if !answer.isHTTP10, !streamDiscards { write(ByteBuffer(string: "0\r\n\r\n")) }
    isStreaming = false
    answered()
  }

  func bodyTaken(_ exchange: Exchange) {
    guard isCurrent(exchange) else { return }
    resumeReading()
  }

  // MARK: Sending

  private func send(_ response: HTTPAnswer) {
    let bodyless = response.status == 204 || response.status == 304
    let count = unsafe response.body.count
    let inlined = answer.isHead || bodyless ? 0 : count
    var buffer = context.channel.allocator.buffer(capacity: 384 + min(inlined, 16 << 10))
    guard
      state.encoder.head(response, framing: bodyless ? .none : .length(count), answer, into: &buffer)
    else {
      server.log.error(
        "a plugin's answer was refused: malformed header field — hint: no line ends or control characters in it",
        metadata: ["request_id": "\(answer.requestID)"])
      return refuse(500, "the service gave a malformed answer")
    }
    if inlined > 0 { unsafe buffer.writeBytes(response.body) }
    write(buffer)
    answered()
  }

  /// Begins an answer of the host's own: each is counted here.
  func beginOwn(
    _ status: UInt32, _ fields: [(String, String)], length: Int, inlined: Int = 0
  ) -> ByteBuffer {
    server.metrics.answeredByHost(status)
    var buffer = context.channel.allocator.buffer(capacity: 384 + inlined)
    state.encoder.head(
      status, fields, framing: status == 204 || status == 304 ? .none : .length(length), answer,
      into: &buffer)
    return buffer
  }

  /// Sends an answer of the host's own with a body.
  func sendOwn(_ status: UInt32, _ fields: [(String, String)], _ body: UnsafeRawBufferPointer) {
    var buffer = beginOwn(status, fields, length: body.count, inlined: body.count)
    if !answer.isHead { unsafe buffer.writeBytes(body) }
    write(buffer)
    answered()
  }

  /// Answers with an error in plain text.
  func refuse(_ status: UInt32, _ reason: String, closes: Bool = false) {
    if isStreaming {
      return breakOff()
    }
    // A client that waits for 100 Continue may or may not send its body: the connection is no use.
    if closes || expectsContinue { answer.keepsAlive = false }
    var text = "\(reason)\n"
    text.withUTF8 {
      unsafe sendOwn(status, [("Content-Type", "text/plain; charset=utf-8")], UnsafeRawBufferPointer($0))
    }
  }

  /// The answer is written; what is left of the request is read and thrown away, within bounds.
  func answered() {
    phase = .answered
    if requestEnded { return finishRequest() }
    guard answer.keepsAlive else { return close() }
    discardBudget = Self.discardMaximum
    awaitBody()
    resumeReading()
  }

  func answerOptions(
    _ head: HTTPRequestHead, _ routes: RouteSnapshot, _ path: UnsafeRawBufferPointer, allow: String
  ) {
    answer.extraLines = "Allow: \(allow)\r\n"
    if let wanted = head.headers.first(name: "Access-Control-Request-Method"),
      case .found(let index, _) = unsafe routes.http.match(method: wanted, path: path)
    {
      answer.extraLines += CrossOrigin.preflight(
        routes.targets[Int(index)].cors, head.headers, allow: allow)
    }
    unsafe sendOwn(204, [], UnsafeRawBufferPointer(start: nil, count: 0))
  }

  func answerOwn(
    _ head: HTTPRequestHead, _ target: RequestTarget, _ service: @Sendable (String, String?) -> OwnAnswer?
  ) {
    guard head.method == .GET || head.method == .HEAD else {
      answer.extraLines = "Allow: GET, HEAD\r\n"
      return refuse(405, "only GET is served here")
    }
    guard let own = service(String(target.path), head.headers.first(name: "Accept")) else {
      return refuse(404, "nothing is served here")
    }
    var body = own.body
    body.withUTF8 {
      unsafe sendOwn(own.status, [("Content-Type", own.contentType)], UnsafeRawBufferPointer($0))
    }
  }

  /// The decoder has given up on the bytes.
  func malformed(_ error: any Error) {
    switch phase {
    case .closing: return
    case .idle where !hasEarly, .collecting: answerMalformed(error)
    case .answered where !requestEnded: close()
    // The rest of its body is lost: what follows the answer cannot be told from it.
    case .own where !requestEnded: answer.keepsAlive = false
    case .delivered(let exchange) where !requestEnded:
      requestEnded = true
      answer.keepsAlive = false
      exchange.bodyArrived(nil, end: -1)
    default:
      // It follows a request that is still being answered: its turn comes after that.
      malformedBehind = error
    }
  }

  func answerMalformed(_ error: any Error) {
    let (status, reason) = status(of: error)
    refuseHead(status, reason)
  }

  /// Refuses a request of which no head is there: nothing of the request before it is in the answer.
  func refuseHead(_ status: UInt32, _ reason: String) {
    requestEnded = true
    answer = AnswerContext(requestID: state.ids.next(), keepsAlive: false)
    refuse(status, reason, closes: true)
  }

  private func status(of error: any Error) -> (UInt32, String) {
    let isTooLong = error is ByteToMessageDecoderError || error as? HTTPParserError == .headerOverflow
    if isTooLong, !arrival.lineIsWhole {
      return (414, "the request's target is too long")
    }
    switch error {
    case is ByteToMessageDecoderError: return (431, "the head is too long")
    case let error as HTTPParserError:
      switch error {
      case .headerOverflow: return (431, "the header fields are too long or too many")
      // The decoder says the same of a line that ends otherwise than with a version.
      case .invalidVersion where arrival.lineIsMalformed: return (400, "malformed HTTP: no request line")
      // It pauses for nothing but the preface of HTTP/2 (RFC 9113, section 3.4).
      case .invalidVersion, .paused: return (505, "use HTTP/1.1")
      case .invalidMethod: return (501, "unknown method")
      default: return (400, "malformed HTTP: \(error)")
      }
    default: return (400, "malformed HTTP")
    }
  }
}
