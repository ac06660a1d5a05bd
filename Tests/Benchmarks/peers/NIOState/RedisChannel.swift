import NIOCore
import NIOPosix

/// One connection to Redis for an event loop, RESP written and read as simply as can be: commands of one turn of the
/// loop leave in one write, and answers are given in order.
final class RedisChannel: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer

  /// A bulk string or a status line; nil is Redis' null.
  typealias Answer = (ByteBuffer?) -> Void

  private let channel: any Channel
  private var waiting = CircularBuffer<Answer>(initialCapacity: 256)
  private var commands: ByteBuffer
  private var isScheduled = false
  private var received = ByteBuffer()

  private init(_ channel: any Channel) {
    self.channel = channel
    commands = channel.allocator.buffer(capacity: 16_384)
  }

  /// Connects on a loop.
  static func connect(_ path: String, on loop: any EventLoop) throws -> NIOLoopBound<RedisChannel> {
    let channel = try ClientBootstrap(group: loop).connect(unixDomainSocketPath: path).wait()
    return try loop.submit {
      let redis = RedisChannel(channel)
      try channel.pipeline.syncOperations.addHandler(redis)
      return NIOLoopBound(redis, eventLoop: loop)
    }.wait()
  }

  func get(_ key: String, _ answer: @escaping Answer) {
    commands.writeString("*2\r\n$3\r\nGET\r\n$\(key.utf8.count)\r\n\(key)\r\n")
    send(answer)
  }

  func set(_ key: String, _ value: String, _ answer: @escaping Answer) {
    commands.writeString(
      "*3\r\n$3\r\nSET\r\n$\(key.utf8.count)\r\n\(key)\r\n$\(value.utf8.count)\r\n\(value)\r\n")
    send(answer)
  }

  private func send(_ answer: @escaping Answer) {
    waiting.append(answer)
    guard !isScheduled else { return }
    isScheduled = true
    channel.eventLoop.assumeIsolated().execute { [self] in
      isScheduled = false
      channel.writeAndFlush(commands, promise: nil)
      commands.clear(minimumCapacity: 16_384)
    }
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var bytes = unwrapInboundIn(data)
    if received.readableBytes == 0 { received = bytes } else { received.writeBuffer(&bytes) }
    while let answer = next() { waiting.removeFirst()(answer) }
    if received.readableBytes == 0 { received = ByteBuffer() } else { received.discardReadBytes() }
  }

  /// The next whole answer.
  private func next() -> ByteBuffer?? {
    let view = received.readableBytesView
    guard let first = view.first, let end = view.firstIndex(of: UInt8(ascii: "\n")) else { return nil }
    let line = end - view.startIndex + 1
    switch first {
    case UInt8(ascii: "$"):
      var size = 0
      for byte in view[(view.startIndex + 1)..<(end - 1)] {
        if byte == UInt8(ascii: "-") {
          received.moveReaderIndex(forwardBy: line)
          return .some(nil)
        }
        size = size * 10 + Int(byte - UInt8(ascii: "0"))
      }
      guard received.readableBytes >= line + size + 2 else { return nil }
      received.moveReaderIndex(forwardBy: line)
      let value = received.readSlice(length: size)
      received.moveReaderIndex(forwardBy: 2)
      return value.map(Optional.some)
    case UInt8(ascii: "+"):
      return received.readSlice(length: line).map(Optional.some)
    default:
      fatalError("Redis answered \(String(buffer: received))")
    }
  }
}
