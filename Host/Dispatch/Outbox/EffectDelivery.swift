import CRoost
import HostBridge
import HostOperations
import HostServices
import Logging
import NIOCore

/// An effect on its way out: it holds its lane until a commit has taken it from the outbox, together with its outcome.
///
/// One that must not be sent twice is marked as attempted in the store before its first byte, and never sent again once
/// it is: if nobody knows what came of that attempt, its outcome is unknown.
final class EffectDelivery: KeptDelivery, @unchecked Sendable {
  var head: EffectHead? { try? EffectHead(record: event.block) }
  var outbox: Outbox { inbox.outbox }
  var plugin: String { event.sender }
  /// What is being done with it. On its loop.
  enum Phase {
    /// Its turn has not come, or it waits for something.
    case idle
    case underWay
    /// It is not this host's any more.
    case over
    /// An operator's word about it is being kept.
    case changing
  }
  var phase = Phase.idle
  /// Counts how often its turn came: what an earlier one still tells is not this one's. On its loop.
  var turn = 0
  /// Told whether its attempt is recorded, while that is being kept. On its loop.
  var recording: CheckedContinuation<Bool, Never>?
  /// Whether its turn came while it was changed.
  private var hasMissedTurn = false

  override init(
    _ event: StoredEvent, key: [UInt8], version: UInt64, queue: InboxQueue, inbox: Inbox, loop: Int
  ) {
    super.init(event, key: key, version: version, queue: queue, inbox: inbox, loop: loop)
    inbox.outbox.add(self)
  }

  // MARK: Sending

  override func attempt() {
    outbox.began()
    guard phase != .changing else {
      hasMissedTurn = true
      return putDown()
    }
    phase = .underWay
    guard let head else { return settle(ROOST_INVALID, "it cannot be read") }
    if head.isDropped { return settle(ROOST_PERMANENT, "an operator dropped it") }
    // Also while effects are held: nothing of it leaves any more.
    if head.isAttempted { return settle(ROOST_UNKNOWN, "the host ended while it was under way") }
    if outbox.keepsBack(self, head) {
      phase = .idle
      return putDown()
    }
    switch head.kind {
    case .notice:
      // Written first: a line that waits to be goes with the process, and the effect would be gone.
      outbox.notice(event) { self.loop.execute { self.noticed() } }
    case .fetch: fetch(head)
    case .telegram: call(head)
    }
  }

  private func noticed() {
    CrashPoint.reach(.noticeGiven)
    commit(parts) { receipt in
      self.leaveTrail(ROOST_DONE, "", receipt)
      self.finish()
    }
  }

  private func fetch(_ head: EffectHead) {
    // Where it may go is known as long as the plugin is there; and without it nobody could use the outcome.
    guard let scope = Generation.fetchScope(of: plugin) else {
      phase = .idle
      return park()
    }
    do throws(FetchFailure) {
      var request = try FetchBlock.request(ofEffect: Array(event.body.readableBytesView)).request
      try scope.check(request.url)
      guard request.isRepeatable else { return record(head) { [request] in self.send(request, scope) } }
      if ["POST", "PATCH"].contains(request.method), !request.has("idempotency-key") {
        request.fields.append(.init("Idempotency-Key", event.id))
      }
      send(request, scope)
    } catch {
      settle(error.code(isRepeatable: false), error.description)
    }
  }

  /// Records the attempt, with a new version: whoever else has the effect in hand cannot any more.
  func record(_ head: EffectHead, then: @escaping @Sendable () -> Void) {
    var attempted = event
    var head = head
    head.isAttempted = true
    attempted.block = head.record
    CrashPoint.reach(.attemptRecording)
    replace(attempted) {
      CrashPoint.reach(.attemptRecorded)
      then()
    }
  }

  private func send(_ request: FetchRequest, _ scope: FetchScope) {
    CrashPoint.reach(.effectSending)
    outbox.fetcher.send(request, within: scope) { result in
      self.loop.execute {
        CrashPoint.reach(.effectAnswered)
        self.sent(request, result)
      }
    }
    CrashPoint.reach(.effectSent)
  }

  // MARK: What came of it

