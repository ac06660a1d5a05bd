import CRoost
import HostBridge
import HostOperations
import HostRouter
import HostServices
import Logging
import NIOCore
import Synchronization

/// A kept event on its way to a handler.
final class DurableDelivery: KeptDelivery, ReplySink, EventAcknowledgement, @unchecked Sendable {
  /// Of an answer that is streamed to nobody.
  private var streamStatus: UInt32 = 200
  /// Most bytes of an answer that are kept as the reason why it failed.
  private static let quoted = 200

  /// Whether the attempt that it is in has been counted before it began, see ``Suspects``.
  private var isCounted = false
  private static let hostEnded = "the host ended with it in hand"

  /// Gives it to the handler that it is for now.
  override func attempt() {
    switch inbox.target(of: self) {
    case .handler(let target, _, _) where isSuspect && !isCounted && target.generation.isInline:
      count(target.generation.number)
    case .handler(let target, let kind, let block):
      let exchange = Exchange(
        kind: kind, id: event.id, target: target, block: block, body: event.body, sink: self,
        acknowledgement: self, loop: loop, loopIndex: loopIndex, dispatcher: inbox.dispatcher)
      CrashPoint.reach(.dispatching)
      inbox.dispatcher.admit(exchange)
      CrashPoint.reach(.dispatched)
    case .absent: park()
    case .nobody:
      inbox.metrics.unhandled.increment()
      acknowledge(.unhandled)
    case .expired(let why):
      inbox.metrics.expired.increment()
      inbox.log.notice(
        "an event came too late and is not handled: \(why)", metadata: ["event_id": "\(event.id)"])
      CrashPoint.reach(.expiring)
      acknowledge(.expired, why)
    case .malformed(let why):
      var dead = event
      dead.failures.append(
        StoredEvent.Failure(time: inbox.now, generation: 0, code: ROOST_INVALID, message: why))
      bury(dead)
    }
  }

  // MARK: What may have ended a host

  /// The number of the attempt that it is in, from 1.
  var attemptNumber: Int { event.failures.count + (isCounted ? 0 : 1) }

  /// Counts an attempt before it begins, as one that is not come back from.
  private func count(_ generation: UInt64) {
    guard !inbox.isEnding else { return putDown() }
    guard inbox.suspects.takeTurn(self) else { return }
    let failure = StoredEvent.Failure(
      time: inbox.now, generation: generation, code: ROOST_UNKNOWN, message: Self.hostEnded)
    guard event.failures.count < inbox.settings.retries.attempts else { return bury(event) }
    let uncounted = event
    var counted = uncounted
    counted.failures.append(failure)
    replace(counted) {
      self.isCounted = true
      // A commit of the handler's proves that it came back from it.
      self.held.withLock { $0.event = uncounted }
      self.attempt()
    }
  }

  /// What is told of it once its handler is back from it: the attempt that was counted was not the end of the host.
  private func told(_ event: StoredEvent) -> StoredEvent {
    guard isCounted else { return event }
    var told = event
    told.failures.removeLast()
    return told
  }

  override func putDown() {
    super.putDown()
    guard isSuspect else { return }
    isCounted = false
    inbox.suspects.leave(self)
  }

  // MARK: What handlers say

  func acknowledge(_ exchange: Exchange, _ call: UnsafeRawBufferPointer) {
    guard unsafe call.isEmpty else {
      return handlerFailed(
        exchange,
        PluginFailure(
          code: ROOST_INVALID,
          message: """
            it answered a kept update with a call, which has no webhook's answer to go in — \
            hint: set delivery: direct for the bot, or return nothing
            """))
    }
    acknowledge(.done, by: exchange.generation)
  }

  func respond(_ exchange: Exchange, _ answer: HTTPAnswer) {
    // Whoever asked was answered when the request was kept.
    answered(exchange, answer.status, unsafe String(decoding: answer.body.prefix(Self.quoted), as: UTF8.self))
  }

  private func answered(_ exchange: Exchange, _ status: UInt32, _ text: String) {
    if status < 500 { return acknowledge(.done, by: exchange.generation) }
    let why = text.isEmpty ? "" : ": \(text)"
    handlerFailed(exchange, PluginFailure(code: ROOST_RETRYABLE, message: "it answered \(status)\(why)"))
  }

