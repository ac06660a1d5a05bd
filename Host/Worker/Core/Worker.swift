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
  let control = Output(WORKER_CONTROL)
  let calls = Calls()
  let events = HeldEvents()
  let questions = Questions()
  private let bodies = DetachedBodies()
  private let handlers = Mutex<[PluginFunction]>([])
  private let allLoops = Mutex<[LoopThread]>([])
  private let plugin = Mutex<LoadedPlugin?>(nil)
  /// Lifecycle steps that were not completed yet.
  private let steps = Mutex<Set<UInt64>>([])

  /// Makes the process's worker.
  init(_ start: Start) {
    self.start = start
    let loops = (0..<start.loops).map { LoopThread($0 + 1, socket: WORKER_LOOPS + Int32($0), worker: self) }
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

  /// Opens the library.
  func load() throws(LoadError) {
    let loaded = unsafe try LoadedPlugin(opening: start.path, table: CoreTable.table, handle: start.plugin)
    plugin.withLock { $0 = loaded }
  }

  /// Performs a lifecycle step, on the control thread.
  func perform(_ frame: Frame) {
    var cursor = frame.cursor
    guard let step = cursor.take(frame_step.self), let name = LifecycleStep(rawValue: step.step),
      let plugin = plugin.withLock({ $0 })
    else { fatalError("the host sent a step that is none") }
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
  func deliver(_ frame: Frame, on loop: LoopThread) {
    var cursor = frame.cursor
    guard let number = cursor.take(frame_event.self)?.handler,
      let event = HeldEvent(frame, loop: loop, bodies: bodies),
      let plugin = plugin.withLock({ $0 }),
      let handler = handlers.withLock({ Int(number) < $0.count ? $0[Int(number)] : nil })
    else { fatalError("the host sent an event that is none") }
    events.add(event)
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
  func answered(_ id: UInt64, _ code: Int32, _ bytes: UnsafeRawBufferPointer) {
    guard let asked = questions.take(id) else { fatalError("the host answered what was not asked") }
    unsafe asked(code, bytes)
  }

  func credit(_ ticket: UInt64, _ amount: Int) {
    takeWritable(ticket) { event in
      event.onTheWay -= amount
      return event.onTheWay <= Int(FRAME_STREAM_WINDOW) / 2
    }?()
  }
}