  private func sent(_ request: FetchRequest, _ result: Result<FetchResponse, FetchFailure>) {
    switch result {
    case .success(let response):
      guard request.isRepeatable, Self.mayPass(response.status),
        again(ROOST_RETRYABLE, "it was answered \(response.status)", after: Self.pause(response))
      else { return settle(ROOST_DONE, answer: FetchBlock.answer(response)) }
    case .failure(let failure):
      let code = failure.code(isRepeatable: request.isRepeatable)
      guard code == ROOST_RETRYABLE, again(code, failure.description, after: 0) else {
        // The last attempt of one that may be repeated says no more than an only attempt would.
        return settle(failure.kind == .unknown ? ROOST_UNKNOWN : code, failure.description)
      }
    }
  }

  /// Tries again later, if it has not been tried often enough.
  ///
  /// - Returns: whether it will be.
  func again(_ code: Int32, _ why: String, after least: Int64) -> Bool {
    guard
      case .retry(let pause) = inbox.settings.retries.verdict(after: event.failures.count + 1, code: code),
      var head
    else { return false }
    var noted = event
    noted.failures.append(StoredEvent.Failure(time: inbox.now, generation: 0, code: code, message: why))
    head.isAttempted = false
    noted.block = head.record
    inbox.metrics.retries.increment()
    replace(noted) {
      CrashPoint.reach(.effectNoted)
      self.phase = .idle
      self.again(after: max(pause, least))
    }
    return true
  }

  private static func mayPass(_ status: Int) -> Bool { [408, 425, 429, 500, 502, 503, 504].contains(status) }

  /// How long the server wants to be left alone, in milliseconds: at most an hour is believed (RFC 9110, 10.2.3).
  private static func pause(_ response: FetchResponse) -> Int64 {
    guard let seconds = response.value(of: "retry-after").flatMap({ Int64($0) }) else { return 0 }
    return min(max(0, seconds), 3600) * 1000
  }

  func settle(_ code: Int32, _ why: String) { settle(code, answer: Array(why.utf8.prefix(1024))) }

  /// Takes it from the outbox, with its outcome as an event in the lane that it came from.
  func settle(_ code: Int32, answer: [UInt8]) {
    let attempts = event.failures.count + (code == ROOST_DONE || head?.isAttempted == true ? 1 : 0)
    let outcome = Outbox.outcome(of: event, code: code, attempts: attempts, answer: answer, at: inbox.now)
    let target = inbox.source(head.flatMap { inbox.origin(named: $0.source) } ?? .plugin(plugin))
    outbox.count(code)
    let part = StateCommit.Part(target.space, [target.step(appending: outcome)])
    let why =
      code != ROOST_DONE
      ? String(decoding: answer, as: UTF8.self)
      : head?.kind == .telegram ? TelegramBlock.summary(answer) : Self.status(answer)
    CrashPoint.reach(.outcomeStoring)
    commit([part] + parts, id: .fresh(at: inbox.now)) { receipt in
      CrashPoint.reach(.outcomeStored)
      self.leaveTrail(code, why, receipt)
      target.appended(
        outcome, key: receipt.key(target.prefix(of: outcome), 0), version: receipt.version,
        on: self.inbox.loop(of: outcome))
      self.finish()
    }
  }

  private func leaveTrail(_ code: Int32, _ why: String, _ receipt: StateReceipt) {
    inbox.trail.note(kept: key, by: receipt.version) {
      var record = TrailRecord(.sent, source: source.name, event: event)
      (record.code, record.why) = (code, why)
      (record.plugin, record.cause, record.what) = (plugin, head?.cause ?? "", Outbox.what(event))
      return record
    }
  }

  /// The status of an answer, for people.
  private static func status(_ answer: [UInt8]) -> String {
    unsafe answer.withUnsafeBytes { bytes in
      guard bytes.count >= MemoryLayout<roost_fetch_answer>.size else { return "" }
      return unsafe "\(bytes.loadUnaligned(as: roost_fetch_answer.self).status)"
    }
  }

  // MARK: What operators do

  /// Keeps an operator's word about it. On its loop.
  ///
  /// - Returns: false when it is under way, so that it is too late.
  func change(_ change: (inout EffectHead) -> Void, isKeptBack: Bool) -> Bool {
    guard phase == .idle, var head, !head.isAttempted else { return false }
    change(&head)
    var changed = event
    changed.block = head.record
    (phase, hasMissedTurn) = (.changing, isKeptBack)
    replace(changed) {
      self.phase = .idle
      if self.hasMissedTurn { self.begin() }
    }
    return true
  }

  override func putDown() {
    if isInHand { outbox.ended() }
    super.putDown()
  }

  override func finish() {
    outbox.remove(self)
    phase = .over
    recording?.resume(returning: false)
    recording = nil
    super.finish()
  }
}
