import HostBridge
import HostDispatch
import HostOperations
import HostRouter
import NIOCore
import NIOHTTP1

/// One connection: its requests in order, each answered before the next is looked at.
///
/// Requests that come early wait in `early` with reading paused, so a client that pipelines costs
/// bounded memory. Everything happens on the connection's loop.
final class HTTPConnection: ChannelDuplexHandler, @unchecked Sendable {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundIn = ByteBuffer
  typealias OutboundOut = ByteBuffer

  /// Where the request in hand stands.
  enum Phase {
    /// No request.
    case idle
    /// The body is collected; then it is delivered.
    case collecting(PendingRequest)
    /// A plugin has it.
    case delivered(Exchange)
    /// The host answers by itself, later.
    case own
    /// It is answered; the rest of its body is thrown away.
    case answered
    /// Nothing more is answered.
    case closing
  }

  let server: HTTPServer
  let state: LoopState
  let service: Service
  let isTLS: Bool
  /// Nil once the channel is gone, which ends the cycle between the two.
  var context: ChannelHandlerContext!
  var neighbour: Peer.Neighbour!

  var phase = Phase.idle
  var answer = AnswerContext()
  /// The request in hand has come whole.
  var requestEnded = true
  /// Bytes of an answered request's body that are still read before the connection is closed.
  var discardBudget = 0
  var isStreaming = false
  var isDraining = false
  var expectsContinue = false
  var received = 0
  /// The bound for a streamed body.
  var bodyLimit = 0
  /// A streaming answer to HEAD: its pieces go nowhere.
  var streamDiscards = false

  private(set) var arrival = Arrival()
  /// Malformed bytes behind requests that are still to be answered.
  var malformedBehind: (any Error)?
  private var early = CircularBuffer<HTTPServerRequestPart>()
  private var readWanted = false
  private var inRead = false
  private var needsFlush = false
  private var processing = false
  private var bodyStart = NIODeadline.now()
  private var deadline: NIODeadline?
  private var headDeadline: NIODeadline?
  private var writeDeadline: NIODeadline?

  /// Parts that may wait before reading is paused, and how much of an unwanted body is read.
  private static let earlyMaximum = 64
  static let discardMaximum = 256 << 10
  /// Bytes of a streamed body that may wait for credit.
  static let bodyWindow = 128 << 10

  init(server: HTTPServer, state: LoopState, service: Service, isTLS: Bool) {
    self.server = server
    self.state = state
    self.service = service
    self.isTLS = isTLS
  }

  // MARK: The channel

  func handlerAdded(context: ChannelHandlerContext) {
    self.context = context
    neighbour = Peer.Neighbour(context.channel.remoteAddress, isSecure: isTLS, trusted: server.trusted)
    state.add(self)
    deadline = .now() + server.limits.idleTime
  }

  func channelActive(context: ChannelHandlerContext) {
    context.fireChannelActive()
    // It was accepted while the listener closed.
    if state.isDraining { drain() }
  }

  func channelInactive(context: ChannelHandlerContext) {
    let before = phase
    phase = .closing
    if case .delivered(let exchange) = before { exchange.requesterLeft() }
    early.removeAll()
    context.fireChannelInactive()
  }

  func handlerRemoved(context: ChannelHandlerContext) {
    state.remove(self)
    self.context = nil
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    inRead = true
    let part = unwrapInboundIn(data)
    arrival.takes(part)
    if canTake(part), early.isEmpty { take(part) } else { early.append(part) }
  }

  func channelReadComplete(context: ChannelHandlerContext) {
    inRead = false
    if needsFlush { state.flushSoon(self) }
    context.fireChannelReadComplete()
  }

  func read(context: ChannelHandlerContext) {
    if wantsMore { context.read() } else { readWanted = true }
  }

  func channelWritabilityChanged(context: ChannelHandlerContext) {
    writeDeadline = context.channel.isWritable ? nil : .now() + server.limits.writeTime
    context.fireChannelWritabilityChanged()
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    malformed(error)
  }

  // MARK: Parts of requests

  private func canTake(_ part: HTTPServerRequestPart) -> Bool {
    if case .head = part, case .idle = phase { return true }
    if case .head = part { return false }
    return !requestEnded
  }

  private func take(_ part: HTTPServerRequestPart) {
    switch part {
    case .head(let head):
      bodyStart = .now()
      requestEnded = false
      discardBudget = Self.discardMaximum
      received = 0
      begin(head)
    case .body(let bytes): bodyArrived(bytes)
    case .end: bodyEnded()
    }
  }

