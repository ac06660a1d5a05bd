import CRoost
package import HostBridge
import HostOperations
package import HostRouter
import Logging
package import NIOCore
import Synchronization

/// One event on its way through the host, and the way back for its answer.
///
/// It is made, delivered and answered on its connection's loop; plugins complete it from any thread.
/// The event's memory lives as long as the exchange, which the ticket keeps alive.
package final class Exchange: TicketOwner, @unchecked Sendable {
  /// What sort of event it is.
  package enum Kind: Sendable {
    case http(method: String)
    case update(bot: Int)
  }

  /// The connection's loop.
  package let loop: any EventLoop
  /// The id in logs and in the answer.
  package let id: String
  /// What must be handled one after the other with it.
  package let lane: Lane?
  let kind: Kind
  let loopIndex: Int
  let dispatcher: Dispatcher
  /// When it arrived, in nanoseconds.
  let arrival: UInt64
  private let block: EventBlock
  private let body: ByteBuffer
  private let event: EventMemory

  // Touched on the loop only, but for `progress`.
  private var sink: (any ReplySink)?
  var target: HandlerTarget
  private var deadlineTask: Scheduled<Void>?
  private var ticket: UInt64 = 0
  private var stage = Stage.new
  let progress = Mutex(Progress())
  /// Work from other threads that has not run yet: what the loop's own thread does must not overtake it.
  private let posted = Atomic<Int>(0)
  /// The streamed part of a request's body, if it is streamed.
  package let incoming: IncomingBody?

  private enum Stage { case new, waiting, delivered, settled }

  /// The generation in whose hands it is.
  package var generation: Generation { target.generation }

  /// Makes an exchange.
  ///
  /// - Parameters:
  ///   - block: the event's block.
  ///   - body: the buffered body, or an update's JSON.
  package init(
    kind: Kind, id: String, target: HandlerTarget, lane: Lane? = nil, block: consuming EventBlock,
    body: ByteBuffer, streamsBody: Bool = false, sink: any ReplySink, loop: any EventLoop, loopIndex: Int,
    dispatcher: Dispatcher
  ) {
    self.kind = kind
    self.id = id
    self.target = target
    self.lane = lane
    self.block = block
    self.body = body
    self.sink = sink
    self.loop = loop
    self.loopIndex = loopIndex
    self.dispatcher = dispatcher
    event = EventMemory()
    arrival = MonotonicClock.now()
    incoming = streamsBody ? IncomingBody() : nil
  }

  // MARK: On the loop: delivery

  /// It waits for its lane or for a place; the deadline runs on.
  func waitForTurn() {
    stage = .waiting
    if deadlineTask == nil { scheduleDeadline() }
  }

  /// Its turn has come, told from any thread.
  func deliverSoon() { loop.execute { self.deliver() } }

  /// Calls the handler. A place in the plugin's slot is held.
  func deliver() {
    guard stage != .settled else {
      target.slot.leave()
      return leaveLane()
    }
    // Routes may have changed since it was routed: the newest generation handles it.
    while !target.generation.enter() {
      guard let newer = currentTarget() else {
        target.slot.leave()
        return refuse(.notFound, holdsLane: true)
      }
      guard newer.slot === target.slot else {
        target.slot.leave()
        target = newer
        return dispatcher.admit(self)
      }
      if newer === target {
        // Routed to a generation that has closed and not been replaced yet: a hand-over holds intake.
        if target.slot.giveBack(self) { return waitForTurn() }
        continue
      }
      target = newer
    }
    guard let ticket = Tickets.shared.open(self, lane: loopIndex) else {
      target.generation.leave()
      target.slot.leave()
      return refuse(.busy, holdsLane: true)
    }
    self.ticket = ticket
    stage = .delivered
    call(ticket)
  }

  private func call(_ ticket: UInt64) {
    unsafe event.fill(
      kind: kind, loop: UInt64(loopIndex + 1), deadline: arrival + UInt64(target.deadline.nanoseconds),
      block: block.bytes, body: body)
    let code = unsafe target.generation.deliver(
      event.pointer, to: target.handler, ticket: ticket, loop: loopIndex)
    switch code {
    case ROOST_PENDING:
      if stage == .delivered, deadlineTask == nil { scheduleDeadline() }
    case ROOST_DONE:
      if Tickets.shared.close(ticket) != nil { unsafe complete(UnsafeRawBufferPointer(start: nil, count: 0)) }
    default:
      if Tickets.shared.close(ticket) != nil { fail(PluginFailure(code: code, message: "")) }
    }
  }

  /// Routed again: the generation it was meant for has closed.
  private func currentTarget() -> HandlerTarget? {
    switch kind {
    case .http(let method):
      let request = unsafe block.bytes.baseAddress!.assumingMemoryBound(to: roost_http_request.self)
      return unsafe dispatcher.resolve(
        method: method, path: roost_span_bytes(request, request.pointee.path).buffer)
    case .update(let bot):
      return unsafe body.withUnsafeReadableBytes { json in
        guard let envelope = unsafe try? UpdateEnvelope(scanning: json) else { return nil }
        return dispatcher.resolve(bot: bot, envelope)
      }
    }
  }

  // MARK: On the loop: ends

  /// Refuses it before any handler saw it.
  func refuse(_ failure: DeliveryFailure, holdsLane: Bool) {
    let before = stage
    stage = .settled
    deadlineTask?.cancel()
    if holdsLane { leaveLane() }
    guard before != .settled, let sink = sink.take() else { return }
    sink.fail(self, failure)
  }

  /// The requester has gone. A handler that has it is told; it may still complete.
  package func requesterLeft() {
    sink = nil
    switch stage {
    case .new, .waiting: stage = .settled
    case .delivered: cancel(ROOST_CANCEL_GONE)
    case .settled: break
    }
  }

  /// The generation drains: streams should end.
  package func drainBegins() {
    loop.execute { if self.stage == .delivered { self.cancel(ROOST_CANCEL_DRAIN) } }
  }

  /// The generation has ended without completing it. A plugin may still read the event's memory, which
  /// therefore stays for ever.
  package func generationEnded() {
    guard Tickets.shared.close(ticket) != nil else { return }
    _ = unsafe Unmanaged.passRetained(self)
    onLoop {
      self.stage = .settled
      self.deadlineTask?.cancel()
      if self.progress.withLock({ $0.isAbandoned }) {
        self.target.slot.forgive()
      } else {
        self.target.slot.leave()
        self.leaveLane()
      }
      self.settleUpdateOr { $0.fail(self, .unavailable) }
    }
  }

  private func scheduleDeadline() {
    let left = Int64(arrival) + target.deadline.nanoseconds - Int64(MonotonicClock.now())
    deadlineTask = loop.scheduleTask(in: .nanoseconds(max(0, left))) { self.deadlinePassed() }
  }

  private func deadlinePassed() {
    let handles = target.slot.handles(dispatcher.metrics)
    switch stage {
    case .new, .waiting:
      // Its turn comes later and finds it settled; the lane is left then.
      stage = .settled
      handles.deadlines.increment()
      sink.take()?.fail(self, .deadline)
    case .delivered:
      guard !progress.withLock({ $0.deadlinePassed() }) else { return }
      handles.deadlines.increment()
      target.generation.logger.warning(
        "no answer within \(target.deadline.nanoseconds / 1_000_000) ms; the requester was answered without",
        metadata: ["request_id": "\(id)"])
      if target.slot.abandon() {
        target.generation.logger.error(
          """
          too many events were never completed; the plugin gets no more until some are, or it is replaced — \
          hint: complete every ticket
          """)
      }
      leaveLane()
      settleUpdateOr { $0.fail(self, .deadline) }
      cancel(ROOST_CANCEL_DEADLINE)
    case .settled: break
    }
  }

  /// Updates are delivered at most once: after a handler had one it is not asked for again.
  private func settleUpdateOr(_ answer: (any ReplySink) -> Void) {
    guard let sink = sink.take() else { return }
    if case .update = kind {
      unsafe sink.acknowledge(self, UnsafeRawBufferPointer(start: nil, count: 0))
    } else {
      answer(sink)
    }
  }

  private func leaveLane() {
    guard let lane, let next = dispatcher.lanes.leave(lane) else { return }
    next.loop.execute { next.laneIsFree() }
  }

  private func laneIsFree() {
    guard stage != .settled else { return leaveLane() }
    dispatcher.admit(self)
  }

  private func cancel(_ reason: Int32) {
    let callback = progress.withLock { $0.cancel(reason) }
    if let callback { post(callback, reason) }
  }

  private func post(_ callback: CancelCallback, _ reason: Int32) {
    loop.execute {
      guard Tickets.shared.find(self.ticket) === self else { return }
      callback(reason)
    }
  }

  // MARK: From the plugin, on any thread

  package func complete(_ result: UnsafeRawBufferPointer) {
    if isInOrder { return unsafe completed(result) }
    let copy = unsafe ByteBuffer(bytes: result)
    onLoop { unsafe copy.withUnsafeReadableBytes { unsafe self.completed($0) } }
  }

  package func fail(_ failure: PluginFailure) {
    target.generation.logger.error("a handler failed — \(failure)", metadata: ["request_id": "\(id)"])
    onLoop { self.failed(failure) }
  }

  package func respond(_ answer: HTTPAnswer) {
    if isInOrder { return responded(answer) }
    let copy = HTTPAnswerCopy(answer)
    onLoop { copy.withAnswer { self.responded($0) } }
  }

  package func openStream(_ answer: HTTPAnswer) -> Int32 {
    guard case .http = kind else { return ROOST_INVALID }
    guard progress.withLock({ $0.openStream() }) else { return ROOST_INVALID }
    if isInOrder {
      sink?.openStream(self, answer)
    } else {
      let copy = HTTPAnswerCopy(answer)
      onLoop { copy.withAnswer { self.sink?.openStream(self, $0) } }
    }
    return ROOST_DONE
  }

  package func writeStream(_ bytes: UnsafeRawBufferPointer, writable: PluginCallback) -> Int32 {
    let size = bytes.count
    let code = progress.withLock { $0.write(size, writable) }
    guard code == ROOST_DONE else { return code }
    let copy = unsafe ByteBuffer(bytes: bytes)
    onLoop { self.sendPiece(copy) }
    return ROOST_DONE
  }

  package func closeStream() {
    guard progress.withLock({ $0.isStreaming }) else {
      return fail(PluginFailure(code: ROOST_INVALID, message: "stream_close without stream_open"))
    }
    onLoop { self.streamClosed() }
  }

  package func readBody(_ credit: UInt64, _ callback: BodyCallback) -> Int32 {
    guard let incoming else { return ROOST_INVALID }
    loop.execute {
      incoming.grant(credit, callback)
      self.pumpBody()
    }
    return ROOST_DONE
  }

  package func onCancel(_ callback: CancelCallback) -> Int32 {
    if let reason = progress.withLock({ $0.watch(callback) }) { post(callback, reason) }
    return ROOST_DONE
  }

  // MARK: On the loop: answers

  /// On the loop's thread, with nothing from other threads before it.
  private var isInOrder: Bool { loop.inEventLoop && posted.load(ordering: .acquiring) == 0 }

  private func onLoop(_ work: @escaping @Sendable () -> Void) {
    if isInOrder { return work() }
    posted.wrappingAdd(1, ordering: .acquiringAndReleasing)
    loop.execute {
      work()
      self.posted.wrappingSubtract(1, ordering: .acquiringAndReleasing)
    }
  }

  private func completed(_ result: UnsafeRawBufferPointer) {
    if progress.withLock({ $0.isStreaming }) { return streamClosed() }
    guard let sink = settle(failed: false) else { return }
    switch kind {
    case .update: unsafe sink.acknowledge(self, result)
    case .http: unsafe sink.respond(self, HTTPAnswer(status: result.isEmpty ? 204 : 200, body: result))
    }
  }

  private func streamClosed() {
    let sink = settle(failed: false)
    sink?.closeStream(self)
  }

  private func responded(_ answer: HTTPAnswer) {
    if progress.withLock({ $0.isStreaming }) {
      return failed(PluginFailure(code: ROOST_INVALID, message: "respond after stream_open"))
    }
    guard let sink = settle(failed: false) else { return }
    switch kind {
    case .http: sink.respond(self, answer)
    case .update: sink.fail(self, DeliveryFailure(code: ROOST_INVALID))
    }
  }

  private func failed(_ failure: PluginFailure) {
    guard let sink = settle(failed: true) else { return }
    switch kind {
    case .update where failure.code != ROOST_RETRYABLE && failure.code != ROOST_BUSY:
      unsafe sink.acknowledge(self, UnsafeRawBufferPointer(start: nil, count: 0))
    default: sink.fail(self, DeliveryFailure(code: failure.code))
    }
  }

  /// The ticket is closed: gives back what the event held, and where the answer goes, if anywhere.
  private func settle(failed: Bool) -> (any ReplySink)? {
    stage = .settled
    deadlineTask?.cancel()
    deadlineTask = nil
    let generation = target.generation
    let handles = target.slot.handles(dispatcher.metrics)
    handles.events.increment()
    if failed { handles.failures.increment() }
    handles.seconds.record(Double(MonotonicClock.now() &- arrival) / 1e9)
    if progress.withLock({ $0.isAbandoned }) {
      generation.misconduct.lateCompletion()
      generation.countMisconduct("late")
      target.slot.forgive()
      generation.logger.warning(
        "completed \((MonotonicClock.now() - arrival) / 1_000_000) ms after arrival, past its deadline",
        metadata: ["request_id": "\(id)"])
    } else {
      target.slot.leave()
      leaveLane()
    }
    generation.leave()
    return sink.take()
  }

  private func sendPiece(_ bytes: ByteBuffer) {
    let size = bytes.readableBytes
    guard let sink else { return pieceLeft(size) }
    let promise = loop.makePromise(of: Void.self)
    promise.futureResult.whenComplete { _ in self.pieceLeft(size) }
    sink.writeStream(self, bytes, promise)
  }

  private func pieceLeft(_ size: Int) {
    guard let writable = progress.withLock({ $0.written(size) }) else { return }
    loop.execute {
      if Tickets.shared.find(self.ticket) === self {
        self.target.generation.run(writable, loop: self.loopIndex)
      }
    }
  }

  // MARK: On the loop: a streamed request body

  /// A piece of the request's body has come; `end` as in `http.h`.
  package func bodyArrived(_ piece: ByteBuffer?, end: Int32) {
    guard let incoming else { return }
    incoming.append(piece, end: end)
    if stage == .delivered { loop.execute { self.pumpBody() } }
  }

  private func pumpBody() {
    guard let incoming else { return }
    unsafe incoming.pump { callback, piece, end in
      guard Tickets.shared.find(ticket) === self else { return false }
      unsafe callback(piece, end: end)
      return true
    }
    if incoming.isEmpty { sink?.bodyTaken(self) }
  }
}
