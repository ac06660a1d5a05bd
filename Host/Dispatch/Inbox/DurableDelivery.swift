import CRoost
import HostBridge
import HostOperations
import HostRouter
import HostServices
import Logging
import NIOCore
import Synchronization

/// A kept event on its way: it holds its lane until a commit has acknowledged it, or it has become a dead letter.
///
/// Everything but the acknowledgement within a commit of the plugin's happens on its loop.
final class DurableDelivery: ReplySink, LaneMember, EventAcknowledgement, @unchecked Sendable {
  /// What the store has of it.
  private struct Held {
    var version: UInt64
    /// A commit has taken it out of the inbox.
    var isAcknowledged = false
  }

  private(set) var event: StoredEvent
  let key: [UInt8]
  let source: InboxSource
  let lane: Lane
  /// Guarded by the source.
  var isFinished = false
  private unowned let inbox: Inbox
  private let loopIndex: Int
  private let held: Mutex<Held>

  private var loop: any EventLoop { inbox.loops[loopIndex] }

  init(_ event: StoredEvent, key: [UInt8], version: UInt64, source: InboxSource, inbox: Inbox, loop: Int) {
    (self.event, self.key, self.source, self.inbox, loopIndex) = (event, key, source, inbox, loop)
    lane = Lane(source: source.number, peer: event.lane)
    held = Mutex(Held(version: version))
  }

  // MARK: Delivery

  /// Its turn has come.
  func laneIsFree() { loop.execute { self.begin() } }

  /// Gives it to the handler that it is for now.
  func begin() {
    guard !inbox.isEnding else { return }
    switch inbox.target(of: self) {
    case .handler(let target, let kind, let block):
      let exchange = Exchange(
        kind: kind, id: event.id, target: target, block: block, body: event.body, sink: self,
        acknowledgement: self, loop: loop, loopIndex: loopIndex, dispatcher: inbox.dispatcher)
      CrashPoint.reach(.dispatching)
      inbox.dispatcher.admit(exchange)
      CrashPoint.reach(.dispatched)
    case .absent: inbox.park(self)
    case .nobody:
      inbox.metrics.unhandled.increment()
      acknowledge()
    case .expired(let why):
      inbox.metrics.expired.increment()
      inbox.log.notice(
        "an event came too late and is not handled: \(why)", metadata: ["event_id": "\(event.id)"])
      CrashPoint.reach(.expiring)
      acknowledge()
    case .malformed(let why):
      bury(StoredEvent.Failure(time: inbox.now, generation: 0, code: ROOST_INVALID, message: why))
    }
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
    acknowledge()
  }

  func respond(_ exchange: Exchange, _ answer: HTTPAnswer) {
    // Whoever asked was answered when the request was kept.
    if answer.status < 500 { return acknowledge() }
    let code = answer.status == 503 ? ROOST_RETRYABLE : ROOST_PERMANENT
    handlerFailed(exchange, PluginFailure(code: code, message: "it answered \(answer.status)"))
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
    case .busy, .deadline: later(.milliseconds(250)) { $0.begin() }
    // The generation ended without completing it, or is not there.
    default: exchange.ticket == 0 ? inbox.park(self) : failed(ROOST_RETRYABLE, failure.reason, 0)
    }
  }

  func openStream(_ exchange: Exchange, _ answer: HTTPAnswer) {}
  func writeStream(_ exchange: Exchange, _ bytes: ByteBuffer, _ promise: EventLoopPromise<Void>?) {
    promise?.succeed()
  }
  func closeStream(_ exchange: Exchange) { acknowledge() }
  func bodyTaken(_ exchange: Exchange) {}

  // MARK: Acknowledgement

  var parts: [StateCommit.Part] {
    let version = held.withLock { $0.version }
    return [StateCommit.Part(source.space, [.expect(key, version: version), .delete(key)])]
      + inbox.fence(source)
  }

  func committed(_ receipt: StateReceipt) { held.withLock { $0.isAcknowledged = true } }

  /// It is done: takes it out of the inbox, unless a commit of the handler's has.
  private func acknowledge() {
    if held.withLock({ $0.isAcknowledged }) { return finish() }
    CrashPoint.reach(.acknowledging)
    commit(parts) { delivery, _ in
      CrashPoint.reach(.acknowledged)
      delivery.finish()
    }
  }

  // MARK: Failures

  private func failed(_ code: Int32, _ message: String, _ generation: UInt64) {
    // What it committed counts, also if it failed afterwards.
    if held.withLock({ $0.isAcknowledged }) { return finish() }
    let failure = StoredEvent.Failure(time: inbox.now, generation: generation, code: code, message: message)
    switch inbox.settings.retries.verdict(after: event.failures.count + 1, code: code) {
    case .bury: bury(failure)
    case .retry(let pause): note(failure, after: pause)
    }
  }

  /// Keeps why it failed, with a new version: what the attempt that failed may still commit finds another one.
  private func note(_ failure: StoredEvent.Failure, after pause: Int64) {
    var noted = event
    noted.failures.append(failure)
    inbox.metrics.retries.increment()
    let version = held.withLock { $0.version }
    let step: [StateCommit.Step] = [.expect(key, version: version), .put(key, noted.record, expires: 0)]
    CrashPoint.reach(.retryNoting)
    commit([StateCommit.Part(source.space, step)] + inbox.fence(source), id: .fresh(at: inbox.now)) {
      [noted] delivery, receipt in
      CrashPoint.reach(.retryNoted)
      delivery.event = noted
      delivery.held.withLock { $0.version = receipt.version }
      delivery.later(.milliseconds(pause)) { $0.begin() }
    }
  }

  private func bury(_ failure: StoredEvent.Failure) {
    var dead = event
    dead.failures.append(failure)
    inbox.metrics.dead.increment()
    inbox.log.error(
      """
      an event is given up after \(dead.failures.count) attempts: \(failure.message.isEmpty ? "no message" : failure.message) — \
      hint: roost dead show \(event.id)
      """, metadata: ["event_id": "\(event.id)"])
    let letter = DeadLetter(source: source.name, time: failure.time, event: dead)
    CrashPoint.reach(.burying)
    commit([letter.part(keptFor: inbox.settings.deadLife)] + parts) { delivery, _ in
      CrashPoint.reach(.buried)
      delivery.finish()
    }
  }

  // MARK: The store

  /// Commits until it is known to be done, or the event is somebody else's.
  ///
  /// - Parameter id: for what cannot tell by itself, when it is done again, that it was done already.
  private func commit(
    _ parts: [StateCommit.Part], id: CommitID? = nil,
    then: @escaping @Sendable (DurableDelivery, StateReceipt) -> Void
  ) {
    let commit = StateCommit(id: id, steps: parts[0].steps, others: Array(parts.dropFirst()))
    inbox.store.commit(commit, to: parts[0].space) { result in
      self.loop.execute {
        switch result {
        case .success(let receipt): then(self, receipt)
        // The event is not there any more: another host has it, or an outcome that was unknown is known now.
        case .failure(let failure) where failure.kind == .stale || failure.kind == .conflict: self.finish()
        case .failure: self.later(.seconds(1)) { $0.commit(parts, id: id, then: then) }
        }
      }
    }
  }

  private func later(_ time: TimeAmount, _ work: @escaping @Sendable (DurableDelivery) -> Void) {
    loop.scheduleTask(in: time) { work(self) }
  }

  /// Leaves the lane to the next one.
  private func finish() {
    inbox.dispatcher.lanes.leave(lane)?.laneIsFree()
    source.finished(self)
  }
}
