import CRoost
import HostBridge
package import HostOperations
package import HostServices
package import Logging
import NIOCore
import Synchronization

/// Effects that wait to be sent: what they are sent with, and which of them are held back.
package final class Outbox: Sendable {
  private struct State {
    /// Those in memory, by their ids.
    var effects: [String: EffectDelivery] = [:]
    /// Those whose turn came while effects are held.
    var keptBack: [EffectDelivery] = []
    var isHeld = false
    var inHand = 0
  }

  /// Where it is kept that effects are held.
  package static let space = StateSpace(host: "host/outbox")
  /// The key of that.
  static let holdKey = Array("held".utf8)
  /// Holds effects.
  package static var hold: StateCommit {
    StateCommit(id: nil, steps: [.put(holdKey, [], expires: 0)])
  }

  let fetcher: Fetcher
  /// Makes calls of the Bot API; nil where none are made.
  let telegram: TelegramService?
  private let log: Logger
  private let logged: @Sendable (@escaping @Sendable () -> Void) -> Void
  private let health: Health?
  private let state = Mutex(State())
  private let outcomes: @Sendable (Int32) -> Void

  /// - Parameters:
  ///   - log: where notices for the operator go.
  ///   - health: where it is shown that effects are held.
  ///   - logged: tells when all that was logged is where the end of the process does not take it.
  package init(
    _ fetcher: Fetcher, telegram: TelegramService? = nil, metrics: MetricsRegistry, health: Health? = nil,
    log: Logger,
    logged: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void = { $0() }
  ) {
    (self.fetcher, self.telegram, self.health) = (fetcher, telegram, health)
    (self.log, self.logged) = (log, logged)
    let counters = ["done", "failed", "unknown"].map {
      metrics.counter(
        "roost_outbox_outcomes_total", help: "Effects that have ended, by how.", labels: [("result", $0)])
    }
    outcomes = { code in
      counters[code == ROOST_DONE ? 0 : code == ROOST_UNKNOWN ? 2 : 1].increment()
    }
  }

  func count(_ code: Int32) { outcomes(code) }

  // MARK: Effects

  func add(_ effect: EffectDelivery) { state.withLock { $0.effects[effect.event.id] = effect } }

  func remove(_ effect: EffectDelivery) {
    state.withLock { state in
      if state.effects[effect.event.id] === effect { state.effects[effect.event.id] = nil }
    }
  }

  func effect(_ id: String) -> EffectDelivery? { state.withLock { $0.effects[id] } }

  /// What came of an effect, as an event.
  static func outcome(
    of effect: StoredEvent, code: Int32, attempts: Int, answer: [UInt8], at now: Int64
  ) -> StoredEvent {
    let head = try? EffectHead(record: effect.block)
    let request = Array(effect.body.readableBytesView)
    let tag =
      head?.kind == .telegram
      ? try? TelegramBlock.call(ofEffect: request).tag : try? FetchBlock.request(ofEffect: request).tag
    let body = FetchBlock.outcome(code: code, attempts: attempts, tag: tag ?? [], rest: answer)
    return StoredEvent(
      kind: .outcome, id: effect.id, lane: head?.lane ?? effect.lane, name: effect.name,
      sender: effect.sender,
      received: now, body: ByteBuffer(bytes: body))
  }

  /// What an effect does, such as `POST https://api.example.org` or `sendMessage as shop`; without a path, which may
  /// hold a secret.
  static func what(_ event: StoredEvent) -> String {
    if (try? EffectHead(record: event.block))?.kind == .telegram {
      guard let call = try? TelegramBlock.call(ofEffect: Array(event.body.readableBytesView)) else {
        return "a call of the Bot API"
      }
      return "\(call.call.method) as \(call.bot)"
    }
    guard let request = try? FetchBlock.request(ofEffect: Array(event.body.readableBytesView)).request else {
      return "notice"
    }
    return "\(request.method) \(request.url.isEncrypted ? "https" : "http")://\(request.url.host)"
  }

  /// Tells an operator something; what follows may forget it.
  func notice(_ event: StoredEvent, then: @escaping @Sendable () -> Void) {
    let text = String(decoding: event.body.readableBytesView, as: UTF8.self)
    log.notice(
      "\(event.name): \(text)", metadata: ["plugin": "\(event.sender)", "event_id": "\(event.id)"])
    logged(then)
  }

  // MARK: What is in hand

  func began() { state.withLock { $0.inHand += 1 } }

  func ended() { state.withLock { $0.inHand -= 1 } }

  /// Waits until nothing is in hand, its outcome kept, or the time is up.
  package func drained(until limit: ContinuousClock.Instant) async {
    while state.withLock({ $0.inHand }) > 0, ContinuousClock.now < limit {
      try? await Task.sleep(for: .milliseconds(10))
    }
  }

  /// Breaks off what is under way. Blocks until all was told.
  package func close() {
    telegram?.sender.close()
    fetcher.close()
  }

  /// Begins no call of the Bot API any more: those that wait for their turn stay for the next start.
  package func stopCalls() { telegram?.sender.close() }

  // MARK: Holding

  /// Whether effects are held.
  package var isHeld: Bool { state.withLock { $0.isHeld } }

  /// Keeps an effect whose turn has come, if effects are held; false when it may go.
  func keepsBack(_ effect: EffectDelivery, _ head: EffectHead) -> Bool {
    state.withLock { state in
      guard state.isHeld, !head.isReleased else { return false }
      state.keptBack.append(effect)
      return true
    }
  }

  /// Whether an effect's turn has come while effects are held.
  func keepsBack(_ effect: KeptDelivery) -> Bool { state.withLock { $0.keptBack.contains { $0 === effect } } }

  /// Holds effects, or lets them go.
  func set(held isHeld: Bool) {
    let kept = state.withLock { state in
      state.isHeld = isHeld
      guard !isHeld else { return [EffectDelivery]() }
      defer { state.keptBack = [] }
      return state.keptBack
    }
    health?.set("effects", ready: true, reason: isHeld ? "held — hint: roost outbox release" : "")
    for effect in kept { effect.laneIsFree() }
  }

  /// Takes an effect from those that are kept back; false when it is not among them.
  func take(_ effect: EffectDelivery) -> Bool {
    state.withLock { state in
      guard let place = state.keptBack.firstIndex(where: { $0 === effect }) else { return false }
      state.keptBack.remove(at: place)
      return true
    }
  }
}
