import CRoostSDK
import RoostJSON

/// Writes that happen all together or not at all.
public struct StateCommit: Sendable {
  /// The commit's own: the same again asks for the receipt instead of applying it twice.
  public let id: [UInt8]
  private var items = BlockWriter()
  private(set) var count = 0
  private var ticket: UInt64 = 0

  /// Begins a commit without writes.
  ///
  /// - Parameter id: 16 bytes, best a digest of what names the work; nil makes one. A retry of an earlier process's
  ///   work gives the id of then. Another number of bytes traps: two ids that were cut alike would pass for one.
  public init(id: [UInt8]? = nil) {
    self.id = id ?? Self.freshID()
    guard self.id.count == 16 else { fatalError("a commit's id has 16 bytes, not \(self.id.count)") }
  }

  /// The event in hand is acknowledged by this commit: what it writes happens once for the event, whatever crashes
  /// when. It should be the last commit of the handling, best the only one. An event that is not kept, because its
  /// bot's delivery is direct, is acknowledged as before.
  public mutating func acknowledge(_ event: some KeptEvent) { ticket = event.ticket.number }

  /// The key must have this version, or none of the commit is written; nil is no value.
  public mutating func expect(_ key: String, version: UInt64?) {
    add { $0.item(ROOST_STATE_EXPECT, key, version: version ?? 0) }
  }

  /// The key has these bytes.
  ///
  /// - Parameters:
  ///   - key: the key.
  ///   - bytes: its value.
  ///   - expires: milliseconds since 1970 after which there is no value; nil is never.
  public mutating func put(_ key: String, bytes: [UInt8], expires: Int64? = nil) {
    add { $0.item(ROOST_STATE_PUT, key, bytes, expires: expires ?? 0) }
  }

  /// The key has this value, as JSON.
  ///
  /// - Throws: `EncodingError`.
  public mutating func put(_ key: String, _ value: some Encodable, expires: Int64? = nil) throws {
    put(key, bytes: try JSONCoder.encode(value), expires: expires)
  }

  /// The key has no value.
  public mutating func delete(_ key: String) { add { $0.item(ROOST_STATE_DELETE, key) } }

  /// Adds to the key's number, decimal text; none counts as 0.
  public mutating func add(_ key: String, _ amount: Int64) {
    add { $0.item(ROOST_STATE_ADD, key, number: amount) }
  }

  // MARK: Effects

  /// A message goes to all who want its topic, once the commit is there; see ``OnTopic``.
  ///
  /// - Parameters:
  ///   - topic: begins with the plugin's id and a dot; parts of letters, digits, `_` and `-`, at most 128 bytes.
  ///   - body: at most 256 KiB.
  ///   - lane: messages with the same number are handled one after the other; nil is those of the topic.
  public mutating func publish(_ topic: String, bytes body: [UInt8], lane: Int64? = nil) {
    add { $0.item(ROOST_STATE_PUBLISH, topic, body, number: lane ?? 0) }
  }

  /// A message goes to all who want its topic, as JSON; see ``publish(_:bytes:lane:)``.
  ///
  /// - Throws: `EncodingError`.
  public mutating func publish(_ topic: String, _ value: some Encodable, lane: Int64? = nil) throws {
    publish(topic, bytes: try JSONCoder.encode(value), lane: lane)
  }

  /// A job falls due, in the place of one with its name that is not due yet; see ``OnJob``.
  ///
  /// - Parameters:
  ///   - name: parts of letters, digits, `_` and `-` with dots between, at most 128 bytes. Two of a name are one.
  ///   - time: milliseconds since 1970; one that has passed is due at once.
  ///   - body: at most 256 KiB.
  public mutating func schedule(_ name: String, at time: Int64, bytes body: [UInt8] = []) {
    add { $0.item(ROOST_STATE_SCHEDULE, name, body, expires: max(1, time)) }
  }

  /// A job falls due after some time, with a body as JSON; see ``schedule(_:at:bytes:)``.
  ///
  /// - Throws: `EncodingError`.
  public mutating func schedule(_ name: String, after time: Duration, _ value: some Encodable) throws {
    let milliseconds = time.components.seconds * 1000 + time.components.attoseconds / 1_000_000_000_000_000
    try schedule(name, at: roost_sdk_now(ROOST_CLOCK_WALL) / 1_000_000 + milliseconds, value)
  }