  private var wantsMore: Bool {
    if early.count >= Self.earlyMaximum { return false }
    switch phase {
    case .delivered(let exchange):
      if requestEnded { return early.isEmpty }
      return (exchange.incoming?.waiting ?? 0) < Self.bodyWindow
    case .own: return early.isEmpty
    case .closing: return false
    case .idle, .collecting, .answered: return true
    }
  }

  var hasEarly: Bool { !early.isEmpty }

  /// Reads on if reading was paused and need not be any more.
  func resumeReading() {
    guard readWanted, wantsMore else { return }
    readWanted = false
    context?.read()
  }

  /// The request in hand is done with: on to the next, never from inside a plugin's call.
  func finishRequest() {
    guard requestEnded else { return }
    guard answer.keepsAlive, !isDraining else { return close() }
    phase = .idle
    deadline = .now() + server.limits.idleTime
    // The next head may have begun to come meanwhile; its time runs from its turn.
    if headDeadline != nil { headDeadline = .now() + server.limits.headerTime }
    if early.isEmpty, let error = malformedBehind { return answerMalformed(error) }
    if early.isEmpty { return resumeReading() }
    guard !processing else { return }
    processing = true
    context.eventLoop.execute {
      self.processing = false
      self.takeEarly()
    }
  }

  private func takeEarly() {
    while let part = early.first, canTake(part) {
      early.removeFirst()
      take(part)
    }
    if needsFlush { flushNow() }
    if early.isEmpty { resumeReading() }
  }

  // MARK: Time

  func readBegins(_ bytes: ByteBuffer) { arrival.begins(bytes) }

  func readEnds(_ bytes: ByteBuffer) {
    arrival.ends(bytes)
    if !arrival.hasBegun {
      headDeadline = nil
    } else if headDeadline == nil {
      headDeadline = .now() + server.limits.headerTime
    }
  }

  /// A body is awaited: the time grows with what comes, so that a slow client costs nothing for long.
  func awaitBody() { deadline = bodyStart + server.limits.bodyTime + .seconds(Int64(received >> 10)) }

  /// A plugin has the request; its deadline is dispatch's.
  func awaitAnswer() { deadline = nil }

  func checkTime(_ now: NIODeadline) {
    if let writeDeadline, writeDeadline < now { return context.close(promise: nil) }
    if let headDeadline, headDeadline < now, case .idle = phase, early.isEmpty {
      return refuseHead(408, "the request's head did not come in time")
    }
    guard let deadline, deadline < now else { return }
    switch phase {
    case .idle where early.isEmpty: context.close(promise: nil)
    case .collecting: refuse(408, "the request's body did not come in time", closes: true)
    case .delivered(let exchange) where !requestEnded:
      exchange.bodyArrived(nil, end: -1)
      requestEnded = true
      answer.keepsAlive = false
    case .answered, .closing: context.close(promise: nil)
    default: break
    }
  }

  /// The host drains: an idle connection ends now, another with its answer.
  func drain() {
    isDraining = true
    answer.keepsAlive = false
    if case .idle = phase, headDeadline == nil { close() }
  }

  // MARK: Writing

  func write(_ buffer: ByteBuffer, _ promise: EventLoopPromise<Void>? = nil) {
    guard let context else {
      promise?.fail(ChannelError.ioOnClosedChannel)
      return
    }
    context.write(wrapOutboundOut(buffer), promise: promise)
    // Answers made while reading leave together when the read is over.
    if inRead { needsFlush = true } else { flushNow() }
  }

  func flushNow() {
    needsFlush = false
    context?.flush()
  }

  /// Closes at once, so that an answer that has begun is seen not to be whole.
  func breakOff() {
    phase = .closing
    if needsFlush { flushNow() }
    context?.close(promise: nil)
  }

  /// Closes when everything written has left.
  func close() {
    phase = .closing
    guard let context else { return }
    deadline = .now() + server.limits.writeTime
    context.writeAndFlush(wrapOutboundOut(ByteBuffer())).whenComplete { _ in
      guard let context = self.context else { return }
      if self.isTLS || self.requestEnded { return context.close(promise: nil) }
      // The client may still be sending: a close now could destroy the answer on its way.
      context.close(mode: .output, promise: nil)
      self.deadline = .now() + .seconds(2)
    }
  }
}
