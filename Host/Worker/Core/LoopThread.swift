import CHostSystem
import CRoost
import FrameLayout
import Glibc
import HostFrames
import Synchronization

/// An event loop of the worker: one thread that handles what comes through one channel, and runs what
/// the plugin posts and its timers.
final class LoopThread: Sendable {
  /// A function of the plugin and what it wants to be called with.
  @safe struct Callback: @unchecked Sendable {
    let function: roost_callback
    let context: UnsafeMutableRawPointer?

    init(_ function: @escaping roost_callback, _ context: UnsafeMutableRawPointer?) {
      unsafe self.function = function
      unsafe self.context = context
    }

    func callAsFunction() { unsafe function(context) }
  }

  private struct State: ~Copyable {
    var posted: [Callback] = []
    var timers = TimerHeap()
  }

  /// Bytes of a loop's stack, whatever the limit the host was started with.
  static let stackSize = 8 << 20

  /// As plugins know it: from 1.
  let number: Int
  let output: Output
  private let socket: Int32
  private let wake: Int32
  private let worker: Worker
  private let state = Mutex(State())
  private let thread = Atomic<UInt>(0)
  /// Held while it works, so that it can be seen at rest.
  private let working = Mutex(())

  init(_ number: Int, socket: Int32, worker: Worker) {
    self.number = number
    self.socket = socket
    self.worker = worker
    output = Output(socket)
    wake = csystem_wake_descriptor()
    precondition(wake >= 0, "no descriptor is left for a loop")
  }

  // MARK: From any thread

  /// Runs it soon, on this loop, and not within a call the plugin makes.
  func post(_ callback: Callback) {
    state.withLock { $0.posted.append(callback) }
    wakeUp()
  }

  /// Runs it after a while; nil when there are too many timers.
  func startTimer(after nanoseconds: Int64, _ callback: Callback) -> UInt64? {
    let id = state.withLock {
      $0.timers.add(at: Clock.monotonic() + UInt64(max(0, nanoseconds)), callback)
    }
    wakeUp()
    return id.map { UInt64(number) << 48 | $0 }
  }

  /// Timers that have not run.
  var timerCount: Int { state.withLock { $0.timers.count } }

  /// False when it is not waiting any more.
  func cancelTimer(_ id: UInt64) -> Bool { state.withLock { $0.timers.cancel(id & (1 << 48 - 1)) } }

  private func wakeUp() {
    guard thread.load(ordering: .relaxed) != UInt(pthread_self()) else { return }
    var one: UInt64 = 1
    unsafe write(wake, &one, 8)
  }

  // MARK: On its thread

  /// Serves as long as there is a host.
  func run() {
    thread.store(UInt(pthread_self()), ordering: .relaxed)
    var input = Input(socket)
    do throws(FrameError) {
      while try turn(&input) {}
    } catch {
      error.endWorker()
    }
    _exit(0)
  }

  /// Waits until there is something to do, and does it; false when there is no host any more.
  ///
  /// - Throws: how the host broke the protocol.
  func turn(_ input: inout Input) throws(FrameError) -> Bool {
    let (hasSocket, hasWake) = wait()
    return try working.withLock { _ throws(FrameError) in
      output.beginBatch()
      defer { output.endBatch() }
      if hasSocket {
        guard try input.receive({ frame throws(FrameError) in try handle(frame) }) else { return false }
      }
      if hasWake {
        var count: UInt64 = 0
        unsafe read(wake, &count, 8)
      }
      runPosted()
      runTimers()
      return true
    }
  }

  /// Does something while this loop does nothing; not from the loop itself.
  func atRest(_ body: () -> Void) { working.withLock { _ in body() } }

  private func wait() -> (socket: Bool, wake: Bool) {
    let timeout: Int32 = state.withLock { state in
      if !state.posted.isEmpty { return 0 }
      guard let next = state.timers.next else { return -1 }
      let now = Clock.monotonic()
      return next <= now ? 0 : Int32(min((next - now) / 1_000_000 + 1, 60_000))
    }
    var entries = [
      pollfd(fd: socket, events: Int16(POLLIN), revents: 0),
      pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
    ]
    guard unsafe poll(&entries, 2, timeout) > 0 else { return (false, false) }
    return (entries[0].revents != 0, entries[1].revents != 0)
  }

  private func handle(_ frame: Frame) throws(FrameError) {
    let ticket = frame.head.id
    var cursor = frame.cursor
    switch Int32(bitPattern: frame.head.kind) {
    case FRAME_EVENT, FRAME_EVENT_DETACHED: try worker.deliver(frame, on: self)
    case FRAME_CANCEL: worker.cancelled(ticket, try cursor.part(frame_code.self).code)
    case FRAME_PIECE:
      let code = try cursor.part(frame_code.self).code
      unsafe worker.piece(ticket, cursor.rest(), end: code)
    case FRAME_CREDIT: worker.credit(ticket, try cursor.part(frame_amount.self).amount)
    case FRAME_ANSWER:
      let code = try cursor.part(frame_code.self).code
      unsafe try worker.answered(ticket, code, cursor.rest())
    case FRAME_PING: output.send { $0.frame(FRAME_PONG, ticket) }
    default: throw FrameError("a frame of kind \(frame.head.kind) on a loop's channel")
    }
  }

  private func runPosted() {
    let callbacks = state.withLock { state in
      let callbacks = state.posted
      state.posted = []
      return callbacks
    }
    for callback in callbacks { callback() }
  }

  private func runTimers() {
    while let callback = state.withLock({ $0.timers.popDue(Clock.monotonic) }) { callback() }
  }
}

extension FrameCursor {
  /// Takes the part that a kind of frame has.
  fileprivate mutating func part<Part: BitwiseCopyable>(_ type: Part.Type) throws(FrameError) -> Part {
    guard let part = take(type) else { throw FrameError("a frame shorter than its parts") }
    return part
  }
}

/// The clocks plugins read.
enum Clock {
  static func monotonic() -> UInt64 { read(CLOCK_MONOTONIC) }
  static func wall() -> UInt64 { read(CLOCK_REALTIME) }

  private static func read(_ clock: Int32) -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
