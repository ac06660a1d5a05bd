import Glibc
import HostOperations
import Logging
import NIOCore
import NIOPosix
import Synchronization

/// What a worker prints: lines of its log, the last of which are kept for a crash report.
final class WorkerOutput: Sendable {
  private static let keptLines = 20
  static let longestLine = 8192

  private let generation: Generation
  private let kept = Mutex<[String]>([])
  private let budget = Mutex(LineBudget())
  private let end = Monitor(false)

  init(_ generation: Generation) { self.generation = generation }

  /// Takes over the reading end. Blocks; not on a loop.
  func open(_ pipe: consuming Descriptor, on loop: any EventLoop) throws {
    let number = dup(pipe.number)
    guard number >= 0 else { throw SystemFailure("dup", "a pipe") }
    _ = try NIOPipeBootstrap(group: loop).channelInitializer { channel in
      channel.eventLoop.makeCompletedFuture {
        try channel.pipeline.syncOperations.addHandler(LineReader(self))
      }
    }.takingOwnershipOfDescriptor(input: number).wait()
  }

  /// The last lines printed, once all that was printed has been read. Blocks; not on a loop. What the worker
  /// has ended with may still lie in the pipe, and a descendant might keep it open.
  func last() -> [String] {
    _ = end.wait(until: .now + .seconds(2)) { $0 ? true : nil }
    return kept.withLock { $0 }
  }

  fileprivate func ended() { end.withLock(wake: true) { $0 = true } }

  fileprivate func line(_ bytes: ByteBufferView) {
    let text = String(decoding: bytes, as: UTF8.self)
    kept.withLock { lines in
      if lines.count == Self.keptLines { lines.removeFirst() }
      lines.append(text)
    }
    switch budget.withLock({ $0.take(at: MonotonicClock.now()) }) {
    case .write(let dropped):
      generation.logger.info(
        "printed: \(text)", metadata: dropped > 0 ? ["dropped_lines": "\(dropped)"] : nil)
    case .drop: break
    }
  }
}

/// So many lines a second, and a burst of them; the rest are counted. Pure.
struct LineBudget: Sendable {
  enum Verdict: Equatable { case write(dropped: UInt64), drop }
  private static let perSecond: UInt64 = 500
  private static let burst: UInt64 = 2000
  private var left = burst
  private var since: UInt64 = 0
  private var dropped: UInt64 = 0

  /// A line at a time in nanoseconds.
  mutating func take(at now: UInt64) -> Verdict {
    if since == 0 { since = now }
    let earned = (now &- since) / (1_000_000_000 / Self.perSecond)
    if earned > 0 {
      left = min(Self.burst, left + earned)
      since += earned * (1_000_000_000 / Self.perSecond)
    }
    guard left > 0 else {
      dropped += 1
      return .drop
    }
    left -= 1
    defer { dropped = 0 }
    return .write(dropped: dropped)
  }
}

/// Cuts bytes into lines, overlong ones into pieces.
private final class LineReader: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  private let owner: WorkerOutput
  private var rest = ByteBuffer()

  init(_ owner: WorkerOutput) { self.owner = owner }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    rest.writeBuffer(&buffer)
    while let end = rest.readableBytesView.firstIndex(of: UInt8(ascii: "\n")) {
      take(end - rest.readerIndex)
      rest.moveReaderIndex(forwardBy: 1)
    }
    while rest.readableBytes >= WorkerOutput.longestLine { take(WorkerOutput.longestLine) }
    rest.discardReadBytes()
  }

  func channelInactive(context: ChannelHandlerContext) {
    if rest.readableBytes > 0 { take(rest.readableBytes) }
    owner.ended()
  }

  private func take(_ count: Int) {
    if let line = rest.readSlice(length: count) { owner.line(line.readableBytesView) }
  }
}
