import CRoost
import CWorkerSystem
import FrameLayout
import HostFrames
import HostLoader
import HostOperations
import HostRouter
import NIOCore
import Synchronization

/// What the host and a worker say to each other by the frames of `frames.h`, wherever the worker runs: who may
/// say what when, and what follows from a broken rule or a closed socket.
final class WorkerConversation: Sendable {
  private enum Phase { case starting, loaded, refused, ending, lost }

  private struct State {
    var phase = Phase.starting
    var refusal: String?
    /// Steps whose function has not returned, by ticket.
    var steps: [UInt64: @Sendable (Int32) -> Void] = [:]
    var violation: FrameError?
    var timers = 0
    /// What was in its hands when it was lost, by ticket.
    var held: [UInt64: any TicketOwner] = [:]
  }

  /// How it was lost.
  struct Loss: Sendable {
    /// What it did wrong; nil when it only ended.
    let violation: FrameError?
    /// What was in its hands, by ticket.
    let held: [UInt64: any TicketOwner]
  }

  let control: WorkerChannel
  let calls: WorkerChannel
  let loops: [WorkerChannel]
  private let generation: Generation
  private let spec: WorkerSpec
  private let desk: WorkerDesk
  /// Where large bodies go, as descriptors.
  private let bodies: Descriptor
  private let endWorker: @Sendable () -> Void
  private let state = Mutex(State())
  private let started = Latch()

  /// A conversation that ``open(_:)`` begins.
  ///
  /// - Parameters:
  ///   - bodies: the socket of the hand-over.
  ///   - endWorker: ends the worker at once; called when it has been lost.
  init(
    _ spec: WorkerSpec, for generation: Generation, bodies: consuming Descriptor,
    endWorker: @escaping @Sendable () -> Void
  ) {
    let all = generation.environment.loops
    let home = all[Int(generation.handle % UInt64(all.count))]
    control = WorkerChannel(on: home, index: nil)
    calls = WorkerChannel(on: home, index: nil)
    loops = all.enumerated().map { WorkerChannel(on: $1, index: $0) }
    desk = WorkerDesk(generation)
    self.generation = generation
    self.spec = spec
    self.bodies = bodies
    self.endWorker = endWorker
  }

  /// Takes over the sockets, those of control and calls and one for each loop, and says what to load. Blocks; not
  /// on a loop.
  func open(_ sockets: [CInt]) throws {
    for (channel, socket) in zip([control, calls] + loops, sockets) {
      try channel.open(socket, largest: largest(on: channel), receiver: self)
    }
    begin()
  }

  /// Most bytes of a frame from the worker.
  func largest(on channel: WorkerChannel) -> Int {
    Int(channel === calls ? FRAME_CALL_MAX : FRAME_SIZE_MAX)
  }

  /// Says what to load, once all channels are there.
  func begin() {
    let (spec, loops, handle) = (spec, UInt32(loops.count), generation.handle)
    let flags =
      generation.extensions.rawValue | (spec.isSandboxed ? WORKER_SANDBOX : 0)
      | (spec.waits ? WORKER_WAITS : 0)
    control.sendSoon { buffer in
      let start = frame_start(
        version: FRAMES_VERSION, loops: loops, plugin: handle, memory: spec.memory ?? 0,
        file_size: spec.fileSize ?? 0,
        descriptors: spec.descriptors, flags: flags, landlock: spec.landlock,
        path_size: UInt32(spec.library.utf8.count), data_size: UInt32(spec.dataFolder?.utf8.count ?? 0),
        readable_size: UInt32(spec.readable.reduce(0) { $0 + $1.utf8.count + 1 }))
      let text =
        Array(spec.library.utf8) + Array((spec.dataFolder ?? "").utf8)
        + spec.readable.flatMap { Array($0.utf8) + [0] }
      unsafe text.withUnsafeBytes { unsafe buffer.frame(FRAME_START, 0, start, $0) }
    }
  }

  /// Waits until the library is open.
  ///
  /// - Throws: why it is not.
  func loaded(within time: Duration) async throws(PluginFailure) {
    let isInTime = await started.wait(for: time)
    let (phase, refusal) = state.withLock { ($0.phase, $0.refusal) }
    if phase == .loaded { return }
    throw PluginFailure(
      code: ROOST_PERMANENT,
      message: refusal ?? (isInTime ? "its worker ended" : "its worker did not load it within \(time)"))
  }

  // MARK: What the host says

  /// As ``PluginLink/perform(_:bytes:version:ticket:returned:)``.
  func perform(
    _ step: LifecycleStep, bytes: [UInt8], version: UInt32, ticket: UInt64,
    returned: @escaping @Sendable (Int32) -> Void
  ) throws(PluginFailure) {
    let isThere = state.withLock { state in
      guard state.phase == .loaded else { return false }
      state.steps[ticket] = returned
      return true
    }
    guard isThere else { throw PluginFailure(code: ROOST_UNKNOWN, message: "its worker has ended") }
    control.sendSoon { buffer in
      unsafe bytes.withUnsafeBytes {
        unsafe buffer.frame(FRAME_STEP, ticket, frame_step(step: step.rawValue, version: version), $0)
      }
    }
  }

