import CWorkerSystem
package import CRoost
import FrameLayout
import Glibc
import HostFrames
package import HostLoader
import HostOperations
import HostRouter
import Logging
import NIOCore
import Synchronization

/// A plugin in a process of its own, spoken to by the frames of `frames.h`.
package final class WorkerLink: PluginLink {
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

  let generation: Generation
  private let spec: WorkerSpec
  private let process: WorkerProcess
  private let control: WorkerChannel
  private let calls: WorkerChannel
  private let loops: [WorkerChannel]
  private let output: WorkerOutput
  private let onEnd: Box
  private let state = Mutex(State())
  private let started = Latch()
  private let desk: WorkerDesk
  /// Where large bodies go, as descriptors.
  private let bodies: Descriptor

  /// The process's number, for people.
  package var pid: Int32 { process.pid }

  /// How its process ended, when that was not well; nil otherwise, and while it runs.
  package var badEnding: String? {
    process.wait(for: .zero).flatMap { $0 == .exited(0) ? nil : $0.description }
  }

  /// Ends its process now, whatever it holds. Nobody is told.
  package func kill() {
    state.withLock { $0.phase = .ending }
    process.kill()
  }

  /// Ends its process before the plugin serves, which is no crash: whoever waits for it is told.
  func breakOff() {
    let isThere = state.withLock { state in
      guard state.phase == .starting || state.phase == .loaded else { return false }
      (state.phase, state.refusal) = (.refused, "the host ends")
      return true
    }
    guard isThere else { return }
    process.kill()
    started.open()
    generation.close()
    generation.workerLost(shard: Tickets.lifecycleShard)
  }

  /// Starts a worker and tells it what to load. Blocks.
  ///
  /// - Throws: ``PluginFailure`` when the process cannot be started.
  package init(_ spec: WorkerSpec, for generation: Generation) throws(PluginFailure) {
    self.generation = generation
    self.spec = spec
    let environment = generation.environment
    let home = environment.loops[Int(generation.handle % UInt64(environment.loops.count))]
    control = WorkerChannel(on: home, index: nil)
    calls = WorkerChannel(on: home, index: nil)
    loops = environment.loops.enumerated().map { WorkerChannel(on: $1, index: $0) }
    output = WorkerOutput(generation)
    desk = WorkerDesk(generation)
    do {
      let ends = try WorkerEnds(loops: loops.count)
      bodies = try ends.copyHandover()
      let rules = PathRules(readable: spec.readable, dataFolder: spec.dataFolder)
      let (onEnd, name) = (Box(), generation.plugin)
      self.onEnd = onEnd
      process = try WorkerProcess.start(
        spec.program, name: name, folder: spec.dataFolder ?? "/", descriptors: ends.forWorker()
      ) { process in
        var guardian = WorkerGuard(process, of: generation, handover: ends.takeHandover(), rules: rules)
        guardian.serve()
        onEnd.link.withLock { $0 }?.ended(report: Self.report(ends.takeCrash()))
      }
      onEnd.link.withLock { $0 = self }
      ends.closeWorkers()
      do {
        try open(ends, on: home)
      } catch {
        kill()
        throw error
      }
    } catch {
      throw PluginFailure(code: ROOST_RETRYABLE, message: "no worker could be started: \(error)")
    }
  }

  private func open(_ ends: borrowing WorkerEnds, on home: any EventLoop) throws {
    try output.open(ends.takeOutput(), on: home)
    for (channel, socket) in zip([control, calls] + loops, ends.takeSockets()) {
      try channel.open(
        socket, largest: Int(channel === calls ? FRAME_CALL_MAX : FRAME_SIZE_MAX), receiver: self)
    }
    let (spec, loops, handle) = (spec, UInt32(loops.count), generation.handle)
    let flags =
      generation.extensions.rawValue | (spec.isSandboxed ? WORKER_SANDBOX : 0)
      | (spec.waits ? WORKER_WAITS : 0)
    control.sendSoon { buffer in
      let start = frame_start(
        version: FRAMES_VERSION, loops: loops, plugin: handle, memory: spec.memory ?? 0,
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
  package func loaded(within time: Duration) async throws(PluginFailure) {
    let isInTime = await started.wait(for: time)
    let (phase, refusal) = state.withLock { ($0.phase, $0.refusal) }
    if phase == .loaded { return }
    throw PluginFailure(
      code: ROOST_PERMANENT,
      message: refusal ?? (isInTime ? "its worker ended" : "its worker did not load it within \(time)"))
  }

  // MARK: Calls of the host

  /// Sends the step to the worker's main thread; its frame back calls `returned`.
  package func perform(
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

  /// Sends the event in the channel of its loop and expects the loop to live; a large body goes in memory of its
  /// own. `ROOST_PENDING`, or `ROOST_INVALID` for what is too large.
  package func deliver(
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

  /// Ends the worker when the event is still not completed after the time of grace.
  package func overdue(_ ticket: UInt64, loop: Int) {
    let (channel, grace, generation) = (loops[loop], spec.grace, generation)
    channel.loop.scheduleTask(in: grace) {
      guard Tickets.shared.find(ticket)?.generation === generation else { return }
      channel.end(
        FrameError("an event was not completed \(grace.nanoseconds / 1_000_000) ms after its deadline"))
    }
  }

  /// Gives the worker credit for so many bytes more.
  package func giveUp(_ why: String) {
    let control = control
    control.loop.execute { control.end(FrameError(why)) }
  }

  /// Gives the worker credit for more of a streaming answer.
  package func streamed(_ bytes: Int, ticket: UInt64, loop: Int) {
    loops[loop].send { $0.frame(FRAME_CREDIT, ticket, frame_amount(amount: UInt64(bytes))) }
  }

  /// As the worker said when the last step returned.
  package var runningTimers: Int? { state.withLock { $0.timers } }

  /// Lets the worker end, and kills it when it does not within two seconds.
  package func destroy() {
    let wasThere = state.withLock { state in
      guard state.phase != .lost else { return false }
      state.phase = .ending
      return true
    }
    if wasThere {
      control.sendSoon { $0.frame(FRAME_END, 0) }
      if process.wait(for: .seconds(2)) == nil {
        generation.logger.warning("its worker did not end within 2 s and was killed")
        process.kill()
        _ = process.wait(for: .seconds(5))
      }
    }
  }
}

extension WorkerLink: WorkerChannel.Receiver {
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

  /// The first sign of its end. The rest of it goes at once: half a worker is of no use.
  private func lost() {
    process.kill()
    generation.lost { spec.lost(generation) }
  }

  /// What the worker wrote into the pipe, which has no writer any more.
  private static func report(_ pipe: borrowing Descriptor) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: 64 << 10)
    let count = unsafe bytes.withUnsafeMutableBytes { unsafe try? pipe.read(into: $0) } ?? 0
    return Array(bytes.prefix(count))
  }

  /// The process has ended; on its thread.
  private func ended(report: [UInt8]) {
    let ending = process.wait(for: .zero)
    let (phase, violation, held) = state.withLock { state in
      // Its process may be seen to end before its sockets are.
      let held = state.phase == .loaded ? Tickets.shared.open(of: generation) : state.held
      state.held = [:]
      return (state.phase, state.violation, held)
    }
    onEnd.link.withLock { $0 = nil }
    guard phase != .ending, phase != .refused else { return }
    spec.died(
      generation,
      WorkerDeath(
        pid: pid, reason: violation?.description ?? ending?.description ?? "it could not be ended",
        report: report, output: output.last(),
        event: CrashRecord(report).flatMap { held[$0.ticket]?.summary }))
  }

  /// The link, for the process's thread, which begins before the link is made.
  private final class Box: Sendable { let link = Mutex<WorkerLink?>(nil) }
}
