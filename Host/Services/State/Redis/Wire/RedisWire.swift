internal import HostOperations
internal import NIOCore

/// A connection to a server: commands go out in order, in one write a turn of the loop, and replies come
/// back in that order. On its loop only.
final class RedisWire: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer

  /// What became of a command.
  enum Answer {
    case reply(RedisReply)
    /// It was sent, and no reply came: why.
    case lost(String)
  }

  private struct Waiting {
    let deadline: NIODeadline
    let answer: (Answer) -> Void
  }

  /// What is kept of a buffer that grew.
  private static let bufferKept = 256 << 10

  private let parser: RedisParser
  private let timeout: TimeAmount
  private var channel: (any Channel)?
  private var waiting = CircularBuffer<Waiting>()
  private var output = ByteBuffer()
  private var isFlushing = false
  private var isChecking = false
  /// Why it ended; nil while it lives.
  private(set) var ended: String?
  /// Whether what ended it would be so again: a certificate that does not hold, or another protocol.
  private(set) var isHopeless = false
  /// Told once why it ended, before what waited is answered.
  var whenEnded: (String) -> Void = { _ in }
  /// Takes messages of channels (redis.io/docs/manual/pubsub), which nobody asks for.
  var whenPushed: ((RedisReply) -> Void)?

  init(timeout: TimeAmount) throws(RedisParser.Failure) {
    parser = try RedisParser()
    self.timeout = timeout
  }

  /// Sends a command of these arguments and more.
  func send(
    _ arguments: RedisArguments, _ rest: RedisArguments = RedisArguments(),
    _ answer: @escaping (Answer) -> Void
  ) {
    guard ended == nil else { return answer(.lost(ended ?? "")) }
    waiting.append(Waiting(deadline: .now() + timeout, answer: answer))
    arguments.write(with: rest, into: &output)
    check()
    guard !isFlushing else { return }
    isFlushing = true
    channel?.eventLoop.execute { self.flush() }
  }

  /// Sends a command and hopes for an answer.
  func ask(_ words: String...) -> EventLoopFuture<RedisReply>? {
    var arguments = RedisArguments()
    for word in words { arguments.append(word) }
    return ask(arguments)
  }

  /// Sends a command; nil before there is a channel.
  func ask(_ arguments: RedisArguments) -> EventLoopFuture<RedisReply>? {
    guard let promise = channel?.eventLoop.makePromise(of: RedisReply.self) else { return nil }
    send(arguments) { answer in
      switch answer {
      case .reply(let reply): promise.succeed(reply)
      case .lost(let why): promise.fail(RedisRefusal(why, isPassing: !self.isHopeless))
      }
    }
    return promise.futureResult
  }

  private func flush() {
    isFlushing = false
    guard ended == nil, output.readableBytes > 0 else { return }
    channel?.writeAndFlush(output, promise: nil)
    CrashPoint.reach(.redisWritten)
    if output.capacity > Self.bufferKept { output = ByteBuffer() } else { output.clear() }
  }

  // MARK: Deadlines

  /// Looks again when the oldest command is due.
  private func check() {
    guard !isChecking, let oldest = waiting.first, let channel else { return }
    isChecking = true
    channel.eventLoop.scheduleTask(deadline: oldest.deadline) {
      self.isChecking = false
      guard let oldest = self.waiting.first, self.ended == nil else { return }
      if oldest.deadline <= .now() {
        self.end("no reply within \(self.timeout.nanoseconds / 1_000_000) ms")
      } else {
        self.check()
      }
    }
  }

  // MARK: The channel

  func handlerAdded(context: ChannelHandlerContext) {
    channel = context.channel
    output = context.channel.allocator.buffer(capacity: 16 << 10)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard ended == nil else { return }
    do {
      try unsafe unwrapInboundIn(data).withUnsafeReadableBytes { bytes in try unsafe parser.feed(bytes) }
      while ended == nil, let reply = try parser.next() { take(reply) }
    } catch {
      isHopeless = true
      end("what it sends is not Redis' protocol: \(error)")
    }
  }

  private func take(_ reply: RedisReply) {
    if let whenPushed, reply.elements?.first?.text == "message" {
      whenPushed(reply)
    } else if let next = waiting.popFirst() {
      next.answer(.reply(reply))
    } else {
      end("it answers what was not asked")
    }
  }

  func channelInactive(context: ChannelHandlerContext) { end("it closed the connection") }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    if error is IOError { return end("\(error)") }
    isHopeless = true
    end("\(error) — hint: look at the server's certificate and at state.redis.ca")
  }

  /// Nothing more is sent or taken; what waits is answered as lost.
  func end(_ why: String) {
    guard ended == nil else { return }
    ended = why
    whenEnded(why)
    let lost = waiting
    waiting = []
    for one in lost { one.answer(.lost(why)) }
    channel?.close(promise: nil)
    whenEnded = { _ in }
    whenPushed = nil
  }
}
