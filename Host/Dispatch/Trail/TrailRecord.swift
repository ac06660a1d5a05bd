import HostServices
import NIOCore

/// How a kept event ended, written in the commit that took it out of the inbox or the outbox.
struct TrailRecord: Sendable, Equatable {
  /// How it ended.
  enum End: UInt8, Sendable {
    /// A commit of its handler's acknowledged it.
    case committed = 1
    /// Its handler was done with it, without a commit.
    case done = 2
    /// Nobody wanted it.
    case unhandled = 3
    /// It came too late.
    case expired = 4
    /// It was given up.
    case dead = 5
    /// An effect: it was sent, or never will be.
    case sent = 6
  }

  var end: End
  /// Where it came from: `bot:NAME`, `plugin:ID` or `effects:ID`.
  var source: String
  /// The plugin that had it last, and its generation; empty and 0 when none had.
  var plugin = ""
  var generation: UInt64 = 0
  /// Why it ended so, or what came of an effect, for people.
  var why = ""
  /// The code of an effect's outcome.
  var code: Int32 = 0
  /// The event that caused an effect; empty when none did.
  var cause = ""
  /// What an effect does, such as `POST https://api.example.org`.
  var what = ""
  var decision = Decision()
  /// The event: of an effect, and of one that is too long, without its block and body.
  var event: StoredEvent
  /// How long the body was.
  var bodyBytes: Int

  private static let form: UInt8 = 1
  /// Longest block and body that are kept, in bytes.
  static let longest = 64 << 10

  init(_ end: End, source: String, event: StoredEvent) {
    (self.end, self.source, bodyBytes) = (end, source, event.body.readableBytes)
    self.event = event
    guard event.kind == .effect || bodyBytes + event.block.count > Self.longest else { return }
    self.event.body = ByteBuffer()
    self.event.block = []
  }

  /// Whether the event can be given to a handler again.
  var isWhole: Bool { event.kind != .effect && event.body.readableBytes == bodyBytes }

  // MARK: Its entry

  /// Its key: in the order of the times at which events end, and no two events' the same.
  ///
  /// - Parameters:
  ///   - time: when it ends, in milliseconds since 1970.
  ///   - kept: the key that the event has in its source.
  static func key(_ time: Int64, kept: [UInt8]) -> [UInt8] {
    first(at: time) + kept.suffix(StateReceipt.keySuffix)
  }

  /// The first key of a time.
  static func first(at time: Int64) -> [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: time >> $0) }
  }

  /// When the event of a key ended, and which commit kept it.
  static func parts(ofKey key: [UInt8]) -> (time: Int64, kept: UInt64) {
    let time = key.prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return (time, kept(key: key))
  }

  /// The commit that kept an event, by its key in its source or here.
  static func kept(key: [UInt8]) -> UInt64 {
    key.suffix(StateReceipt.keySuffix).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// As the value of its entry.
  var record: [UInt8] {
    var record = RecordWriter(form: Self.form, capacity: 512 + event.body.readableBytes + event.block.count)
    record.add(end.rawValue)
    for text in [source, plugin, why, cause, what] { record.add(text) }
    record.add(generation)
    record.add(code)
    record.add(bodyBytes)
    record.add(decision.writes.count)
    for write in decision.writes {
      record.add(write.kind.rawValue)
      record.add(write.key)
      record.add(write.number)
      record.add(write.size)
      record.add(write.digest)
    }
    record.add(decision.effects.count)
    for effect in decision.effects {
      record.add(effect.kind.rawValue)
      record.add(effect.name)
      record.add(effect.id)
      record.add(effect.receivers)
      record.add(effect.size)
      record.add(effect.digest)
    }
    record.add(decision.leftOut)
    record.add(event.record)
    return record.bytes
  }

  /// Reads the value of an entry.
  init(record: [UInt8]) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    guard let end = End(rawValue: try reader.number()) else { throw RecordError() }
    self.end = end
    source = try reader.text()
    plugin = try reader.text()
    why = try reader.text()
    cause = try reader.text()
    what = try reader.text()
    generation = try reader.number()
    code = try reader.number()
    bodyBytes = try reader.number()
    decision = try Decision(&reader)
    event = try StoredEvent(record: Array(try reader.run()))
  }
}

extension Decision {
  fileprivate init(_ reader: inout RecordReader) throws(RecordError) {
    for _ in 0..<(try reader.number(Int.self)) {
      guard let kind = Write.Kind(rawValue: try reader.number()) else { throw RecordError() }
      writes.append(
        Write(
          kind: kind, key: Array(try reader.run()), number: try reader.number(), size: try reader.number(),
          digest: try reader.number()))
    }
    for _ in 0..<(try reader.number(Int.self)) {
      guard let kind = Caused.Kind(rawValue: try reader.number()) else { throw RecordError() }
      effects.append(
        Caused(
          kind: kind, name: try reader.text(), id: try reader.text(), receivers: try reader.number(),
          size: try reader.number(), digest: try reader.number()))
    }
    leftOut = try reader.number()
  }
}
