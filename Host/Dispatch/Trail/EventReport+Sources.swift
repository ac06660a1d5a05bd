import HostServices
import NIOCore

extension EventReport {
  private init(_ event: StoredEvent, source: String, kept: UInt64, state: String) {
    self.init(
      id: event.id, kind: Self.name(event.kind), source: source, name: event.name, lane: event.lane,
      kept: (event.received, kept), state: state, attempts: DeadLetterReport.attempts(event),
      size: event.body.readableBytes)
  }

  private static func name(_ kind: StoredEvent.Kind) -> String {
    switch kind {
    case .update: "update"
    case .http: "request"
    case .topic: "message"
    case .job: "job"
    case .effect: "effect"
    case .outcome: "outcome"
    case .run: "run"
    }
  }

  /// Of an event that is kept, by its key in its source.
  init(waiting event: StoredEvent, source: String, key: [UInt8]) {
    self.init(event, source: source, kept: TrailRecord.kept(key: key), state: "waiting")
    // The first byte is the partition, where there are any.
    partition = key.count > StateReceipt.keySuffix ? key.first.map { Int($0) } : nil
    guard event.kind == .effect else { return }
    (plugin, what) = (event.sender, Outbox.what(event))
    guard let head = try? EffectHead(record: event.block) else { return }
    cause = head.cause
    if head.isAttempted { state = "sending" }
    if head.isDropped { why = "dropped by an operator" }
  }

  /// Of an event that has ended.
  init(_ record: TrailRecord, key: [UInt8], version: UInt64) {
    let (time, kept) = TrailRecord.parts(ofKey: key)
    self.init(record.event, source: record.source, kept: kept, state: Self.name(record.end))
    (ended, size, why) = ((time, version), record.bodyBytes, record.why)
    (plugin, generation) = (record.plugin, record.generation)
    (what, cause) = (record.what, record.cause)
    code = record.end == .sent ? record.code : nil
    decision = record.end == .committed ? record.decision : nil
  }

  private static func name(_ end: TrailRecord.End) -> String {
    switch end {
    case .committed, .done: "handled"
    case .unhandled: "unhandled"
    case .expired: "expired"
    case .dead: "dead"
    case .sent: "sent"
    }
  }

  /// Of an event that was given up.
  init(_ letter: DeadLetter, version: UInt64) {
    self.init(letter.event, source: letter.source, kept: 0, state: "dead")
    (ended, self.letter) = ((letter.time, version), version)
  }

  /// Of a job that is not due.
  init(_ job: Job, of plugin: String, version: UInt64) {
    self.init(
      id: job.id, kind: "job", source: "plugin:\(plugin)", name: job.name, lane: Inbox.lane(named: job.name),
      kept: (0, version), state: "planned", size: job.body.count)
    self.plugin = plugin
    due = job.due
  }

  /// Whether it is a bot's, `bot:NAME`, or a plugin's, `plugin:ID`: for it, handled by it, or an effect of it.
  func isOf(_ source: String) -> Bool {
    guard self.source != source, let plugin = Inbox.id(source, after: "plugin:") else {
      return self.source == source
    }
    return self.plugin == plugin || self.source == "effects:\(plugin)"
  }
}
