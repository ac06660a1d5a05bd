internal import HostOperations
internal import NIOCore

/// Takes a dump from a server as a replica does, and writes it to a file as it comes: nothing is held in memory but
/// what one read brings, for the next waits until the disk has taken it. On a loop of its own, which it blocks.
final class RedisDumpReceiver: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer

  private static let checkInterval = TimeAmount.seconds(1)

  private var stream: ReplicaStream
  private var commands: ArraySlice<RedisArguments>
  private let writer: DumpWriter
  private let patience: TimeAmount
  private let progress: @Sendable (UInt64, UInt64?) -> Void
  private let promise: EventLoopPromise<String>
  private var length: UInt64?
  private var last = NIODeadline.now()
  private var isEnded = false

  /// - Parameters:
  ///   - authentication: presents the user; nil when there is none.
  ///   - patience: how long a server may be silent.
  ///   - progress: told how much came, and how much there is, when that is known.
  ///   - promise: kept with the digest of the dump.
  init(
    _ authentication: RedisArguments?, to writer: DumpWriter, patience: TimeAmount,
    progress: @escaping @Sendable (UInt64, UInt64?) -> Void, _ promise: EventLoopPromise<String>
  ) {
    // Nothing behind the dump is asked for; a server that cannot leave it out is left before it comes.
    let questions = [
      (RedisArguments("REPLCONF", "capa", "eof", "capa", "psync2"), false),
      (RedisArguments("REPLCONF", "rdb-only", "1"), true),
      // No port: a Sentinel that looks meanwhile must not take us for a replica, which it would keep in mind.
      (RedisArguments("REPLCONF", "listening-port", "65536"), true),
    ]
    let opening = (authentication.map { [($0, false)] } ?? []) + questions
    commands = (opening.map(\.0) + [RedisArguments("PSYNC", "?", "-1")])[...]
    stream = ReplicaStream(questions: opening.map(\.1))
    (self.writer, self.patience, self.progress, self.promise) = (writer, patience, progress, promise)
  }

  func channelActive(context: ChannelHandlerContext) {
    ask(context)
    check(context.channel)
  }

  private func ask(_ context: ChannelHandlerContext) {
    var buffer = context.channel.allocator.buffer(capacity: 256)
    guard let next = commands.popFirst() else { return }
    next.write(into: &buffer)
    context.writeAndFlush(NIOAny(buffer), promise: nil)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    guard !isEnded else { return }
    last = .now()
    do {
      try stream.take(Array(unwrapInboundIn(data).readableBytesView)) { event in
        switch event {
        case .answered: ask(context)
        case .began(let length): self.length = length
        case .content(let part):
          try writer.write(part)
          progress(writer.bytes, length)
        case .whole:
          let digest = try writer.finish()
          end(context.channel, .success(digest))
        }
      }
    } catch let failure as SystemFailure {
      end(context.channel, .failure(RedisRefusal("\(failure) — hint: make room, or name another folder")))
    } catch { end(context.channel, .failure(error)) }
  }

  func channelInactive(context: ChannelHandlerContext) {
    broke(context.channel, "it closed the connection")
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    let hint = error is IOError ? "" : " — hint: look at the server's certificate and at state.redis.ca"
    broke(context.channel, "\(error)\(hint)")
  }

  private func broke(_ channel: any Channel, _ why: String) {
    let part = writer.bytes > 0 ? ", after \(writer.bytes) bytes of the copy" : ""
    end(channel, .failure(RedisRefusal(why + part, isPassing: true)))
  }

  /// A server that makes its dump says every second that it is alive.
  private func check(_ channel: any Channel) {
    channel.eventLoop.scheduleTask(in: Self.checkInterval) {
      guard !self.isEnded else { return }
      guard self.last + self.patience > .now() else {
        return self.broke(channel, "it was silent for \(self.patience.nanoseconds / 1_000_000) ms")
      }
      self.check(channel)
    }
  }

  private func end(_ channel: any Channel, _ result: Result<String, any Error>) {
    guard !isEnded else { return }
    isEnded = true
    promise.completeWith(result)
    channel.close(promise: nil)
  }
}