  /// A job falls due, with a body as JSON; see ``schedule(_:at:bytes:)``.
  ///
  /// - Throws: `EncodingError`.
  public mutating func schedule(_ name: String, at time: Int64, _ value: some Encodable) throws {
    schedule(name, at: time, bytes: try JSONCoder.encode(value))
  }

  /// The job of a name does not fall due.
  public mutating func cancel(_ name: String) { add { $0.item(ROOST_STATE_CANCEL, name) } }

  /// A request is sent once the commit is there, and what came of it is an event; see ``OnOutcome``.
  ///
  /// One that may be sent twice is, until it has an answer that is not 408, 425, 429 or 5xx, some times; with a POST or
  /// PATCH then goes an `Idempotency-Key`, the same each time. Any other is sent at most once: that it is under way is
  /// on disk before its first byte, and where no answer is known afterwards the outcome is ``Outcome/Result/unknown(_:)``.
  ///
  /// - Parameters:
  ///   - request: at most 1 MiB.
  ///   - name: of the outcome: parts of letters, digits, `_` and `-` with dots between, at most 128 bytes.
  ///   - tag: at most 1,024 bytes that the outcome brings back.
  ///   - lane: of requests with the same number the next is sent when the one before has its outcome; nil is the lane of
  ///     the event that the commit acknowledges, else of the outcome's name.
  public mutating func fetch(
    _ request: FetchRequest, outcome name: String, tag: [UInt8] = [], lane: Int64? = nil
  ) {
    add { $0.item(ROOST_STATE_FETCH, name, request.block(tag: tag), number: lane ?? 0) }
  }

  /// Brings something to the operator's notice, once the commit is there.
  ///
  /// - Parameters:
  ///   - subject: a few words, always the same for the same sort of thing; at most 128 bytes.
  ///   - text: what there is to know, at most 4,096 bytes.
  public mutating func notice(_ subject: String, _ text: String) {
    add { $0.item(ROOST_STATE_NOTICE, subject, Array(text.utf8)) }
  }

  // MARK: Of the SDK's own

  /// See ``expect(_:version:)``, for any key.
  mutating func expect(bytes key: [UInt8], version: UInt64?) {
    add { $0.item(ROOST_STATE_EXPECT, bytes: key, version: version ?? 0) }
  }

  /// See ``put(_:bytes:expires:)``, for any key.
  mutating func put(key: [UInt8], bytes: [UInt8]) { add { $0.item(ROOST_STATE_PUT, bytes: key, bytes) } }

  /// The state is of this version from then on.
  mutating func form(_ version: Int) { add { $0.item(ROOST_STATE_FORM, "", number: Int64(version)) } }

  /// Adds what another has.
  mutating func append(_ other: StateCommit) {
    items.append(other.items.bytes)
    count += other.count
  }

  /// Bytes of its writes.
  var bytes: Int { items.bytes.count }

  mutating func add(_ write: (inout BlockWriter) -> Void) {
    write(&items)
    count += 1
  }

  /// The block of `state.h`.
  var block: [UInt8] {
    var block = BlockWriter()
    block.append(UInt32(32))
    block.append(UInt32(count))
    block.append(id)
    block.append(ticket)
    return block.bytes + items.bytes
  }

  /// Six bytes of the time, so that ids that follow each other lie beside each other, and eighty random bits.
  private static func freshID() -> [UInt8] {
    let time = UInt64(roost_sdk_now(ROOST_CLOCK_WALL) / 1_000_000)
    var random = (UInt64(0), UInt16(0))
    unsafe withUnsafeMutableBytes(of: &random.0) { _ = unsafe roost_sdk_random($0.baseAddress, 8) }
    unsafe withUnsafeMutableBytes(of: &random.1) { _ = unsafe roost_sdk_random($0.baseAddress, 2) }
    var id: [UInt8] = []
    unsafe withUnsafeBytes(of: (time << 16 | UInt64(random.1)).bigEndian) { unsafe id.append(contentsOf: $0) }
    unsafe withUnsafeBytes(of: random.0) { unsafe id.append(contentsOf: $0) }
    return id
  }
}

/// What a commit did.
public struct StateReceipt: Sendable, Hashable {
  /// Of everything it wrote.
  public let version: UInt64
  /// The sums of its additions, in order.
  public let sums: [Int64]
}
