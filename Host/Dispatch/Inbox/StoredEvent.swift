import HostOperations
import HostServices
import NIOCore

/// An event that is kept until a handler has dealt with it.
struct StoredEvent: Sendable, Equatable {
  /// What sort of event it is.
  enum Kind: UInt8, Sendable {
    case update = 1
    case http = 2
    case topic = 3
    case job = 4
    /// Something that is to go out.
    case effect = 5
    /// What came of it.
    case outcome = 6
    case run = 7
  }

  /// An attempt that ended badly.
  struct Failure: Sendable, Equatable {
    /// When it ended, in milliseconds since 1970.
    var time: Int64
    /// The plugin's generation that had it; 0 when none had.
    var generation: UInt64
    /// A code of `abi.h`.
    var code: Int32
    /// Why, for people.
    var message: String
  }

  var kind: Kind
  /// Its id in logs and commands.
  var id: String
  /// With whom it is handled one after the other, among those of its source.
  var lane: Int64
  /// The topic, the job's or the schedule's name, the name that an effect gave its outcome, or the route's method and pattern.
  var name = ""
  /// The plugin that caused it; empty when none did.
  var sender = ""
  /// When it came, in milliseconds since 1970.
  var received: Int64
  /// The attempts so far, in order.
  var failures: [Failure] = []
  /// The block, where it cannot be made of the rest.
  var block: [UInt8] = []
  /// The update's JSON, the request's body or the message's.
  var body: ByteBuffer
}

extension StoredEvent {
  /// When it was sent or due, in milliseconds since 1970. Jobs and runs may come long after they were due, which must not
  /// look as if they had waited here since.
  var time: Int64 {
    guard kind == .run || kind == .job, block.count == 8 else { return received }
    return block.reduce(0) { $0 << 8 | Int64($1) }
  }

  /// The block of a job or a run that was due at a time.
  static func block(due: Int64) -> [UInt8] {
    stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: due >> $0) }
  }

  private static let form: UInt8 = 1
  /// Longest message of a failure that is kept, in bytes.
  private static let messageBytes = 512

  /// As the value of an entry.
  var record: [UInt8] {
    var record = RecordWriter(form: Self.form, capacity: 160 + body.readableBytes + block.count)
    record.add(kind.rawValue)
    record.add(id)
    record.add(lane)
    record.add(name)
    record.add(sender)
    record.add(received)
    record.add(failures.count)
    for failure in failures {
      record.add(failure.time)
      record.add(failure.generation)
      record.add(failure.code)
      record.add(failure.message.utf8.prefix(Self.messageBytes))
    }
    record.add(block)
    record.add(body.readableBytesView)
    return record.bytes
  }

  /// Reads the value of an entry.
  init(record: [UInt8]) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    guard let kind = Kind(rawValue: try reader.number()) else { throw RecordError() }
    self.kind = kind
    id = try reader.text()
    lane = try reader.number()
    name = try reader.text()
    sender = try reader.text()
    received = try reader.number()
    for _ in 0..<(try reader.number(Int.self)) {
      failures.append(
        Failure(
          time: try reader.number(), generation: try reader.number(), code: try reader.number(),
          message: try reader.text()))
    }
    block = Array(try reader.run())
    body = ByteBuffer(bytes: try reader.run())
  }
}

/// What tells that two events are one: a bit of a bitmap among those of the source.
struct EventMark: Sendable, Equatable {
  let key: [UInt8]
  let bit: Int

  /// The mark of a number, as updates have.
  ///
  /// A set, not a highest number: after a week without updates Telegram goes on with a number chosen at random
  /// (https://core.telegram.org/bots/api#update).
  init(number: Int64) {
    let bits = Int64(StateBounds.markBits)
    let page = UInt64(bitPattern: number >> 9)
    assert(bits == 1 << 9, "a page of numbers is not a bitmap")
    key =
      [UInt8(ascii: "n")] + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: page >> $0) }
    bit = Int(number & (bits - 1))
  }

  /// The mark of a digest, as requests of durable routes have.
  init(digest: SHA256Digest) {
    key = [UInt8(ascii: "h")] + digest.bytes
    bit = 0
  }

  /// For how long an event is known again, at least: 48 hours, in milliseconds.
  static let life: Int64 = 48 * 3_600_000

  /// The step that sets the bit. Ends fall on full hours, so that a bitmap's end seldom changes.
  func step(at now: Int64) -> StateCommit.Step {
    let hour: Int64 = 3_600_000
    return .mark(key, bit: bit, expires: ((now + Self.life) / hour + 1) * hour)
  }
}
