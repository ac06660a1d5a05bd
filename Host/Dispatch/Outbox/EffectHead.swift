import HostServices

/// What the outbox knows of an effect beside its request.
struct EffectHead: Sendable, Equatable {
  /// What sort of effect it is.
  enum Kind: UInt8, Sendable {
    case fetch = 1
    case notice = 2
    case telegram = 3
  }

  var kind: Kind
  /// The source and the lane that its outcome comes in.
  var source: String
  var lane: Int64
  /// The event whose commit caused it; empty when none did.
  var cause: String
  /// Whether the next send is recorded as begun: what came of it is not known before its outcome is.
  var isAttempted = false
  /// Whether an operator has released it alone, while the others are held.
  var isReleased = false
  /// Whether an operator has dropped it: it is not sent, and its outcome says so.
  var isDropped = false

  private static let form: UInt8 = 1

  var record: [UInt8] {
    var record = RecordWriter(form: Self.form)
    record.add(kind.rawValue)
    record.add(source)
    record.add(lane)
    record.add(cause)
    record.add((isAttempted ? 1 : 0) | (isReleased ? 2 : 0) | (isDropped ? 4 : 0))
    return record.bytes
  }

  init(_ kind: Kind, source: String, lane: Int64, cause: String) {
    (self.kind, self.source, self.lane, self.cause) = (kind, source, lane, cause)
  }

  init(record: [UInt8]) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    guard let kind = Kind(rawValue: try reader.number()) else { throw RecordError() }
    self.init(kind, source: try reader.text(), lane: try reader.number(), cause: try reader.text())
    let flags = try reader.number(Int.self)
    (isAttempted, isReleased, isDropped) = (flags & 1 != 0, flags & 2 != 0, flags & 4 != 0)
  }
}
