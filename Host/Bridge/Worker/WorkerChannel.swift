import CRoost
import FrameLayout
import HostFrames
import HostRouter
import NIOCore
import NIOPosix

/// One of a worker's sockets, on an event loop. What is written within a turn of the loop leaves in one
/// call.
package final class WorkerChannel: @unchecked Sendable {
  /// Takes what a channel brings. Called on the channel's loop.
  protocol Receiver: AnyObject, Sendable {
    /// A frame, valid during the call.
    func received(_ frame: Frame, on channel: WorkerChannel) throws(FrameError)
    /// The worker broke a rule, or its socket closed: nothing more comes.
    func ended(_ channel: WorkerChannel, violation: FrameError?)
  }

  let loop: any EventLoop
  /// The number of the loop; nil for control and calls.
  let loopIndex: Int?

  // Touched on the loop only.
  /// Kept until the end: what a worker says last must not be lost.
  private var receiver: (any Receiver)?
  private var channel: (any Channel)?
  private var pending = FrameBuffer()
  private var isFlushing = false
  /// Who is told when the socket has what is pending.
  private var takers: [@Sendable () -> Void] = []
  private var hasEnded = false
  private var liveness = Liveness()

  /// Most bytes waiting for a worker that does not read.
  private static let maximumPending = 96 << 20

  init(on loop: any EventLoop, index: Int?) {
    self.loop = loop
    loopIndex = index
  }

  /// Takes over a connected socket. Blocks; not on a loop.
  ///
  /// - Parameter largest: most bytes of a frame from the worker.
  func open(_ socket: CInt, largest: Int = Int(FRAME_SIZE_MAX), receiver: any Receiver) throws {
    _ = try ClientBootstrap(group: loop)
      .channelOption(.recvAllocator, value: FixedSizeRecvByteBufferAllocator(capacity: 64 << 10))
      .channelInitializer { channel in
        channel.eventLoop.makeCompletedFuture {
          try self.attach(channel, largest: largest, receiver: receiver)
        }
      }
      .withConnectedSocket(socket).wait()
  }

  /// Speaks through a channel that is not active yet, so that its first words and its end are heard; on the loop.
  func attach(_ channel: any Channel, largest: Int, receiver: any Receiver) throws {
    try channel.pipeline.syncOperations.addHandler(FrameReader(self, largest: largest))
    self.channel = channel
    self.receiver = receiver
  }

  // MARK: Writing, on the loop

  /// Writes frames; on the loop.
  func send(_ write: (inout FrameBuffer) -> Void) {
    guard !hasEnded else { return }
    write(&pending)
    guard pending.bytes.readableBytes <= Self.maximumPending else { return endUnread() }
    guard !isFlushing else { return }
    isFlushing = true
    loop.execute { self.flush() }
  }

  /// Writes frames, from any thread.
  func sendSoon(_ write: @escaping @Sendable (inout FrameBuffer) -> Void) {
    if loop.inEventLoop { send(write) } else { loop.execute { self.send(write) } }
  }

  /// Writes frames, from any thread.
  ///
  /// - Parameter taken: told once the socket has them, or there is none any more.
  func sendSoon(
    _ write: @escaping @Sendable (inout FrameBuffer) -> Void, taken: @escaping @Sendable () -> Void
  ) {
    let work: @Sendable () -> Void = {
      guard !self.hasEnded else { return taken() }
      self.takers.append(taken)
      self.send(write)
    }
    if loop.inEventLoop { work() } else { loop.execute(work) }
  }

  private func flush() {
    isFlushing = false
    guard let channel, !hasEnded, pending.bytes.readableBytes > 0 else { return }
    channel.writeAndFlush(pending.bytes, promise: takenPromise())
    pending.clear()
    // What the socket takes at once, as it nearly always does, is not counted.
    guard !channel.isWritable,
      let queued = try? channel.syncOptions?.getOption(.bufferedWritableBytes), queued > Self.maximumPending
    else { return }
    endUnread()
  }

  private func takenPromise() -> EventLoopPromise<Void>? {
    guard !takers.isEmpty else { return nil }
    let (promise, told) = (loop.makePromise(of: Void.self), takers)
    takers = []
    promise.futureResult.whenComplete { _ in for taken in told { taken() } }
    return promise
  }

  private func endUnread() {
    end(FrameError("more than \(Self.maximumPending >> 20) MiB wait for it: it does not read"))
  }

  /// Tells the worker that an event is cancelled.
  func cancel(_ ticket: UInt64, _ reason: Int32) {
    send { $0.frame(FRAME_CANCEL, ticket, frame_code(code: reason, reserved: 0)) }
  }

  /// Gives the worker a piece of a streamed body.
  func piece(_ ticket: UInt64, _ bytes: UnsafeRawBufferPointer, end: Int32) {
    send { unsafe $0.frame(FRAME_PIECE, ticket, frame_code(code: end, reserved: 0), bytes) }
  }

  // MARK: Liveness

  /// Something was given to the loop's thread: it must show within `patience` that it is not stuck.
  func expectLife(within patience: TimeAmount) {
    guard liveness.begin() else { return }
    scheduleCheck(patience)
  }

  private func scheduleCheck(_ patience: TimeAmount) {
    let due = NIODeadline.now() + .nanoseconds(patience.nanoseconds / 2)
    let tolerated = TimeAmount.nanoseconds(patience.nanoseconds / 10)
    loop.scheduleTask(deadline: due) {
      guard !self.hasEnded else { return }
      switch self.liveness.check(isLate: .now() > due + tolerated) {
      case .ask(let number):
        self.send { $0.frame(FRAME_PING, number) }
        self.scheduleCheck(patience)
      case .unsure: self.scheduleCheck(patience)
      case .alive: break
      case .stuck:
        self.end(FrameError("its event loop did not move for \(patience.nanoseconds / 1_000_000) ms"))
      }
    }
  }

  // MARK: Reading

  func received(_ frame: Frame) throws(FrameError) {
    if frame.head.kind == FRAME_PONG { return try liveness.answered(frame.head.id) }
    try receiver?.received(frame, on: self)
  }

  /// Nothing more is read or written.
  func end(_ violation: FrameError?) {
    guard !hasEnded else { return }
    hasEnded = true
    pending.clear()
    // First: when the socket closes the worker ends, and why must be known by then.
    receiver?.ended(self, violation: violation)
    channel?.close(promise: nil)
    receiver = nil
    let told = takers
    takers = []
    for taken in told { taken() }
  }
}