  func handlerFailed(_ exchange: Exchange, _ failure: PluginFailure) {
    failed(failure.code, failure.message, exchange.generation.number)
  }

  func fail(_ exchange: Exchange, _ failure: DeliveryFailure) {
    switch failure {
    case .deadline where exchange.ticket != 0:
      failed(ROOST_RETRYABLE, "it was not completed within its deadline", exchange.generation.number)
    case .lost:
      failed(ROOST_RETRYABLE, "its worker ended with it in hand", exchange.generation.number)
    case .busy, .deadline: again(after: 250)
    // The generation ended without completing it, or is not there.
    default: exchange.ticket == 0 ? park() : failed(ROOST_RETRYABLE, failure.reason, 0)
    }
  }

  func openStream(_ exchange: Exchange, _ answer: HTTPAnswer) { streamStatus = answer.status }
  func writeStream(_ exchange: Exchange, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
    promise?.succeed()
  }
  func closeStream(_ exchange: Exchange) { answered(exchange, streamStatus, "") }
  func bodyTaken(_ exchange: Exchange) {}

  // MARK: Acknowledgement

  func committed(_ receipt: StateReceipt) {
    let ending = held.withLock { held in
      held.isAcknowledged = true
      return held.ending.take()
    }
    if let ending { inbox.trail.note(kept: key, by: receipt.version) { ending } }
  }

  func parts(of decision: EventDecision) -> [StateCommit.Part] {
    guard inbox.trail.settings.isKept else { return parts }
    var record = TrailRecord(.committed, source: source.name, event: held.withLock { $0.event })
    (record.plugin, record.generation) = (decision.plugin, decision.generation)
    record.decision = Decision(decision)
    held.withLock { $0.ending = record }
    return parts
  }

  /// It is done: takes it out of the inbox, unless a commit of the handler's has.
  private func acknowledge(_ end: TrailRecord.End, _ why: String = "", by generation: Generation? = nil) {
    if held.withLock({ $0.isAcknowledged }) { return finish() }
    CrashPoint.reach(.acknowledging)
    commit(parts) { receipt in
      CrashPoint.reach(.acknowledged)
      self.leaveTrail(end, self.told(self.event), why, generation, receipt)
      self.finish()
    }
  }

  private func leaveTrail(
    _ end: TrailRecord.End, _ event: StoredEvent, _ why: String, _ generation: Generation?,
    _ receipt: StateReceipt
  ) {
    inbox.trail.note(kept: key, by: receipt.version) {
      var record = TrailRecord(end, source: source.name, event: event)
      record.why = why
      if let generation { (record.plugin, record.generation) = (generation.plugin, generation.number) }
      return record
    }
  }

  // MARK: Failures

  private func failed(_ code: Int32, _ message: String, _ generation: UInt64) {
    // What it committed counts, also if it failed afterwards.
    if held.withLock({ $0.isAcknowledged }) { return finish() }
    let failure = StoredEvent.Failure(time: inbox.now, generation: generation, code: code, message: message)
    var failed = told(event)
    failed.failures.append(failure)
    switch inbox.settings.retries.verdict(after: failed.failures.count, code: code) {
    case .bury: bury(failed)
    case .retry(let pause): note(failed, after: pause)
    }
  }

  /// Keeps why it failed: what the attempt that failed may still commit finds another version.
  private func note(_ noted: StoredEvent, after pause: Int64) {
    inbox.metrics.retries.increment()
    CrashPoint.reach(.retryNoting)
    replace(noted) {
      CrashPoint.reach(.retryNoted)
      self.again(after: pause)
    }
  }

  private func bury(_ dead: StoredEvent) {
    let why = dead.failures.last?.message ?? ""
    inbox.metrics.dead.increment()
    inbox.log.error(
      """
      an event is given up after \(dead.failures.count) attempts: \(why.isEmpty ? "no message" : why) — \
      hint: roost dead show \(event.id)
      """, metadata: ["event_id": "\(event.id)"])
    let letter = DeadLetter(source: source.name, time: inbox.now, event: dead)
    CrashPoint.reach(.burying)
    commit([letter.part(keptFor: inbox.settings.deadLife)] + parts) { receipt in
      CrashPoint.reach(.buried)
      self.leaveTrail(.dead, dead, "", nil, receipt)
      self.finish()
    }
  }
}
