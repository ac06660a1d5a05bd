import CRoost
package import HostBridge
package import HostRouter
import HostOperations
import Logging
package import NIOCore
import Synchronization

/// What the plugin does with an exchange, from any thread, and what that means on the loop.
extension Exchange {
  // MARK: From the plugin, on any thread

  /// Answers with result bytes, in the order in which the plugin called.
  package func complete(_ result: UnsafeRawBufferPointer) {
    if isInOrder { return unsafe completed(result) }
    let copy = unsafe ByteBuffer(bytes: result)
    onLoop { unsafe copy.withUnsafeReadableBytes { unsafe self.completed($0) } }
  }

  /// Answers with the status that the failure means, and logs its message.
  package func fail(_ failure: PluginFailure) {
    let unsaid = failure.message.isEmpty ? Self.unsaid(failure.code) : ""
    // A plugin that calls another is told all of it, and decides how bad it is.
    let level: Logger.Level = if case .service = kind { .info } else { .error }
    target.generation.logger.log(
      level: level, "a handler failed — \(failure)\(unsaid)", metadata: ["request_id": "\(id)"])
    onLoop { self.failed(failure) }
  }

  /// What can be told of a failure that came without a message.
  private static func unsaid(_ code: Int32) -> String {
    code == ROOST_INVALID
      ? ": a call broke the contract's bounds, as an answer with a status outside 200 to 599 does"
        + " — hint: look at what respond and stream_open return, and give fail a message"
      : ": no message — hint: give fail one, where a returned code says too little"
  }

  /// Answers an HTTP request.
  package func respond(_ answer: HTTPAnswer) {
    if isInOrder { return responded(answer) }
    let copy = HTTPAnswerCopy(answer)
    onLoop { copy.withAnswer { self.responded($0) } }
  }

  /// Begins a streaming answer; `ROOST_INVALID` for an update, or when an answer has begun.
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

  /// Sends a piece of a streaming answer; `ROOST_BUSY` while too much is on its way.
  package func writeStream(_ bytes: UnsafeRawBufferPointer, writable: PluginCallback?) -> Int32 {
    let size = bytes.count
    let code = progress.withLock { $0.write(size, writable) }
    guard code == ROOST_DONE else { return code }
    let copy = unsafe ByteBuffer(bytes: bytes)
    onLoop { self.sendPiece(copy) }
    return ROOST_DONE
  }

  /// Ends a streaming answer; without one the event fails.
  package func closeStream() {
    guard progress.withLock({ $0.isStreaming }) else {
      return fail(PluginFailure(code: ROOST_INVALID, message: "stream_close without stream_open"))
    }
    onLoop { self.streamClosed() }
  }

  /// Gives credit for the request's body; `ROOST_INVALID` when it is not streamed.
  package func readBody(_ credit: UInt64, _ callback: BodyCallback) -> Int32 {
    guard let incoming else { return ROOST_INVALID }
    loop.execute {
      incoming.grant(credit, callback)
      self.pumpBody()
    }
    return ROOST_DONE
  }

  /// Keeps the callback, or posts it at once when the event is already cancelled.
  package func onCancel(_ callback: CancelCallback) -> Int32 {
    if let reason = progress.withLock({ $0.watch(callback) }) { post(callback, reason) }
    return ROOST_DONE
  }

  // MARK: On the loop: answers

  /// On the loop's thread, with nothing from other threads before it.
  private var isInOrder: Bool { loop.inEventLoop && posted.load(ordering: .acquiring) == 0 }

  func onLoop(_ work: @escaping @Sendable () -> Void) {
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
    case .update, .message, .service: unsafe sink.acknowledge(self, result)
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
    case .update, .message, .service:
      sink.handlerFailed(self, PluginFailure(code: ROOST_INVALID, message: ""))
    }
  }

  private func failed(_ failure: PluginFailure) {
    guard let sink = settle(failed: true) else { return }
    if isAtMostOnce, failure.code != ROOST_RETRYABLE, failure.code != ROOST_BUSY {
      unsafe sink.acknowledge(self, UnsafeRawBufferPointer(start: nil, count: 0))
    } else {
      sink.handlerFailed(self, failure)
    }
  }

  /// The ticket is closed: gives back what the event held, and where the answer goes, if anywhere.
  private func settle(failed: Bool) -> (any ReplySink)? {
    stage = .settled
    deadlineEntry?.leave()
    deadlineEntry = nil
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
    generation.streamed(size, ticket: ticket, loop: loopIndex)
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
      target.generation.run(loop: loopIndex) { unsafe callback(piece, end: end) }
      return true
    }
    if incoming.isEmpty { sink?.bodyTaken(self) }
  }
}
