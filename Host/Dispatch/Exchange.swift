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
package final class Exchange: TicketOwner, LaneMember, @unchecked Sendable {
  /// What sort of event it is.
  package enum Kind: Sendable {
    case http(method: String)
    case update(bot: Int)
    /// A message or a job, by the number of `abi.h`, for a plugin.
    case message(UInt32, name: String, plugin: String)
    /// A call to a service, with those it is made for and itself.
    case service(name: String, chain: CallChain)
  }

  /// The connection's loop.
  package let loop: any EventLoop
  /// The id in logs and in the answer.
  package let id: String
  /// What must be handled one after the other with it.
  package let lane: Lane?
  let kind: Kind
  /// What a commit acknowledges the event with; nil for one that is not kept.
  package let acknowledgement: (any EventAcknowledgement)?
  let loopIndex: Int
  let dispatcher: Dispatcher
  /// When it arrived, in nanoseconds.
  let arrival: UInt64
  /// When whoever asked waits no longer, if that may be before the handler's own deadline.
  private let limit: UInt64?
  private let block: EventBlock
  private let body: ByteBuffer
  private let event: EventMemory

  // Touched on the loop only, but for `progress`.
  var sink: (any ReplySink)?
  var target: HandlerTarget
  /// Its place among those that wait for their deadlines.
  var deadlineEntry: DeadlineLine.Entry?
  var ticket: UInt64 = 0
  var stage = Stage.new
  private var wasRepeated = false
  private var hasLimitPassed = false
  let progress = Mutex(Progress())
  /// Work from other threads that has not run yet: what the loop's own thread does must not overtake it.
  let posted = Atomic<Int>(0)
  /// The streamed part of a request's body, if it is streamed.
  package let incoming: IncomingBody?

  enum Stage { case new, waiting, delivered, settled }

  /// The generation in whose hands it is.
  package var generation: Generation { target.generation }

  /// The connection's loop.
  package var channelLoop: Int? { loopIndex }

  /// Makes an exchange.
  ///
  /// - Parameters:
  ///   - block: the event's block.
  ///   - body: the buffered body, or an update's JSON.
  ///   - limit: when the requester waits no longer, on the monotonic clock in nanoseconds.
  package init(
    kind: Kind, id: String, target: HandlerTarget, lane: Lane? = nil, block: consuming EventBlock,
    body: ByteBuffer, streamsBody: Bool = false, limit: UInt64? = nil, sink: any ReplySink,
    acknowledgement: (any EventAcknowledgement)? = nil, loop: any EventLoop, loopIndex: Int,
    dispatcher: Dispatcher
  ) {
    self.kind = kind
    self.id = id
    self.target = target
    self.lane = lane
    self.block = block
    self.body = body
    self.sink = sink
    self.acknowledgement = acknowledgement
    self.loop = loop
    self.loopIndex = loopIndex
    self.dispatcher = dispatcher
    event = EventMemory()
    arrival = MonotonicClock.now()
    self.limit = limit
    incoming = streamsBody ? IncomingBody() : nil
  }

  /// Method, path and request, or the update: for a report of a crash.
  package var summary: String {
    switch kind {
    case .http(let method):
      let request = unsafe block.bytes.baseAddress!.assumingMemoryBound(to: roost_http_request.self)
      let path = unsafe String(
        decoding: roost_span_bytes(request, request.pointee.path).buffer.prefix(200), as: UTF8.self)
      return "\(method) \(path), request \(id)"
    case .update(let bot): return "an update of the bot \(dispatcher.routes.bots[bot].name), event \(id)"
    case .message(_, let name, _), .service(let name, _): return "\(name), event \(id)"
    }
  }

  /// Its id in logs.
  package var eventID: String? { id }

  /// When the requester is answered in any case, on the monotonic clock in nanoseconds.
  package var deadline: UInt64? { end }

  private var end: UInt64 { min(ownDeadline, limit ?? .max) }

  /// When the handler is to be done, however long somebody waits.
  private var ownDeadline: UInt64 { arrival + UInt64(target.deadline.nanoseconds) }

  /// The calls that it is one of.
  package var callChain: CallChain { if case .service(_, let chain) = kind { chain } else { CallChain() } }

  // MARK: On the loop: delivery

  /// It waits for its lane or for a place; the deadline runs on.
  func waitForTurn() {
    stage = .waiting
    if deadlineEntry == nil { awaitDeadline() }
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
        return refuse(comesAgain ? .unavailable : .notFound, holdsLane: true)
      }
      guard newer.slot === target.slot else {
        target.slot.leave()
        target = newer
        return dispatcher.admit(self)
      }
      if newer === target {
        // Routed to a generation that has closed and not been replaced yet: somebody holds intake.
        switch target.slot.giveBack(self) {
        case .queued: return waitForTurn()
        case .refused: return refuse(.unavailable, holdsLane: true)
        case .notHeld: continue
        }
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
      kind: kind, loop: UInt64(loopIndex + 1), deadline: end,
      block: block.bytes, body: body)
    let code = unsafe target.generation.deliver(
      event.pointer, to: target.handler, ticket: ticket, loop: loopIndex)
    switch code {
    case ROOST_PENDING:
      if stage == .delivered, deadlineEntry == nil { awaitDeadline() }
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
      let found = unsafe dispatcher.resolve(
        method: method, path: roost_span_bytes(request, request.pointee.path).buffer)
      // A kept request is its plugin's, whoever serves its path now.
      return acknowledgement == nil || found?.plugin == target.plugin ? found : nil
    case .update(let bot):
      return unsafe body.withUnsafeReadableBytes { json in
        guard let envelope = unsafe try? UpdateEnvelope(scanning: json) else { return nil }
        guard case .handler(let target) = dispatcher.resolve(bot: bot, envelope) else { return nil }
        return target
      }
    case .message(let kind, let name, let plugin):
      return dispatcher.routes.messages.target(kind, name, plugin)
    case .service(let name, _): return dispatcher.routes.services[name]
    }
  }

  /// Whoever sent it sends it again when it is refused, or it is kept: it is routed anew then.
  private var comesAgain: Bool {
    switch kind {
    case .http: acknowledgement != nil
    case .update, .message: true
    case .service: false
    }
  }

  // MARK: On the loop: ends

  /// Refuses it before any handler saw it.
  func refuse(_ failure: DeliveryFailure, holdsLane: Bool) {
    let before = stage
    stage = .settled
    deadlineEntry?.leave()
    if holdsLane { leaveLane() }
    guard before != .settled, let sink = sink.take() else { return }
    sink.fail(self, failure)
  }

  /// As ``refuse(_:holdsLane:)`` for what waits, from any thread.
  func refuseSoon() { loop.execute { self.refuse(.unavailable, holdsLane: true) } }

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
      self.deadlineEntry?.leave()
      if self.progress.withLock({ $0.isAbandoned }) {
        self.target.slot.forgive()
      } else {
        self.target.slot.leave()
        self.leaveLane()
      }
      self.settleUpdateOr { $0.fail(self, .unavailable) }
    }
  }

  /// The worker that had it has ended. What can be asked for again without harm, and was not answered in
  /// part, is given to another, once; of the rest nobody knows how far it came.
  package func workerLost() {
    guard Tickets.shared.close(ticket) != nil else { return }
    onLoop {
      self.target.generation.leave()
      self.target.slot.handles(self.dispatcher.metrics).failures.increment()
      let (isStreaming, isAbandoned) = self.progress.withLock { ($0.isStreaming, $0.isAbandoned) }
      guard !isAbandoned else {
        self.stage = .settled
        return self.target.slot.forgive()
      }
      if self.isRepeatable, !isStreaming { return self.repeatOnce() }
      self.stage = .settled
      self.deadlineEntry?.leave()
      self.target.slot.leave()
      self.leaveLane()
      self.settleUpdateOr { $0.fail(self, .lost) }
    }
  }

  /// Methods of which two are as good as one (RFC 9110, 9.2.2), with the whole body at hand.
  private var isRepeatable: Bool {
    guard case .http(let method) = kind, sink != nil, incoming == nil, !wasRepeated, acknowledgement == nil
    else {
      return false
    }
    return ["GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE"].contains(method)
  }

  private func repeatOnce() {
    wasRepeated = true
    stage = .new
    progress.withLock { $0 = Progress() }
    target.slot.leave()
    dispatcher.admit(self)
  }

  private func awaitDeadline() { awaitDeadline(at: end) }

  private func awaitDeadline(at due: UInt64) {
    // Those that whoever asked has limited stand in a line of their own, for it is kept in the order of their ends.
    let length = due == ownDeadline ? target.deadline.nanoseconds : 0
    deadlineEntry = dispatcher.deadlines.line(loop, length).add(self, due: due)
  }

  /// Nobody has answered in time.
  func deadlinePassed() {
    let handles = target.slot.handles(dispatcher.metrics)
    switch stage {
    case .new, .waiting:
      // Its turn comes later and finds it settled; the lane is left then.
      stage = .settled
      handles.deadlines.increment()
      sink.take()?.fail(self, .deadline)
    case .delivered:
      if let limit, limit < ownDeadline, !hasLimitPassed { return limitPassed() }
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
      target.generation.overdue(ticket, loop: loopIndex)
    case .settled: break
    }
  }

  /// Who asked waits no longer; the handler is still within its own deadline, and is not blamed.
  private func limitPassed() {
    hasLimitPassed = true
    awaitDeadline(at: ownDeadline)
    sink.take()?.fail(self, .deadline)
    cancel(ROOST_CANCEL_DEADLINE)
  }

  /// Whether nobody is told that it failed, because it would come again: updates that are not kept are delivered at
  /// most once.
  var isAtMostOnce: Bool {
    if case .update = kind { acknowledgement == nil } else { false }
  }

  func settleUpdateOr(_ answer: (any ReplySink) -> Void) {
    guard let sink = sink.take() else { return }
    if isAtMostOnce {
      unsafe sink.acknowledge(self, UnsafeRawBufferPointer(start: nil, count: 0))
    } else {
      answer(sink)
    }
  }

  func leaveLane() {
    if let lane { dispatcher.lanes.leave(lane)?.laneIsFree() }
  }

  /// Goes on, on its loop.
  func laneIsFree() {
    loop.execute {
      if self.stage == .settled { self.leaveLane() } else { self.dispatcher.admit(self) }
    }
  }

  private func cancel(_ reason: Int32) {
    let callback = progress.withLock { $0.cancel(reason) }
    if let callback { post(callback, reason) }
  }

  func post(_ callback: CancelCallback, _ reason: Int32) {
    loop.execute {
      guard Tickets.shared.find(self.ticket) === self else { return }
      self.target.generation.run(loop: self.loopIndex) { callback(reason) }
    }
  }
}