  /// As ``PluginLink/deliver(_:to:ticket:)``.
  func deliver(
    _ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64
  ) -> Int32 {
    guard case .remote(let number) = handler else { return ROOST_INVALID }
    let event = unsafe event.pointee
    let block = unsafe UnsafeRawBufferPointer(start: event.block_ticket, count: Int(event.block_size))
    let body = unsafe event.body_ticket.buffer
    let isDetached = unsafe body.count >= Int(FRAME_BODY_MAX) && detach(body, ticket)
    guard isDetached || block.count + body.count < Int(FRAME_SIZE_MAX) - 64 else { return ROOST_INVALID }
    let channel = unsafe loops[Int(event.loop) - 1]
    channel.send {
      unsafe $0.frame(
        isDetached ? FRAME_EVENT_DETACHED : FRAME_EVENT, ticket,
        frame_event(
          handler: number, kind: event.kind, deadline_ns: event.deadline_ns, block_size: event.block_size,
          body_size: UInt64(body.count)), block, isDetached ? .none : body)
    }
    channel.expectLife(within: spec.patience)
    return ROOST_PENDING
  }

  /// Hands a body over in memory of its own, which nobody can change any more; false when that cannot be,
  /// as when the worker is gone.
  private func detach(_ body: UnsafeRawBufferPointer, _ ticket: UInt64) -> Bool {
    unsafe handover_send_body(bodies.number, ticket, body.baseAddress, body.count) == 0
  }

  /// Gives the worker the time of grace for an event that is overdue.
  func overdue(_ ticket: UInt64, loop: Int) {
    let (channel, grace, generation) = (loops[loop], spec.grace, generation)
    channel.loop.scheduleTask(in: grace) {
      guard Tickets.shared.find(ticket)?.generation === generation else { return }
      channel.end(
        FrameError("an event was not completed \(grace.nanoseconds / 1_000_000) ms after its deadline"))
    }
  }

  /// Ends it as if the worker had broken a rule.
  func giveUp(_ why: String) {
    let control = control
    control.loop.execute { control.end(FrameError(why)) }
  }

  /// Gives the worker credit for so many bytes more of a streaming answer.
  func streamed(_ bytes: Int, ticket: UInt64, loop: Int) {
    loops[loop].send { $0.frame(FRAME_CREDIT, ticket, frame_amount(amount: UInt64(bytes))) }
  }

  /// As the worker said when the last step returned.
  var runningTimers: Int { state.withLock { $0.timers } }

  /// Asks the worker to end; false when it has been lost.
  func askToEnd() -> Bool {
    let isThere = state.withLock { state in
      guard state.phase != .lost else { return false }
      state.phase = .ending
      return true
    }
    if isThere { control.sendSoon { $0.frame(FRAME_END, 0) } }
    return isThere
  }

  // MARK: Ends

  /// The host ends the worker: that it does is no loss.
  func expectEnd() { state.withLock { $0.phase = .ending } }

  /// The host ends the worker before its plugin serves: whoever waits for it is told why.
  func breakOff(_ why: String) {
    let isThere = state.withLock { state in
      guard state.phase == .starting || state.phase == .loaded else { return false }
      (state.phase, state.refusal) = (.refused, why)
      return true
    }
    guard isThere else { return }
    endWorker()
    started.open()
    generation.close()
    generation.workerLost(shard: Tickets.lifecycleShard)
  }

  /// The worker has ended, as whoever runs it knows: how it was lost, or nil when it was to end.
  func workerEnded() -> Loss? {
    state.withLock { state in
      // It may be seen to end before its sockets are.
      let held = state.phase == .loaded ? Tickets.shared.open(of: generation) : state.held
      state.held = [:]
      guard state.phase != .ending, state.phase != .refused else { return nil }
      return Loss(violation: state.violation, held: held)
    }
  }

  /// The first sign of its end. The rest of it goes at once: half a worker is of no use.
  private func lost() {
    endWorker()
    generation.lost { spec.lost(generation) }
  }
}

extension WorkerConversation: WorkerChannel.Receiver {
  func received(_ frame: Frame, on channel: WorkerChannel) throws(FrameError) {
    if channel === calls { return try desk.call(frame, on: channel) }
    guard channel === control else { return try desk.event(frame, on: channel) }
    switch Int32(bitPattern: frame.head.kind) {
    case FRAME_LOADED: loaded(nil)
    case FRAME_REFUSED: loaded(unsafe String(decoding: frame.payload.prefix(4096), as: UTF8.self))
    case FRAME_RETURNED:
      var cursor = frame.cursor
      guard let answer = cursor.take(frame_returned.self),
        let returned = state.withLock({ state in
          state.timers = Int(answer.timers)
          return state.steps.removeValue(forKey: frame.head.id)
        })
      else { throw FrameError("a step has returned that was not taken") }
      returned(answer.code)
    default: try desk.control(frame, on: channel)
    }
  }

  private func loaded(_ refusal: String?) {
    state.withLock { state in
      guard state.phase == .starting else { return }
      state.phase = refusal == nil ? .loaded : .refused
      state.refusal = refusal
    }
    started.open()
  }

  func ended(_ channel: WorkerChannel, violation: FrameError?) {
    state.withLock { state in
      if let violation, state.violation == nil { state.violation = violation }
      // While it starts only control counts: it may say why it ends after the others have closed.
      let matters = channel === control || violation != nil
      guard state.phase == .loaded || (state.phase == .starting && matters) else { return }
      state.phase = .lost
      state.held = Tickets.shared.open(of: generation)
      // Within the lock: another loop that finds it lost gives its events back, and must find the
      // generation closed, or they would be given to this very worker again.
      lost()
    }
    guard state.withLock({ $0.phase == .lost }) else { return }
    if let loop = channel.loopIndex { return generation.workerLost(shard: loop) }
    guard channel === control else { return }
    started.open()
    let steps = state.withLock { state in
      defer { state.steps = [:] }
      return state.steps.values
    }
    for returned in steps { returned(ROOST_PENDING) }
    generation.workerLost(shard: Tickets.lifecycleShard)
  }
}
