import CRoost
import CWorkerSystem
import FrameLayout
import Glibc
import HostFrames
import HostLoader
import Synchronization

/// The worker: one plugin, its channels and the events in its hands. There is one in the process, and
/// the plugin's calls find it there, because they bring no context.
final class Worker: Sendable {
  nonisolated(unsafe) private static var only: Worker?

  /// The process's worker. Made before the plugin is opened.
  static var shared: Worker { unsafe only! }

  let start: Start
  let control: Output
  let calls: Calls
  let events = HeldEvents()
  let questions = Questions()
  private let bodies: DetachedBodies
  private let handlers = Mutex<[PluginFunction]>([])
  private let allLoops = Mutex<[LoopThread]>([])
  private let plugin = Mutex<LoadedPlugin?>(nil)
  /// Lifecycle steps that were not completed yet.
  private let steps = Mutex<Set<UInt64>>([])

  /// Makes the process's worker.
  ///
  /// - Parameter sockets: with as many loops as the host starts it with.
  init(_ start: Start, _ sockets: WorkerSockets) {
    self.start = start
    control = Output(sockets.control)
    calls = Calls(sockets.calls)
    bodies = DetachedBodies(sockets.handover)
    let loops = sockets.loops.enumerated().map { LoopThread($0 + 1, socket: $1, worker: self) }
    allLoops.withLock { $0 = loops }
    unsafe Self.only = self
  }

  /// The loops, in the order of their numbers.
  var loops: [LoopThread] { allLoops.withLock { $0 } }

  /// The loop of a number as plugins know it; 0 is the plugin's home.
  func loop(_ number: UInt64) -> LoopThread? {
    let loops = loops
    if number == 0 { return loops[Int(start.plugin % UInt64(loops.count))] }
    return number <= UInt64(loops.count) ? loops[Int(number) - 1] : nil
  }

  // MARK: Life

  /// Runs a plugin from now on.
  func take(_ loaded: LoadedPlugin) { plugin.withLock { $0 = loaded } }

  /// Does what the host says on control, on the control thread; false when it is to end.
  ///
  /// - Throws: how the host broke the protocol.
  func handle(_ frame: Frame) throws(FrameError) -> Bool {
    switch Int32(bitPattern: frame.head.kind) {
    case FRAME_STEP: try perform(frame)
    case FRAME_END: return false
    default: throw FrameError("a frame of kind \(frame.head.kind) on control")
    }
    return true
  }

  private func perform(_ frame: Frame) throws(FrameError) {
    var cursor = frame.cursor
    guard let step = cursor.take(frame_step.self), let name = LifecycleStep(rawValue: step.step),
      let plugin = plugin.withLock({ $0 })
    else { throw FrameError("a step that is none") }
    let ticket = frame.head.id
    _ = steps.withLock { $0.insert(ticket) }
    let code = unsafe plugin.perform(name, bytes: cursor.rest(), version: step.version, ticket: ticket)
    // The host completes it by the code that was returned.
    if code != ROOST_PENDING { _ = endStep(ticket) }
    let timers = loops.reduce(0) { $0 + $1.timerCount }
    control.send { $0.frame(FRAME_RETURNED, ticket, frame_returned(code: code, timers: UInt32(timers))) }
  }

  /// A step is completed; false when it was before.
  func endStep(_ ticket: UInt64) -> Bool { steps.withLock { $0.remove(ticket) } != nil }

  /// Frees the plugin, with its loops at rest: nothing of it runs on one any more.
  func end() { halting(loops[...]) { plugin.withLock { $0.take() }?.destroy() } }

  private func halting(_ loops: ArraySlice<LoopThread>, _ body: () -> Void) {
    guard let first = loops.first else { return body() }
    first.atRest { halting(loops.dropFirst(), body) }
  }

  // MARK: Handlers

  /// Gives a handler the number by which events name it.
  func register(_ function: PluginFunction) -> UInt32 {
    handlers.withLock { handlers in
      handlers.append(function)
      return UInt32(handlers.count - 1)
    }
  }

  /// Calls the handler an event is for.
  func deliver(_ frame: Frame, on loop: LoopThread) throws(FrameError) {
    var cursor = frame.cursor
    guard let number = cursor.take(frame_event.self)?.handler,
      let event = HeldEvent(frame, loop: loop, bodies: bodies),
      let plugin = plugin.withLock({ $0 }),
      let handler = handlers.withLock({ Int(number) < $0.count ? $0[Int(number)] : nil })
    else { throw FrameError("an event that is none, or is for no handler") }
    guard events.add(event) else { throw FrameError("an event with the ticket of another") }
    worker_current(event.ticket, number)
    // The handler may complete the event and with it drop the last other hold on its memory.
    let code = withExtendedLifetime(event) {
      unsafe plugin.deliver(event.event, to: handler, ticket: event.ticket)
    }
    worker_current(0, 0)
    switch code {
    case ROOST_PENDING: break
    case ROOST_DONE:
      if events.remove(event.ticket) != nil { loop.output.send { $0.frame(FRAME_COMPLETE, event.ticket) } }
    default:
      if events.remove(event.ticket) != nil {
        loop.output.send { $0.frame(FRAME_FAIL, event.ticket, frame_code(code: code, reserved: 0)) }
      }
    }
  }

  // MARK: What the host says of an event, on its loop

  func cancelled(_ ticket: UInt64, _ reason: Int32) {
    let callback: CancelCall? =
      events.with(ticket) { event in
        event.cancelReason = reason
        return unsafe event.cancel.map { unsafe CancelCall(function: $0.function, context: $0.context) }
      } ?? nil
    if let callback { unsafe callback.function(callback.context, reason) }
    guard reason != ROOST_CANCEL_DRAIN else { return }
    // Whoever waits to write, if it still does, learns that there is nobody to write to.
    takeWritable(ticket) { _ in true }?()
  }

  @safe private struct CancelCall: @unchecked Sendable {
    let function: roost_cancel
    let context: UnsafeMutableRawPointer?
  }

  private func takeWritable(_ ticket: UInt64, if condition: (HeldEvent) -> Bool) -> LoopThread.Callback? {
    events.with(ticket) { event in
      guard condition(event), let writable = unsafe event.writable else { return nil }
      unsafe event.writable = nil
      return unsafe LoopThread.Callback(writable.function, writable.context)
    } ?? nil
  }

  func piece(_ ticket: UInt64, _ bytes: UnsafeRawBufferPointer, end: Int32) {
    guard let callback = unsafe events.with(ticket, { unsafe Piece($0.body) })?.callback else { return }
    unsafe callback.function(
      callback.context,
      roost_bytes(data: bytes.baseAddress?.assumingMemoryBound(to: UInt8.self), size: UInt64(bytes.count)),
      end)
  }

  @safe private struct Piece: @unchecked Sendable {
    let callback: (function: roost_http_body, context: UnsafeMutableRawPointer?)?
    init(_ callback: (function: roost_http_body, context: UnsafeMutableRawPointer?)?) {
      unsafe self.callback = callback
    }
  }

  /// The answer to a question, on the loop it was asked for.
  func answered(_ id: UInt64, _ code: Int32, _ bytes: UnsafeRawBufferPointer) throws(FrameError) {
    guard unsafe questions.answered(id, code, bytes) else {
      throw FrameError("an answer to what was not asked")
    }
  }

  func credit(_ ticket: UInt64, _ amount: UInt64) {
    takeWritable(ticket) { event in
      event.onTheWay = max(0, event.onTheWay - Int(clamping: amount))
      return event.onTheWay <= Int(FRAME_STREAM_WINDOW) / 2
    }?()
  }
}
