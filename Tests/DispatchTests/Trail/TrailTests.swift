import HostBridge
import HostServices
import Logging
import NIOCore
import NIOEmbedded
import Testing

@testable import HostDispatch

/// What is kept of events that have ended, and for how long.
@Suite struct TrailTests {
  private let store = MemoryStore()
  private let time = TestTime(1_000_000)

  private func trail(
    life: Int64 = 1000, bytes: Int = 1 << 20, pause: Int64 = 0, _ holds: Holds = .whole
  ) -> Trail {
    Trail(
      TrailSettings(life: life, bytes: bytes, pause: pause), store, holds, time.clock,
      Logger(label: "test") { _ in
        SwiftLogNoOpLogHandler()
      })
  }

  private func event(_ id: String = "id", sender: String = "", body: String = "secret") -> StoredEvent {
    StoredEvent(
      kind: .topic, id: id, lane: -7, name: "shop.sold", sender: sender, received: 5,
      failures: [.init(time: 1, generation: 2, code: -1, message: "why")], block: [1, 2],
      body: ByteBuffer(string: body))
  }

  private func record(_ id: String = "id", plugin: String = "shop", body: String = "secret") -> TrailRecord {
    var record = TrailRecord(.committed, source: "bot:demo", event: event(id, body: body))
    (record.plugin, record.generation) = (plugin, 3)
    return record
  }

  /// Keeps what became of an event, as whoever ended it does.
  private func keep(_ record: TrailRecord, number: UInt64, in trail: Trail) {
    trail.note(kept: StateReceipt(version: number, sums: []).key([], 0), by: number + 1000) { record }
  }

  private func ids() throws -> [String] {
    try chunks().flatMap { try $0.entries.map { try TrailRecord(record: $0.value).event.id } }
  }

  private func chunks() throws -> [TrailChunk] {
    try store.values(Trail.space.plugin).map { try TrailChunk(record: $0) }
  }

  @Test func `a record is read as it was written, and one that is cut off is refused`() throws {
    var record = record()
    (record.why, record.code, record.cause, record.what) = ("why", -5, "cause", "POST https://a")
    record.decision = Decision(
      writes: [
        .init(kind: .put, key: [1, 255], size: 7, digest: .max),
        .init(kind: .expect, key: [2], number: -1), .init(kind: .add, key: [], number: .min),
      ], effects: [.init(kind: .job, name: "a.b", id: "x", receivers: 0, size: 2, digest: 1)], leftOut: 9)
    #expect(try TrailRecord(record: record.record) == record)
    for count in 0..<record.record.count {
      #expect(throws: RecordError.self) { try TrailRecord(record: Array(record.record.prefix(count))) }
    }
  }

  @Test func `what is too long and what an effect sends is not kept, but how long it was`() {
    let long = TrailRecord(.done, source: "", event: event(body: String(repeating: "x", count: 1 << 17)))
    #expect(long.event.body.readableBytes == 0 && long.bodyBytes == 1 << 17 && !long.isWhole)
    #expect(record().isWhole && record().event.body.readableBytes == 6)
    var effect = event()
    effect.kind = .effect
    let sent = TrailRecord(.sent, source: "", event: effect)
    #expect(sent.event.body.readableBytes == 0 && sent.event.block.isEmpty && sent.bodyBytes == 6)
    #expect(!sent.isWhole)
  }

  @Test func `of a decision keys and lengths are kept, and whether values are the same`() {
    func decision(_ value: String) -> Decision {
      Decision(
        EventDecision(
          steps: [
            .put([1], Array(value.utf8), expires: 0), .expect([2], version: 4), .delete([3]), .add([4], -2),
          ],
          effects: [
            PlannedEffect(.publish(topic: "a.b", body: [1, 2], lane: 0), id: "m", steps: []),
            PlannedEffect(.cancel(name: "c"), id: "", steps: []),
          ], plugin: "shop", generation: 1))
    }
    let one = decision("tea")
    #expect(one.writes.map(\.kind) == [.put, .expect, .delete, .add])
    #expect(one.writes.map(\.number) == [0, 4, 0, -2] && one.writes[0].size == 3)
    #expect(one.effects.map(\.kind) == [.message, .cancel] && one.effects[0].receivers == 0)
    #expect(one == decision("tea") && one != decision("tee"))
    let many = EventDecision(
      steps: (0..<100).map { .delete([$0]) }, effects: [], plugin: "", generation: 0)
    #expect(Decision(many).writes.count == 64 && Decision(many).leftOut == 36)
  }

  @Test func `records are in the order in which events ended, and none takes another's place`() throws {
    let trail = trail()
    for number in [3, 1] as [UInt64] { keep(record("first \(number)"), number: number, in: trail) }
    time.set(1_000_001)
    keep(record("last"), number: 2, in: trail)
    #expect(try ids() == ["first 3", "first 1", "last"])
    #expect(try chunks().flatMap(\.entries).map(\.version) == [1003, 1001, 1002])
    let key = TrailRecord.key(77, kept: [9] + StateReceipt(version: 5, sums: []).key([], 1))
    #expect(TrailRecord.parts(ofKey: key) == (77, 5))
  }

  @Test func `what is too old goes`() throws {
    let trail = trail(life: 1000)
    for number in 0..<1200 as Range<UInt64> { keep(record("\(number)"), number: number, in: trail) }
    time.set(1_001_000)
    keep(record("new"), number: 5000, in: trail)
    trail.prune()
    #expect(try ids().count == 1201)
    time.set(1_001_001)
    trail.prune()
    #expect(try ids() == ["new"])
  }

  @Test func `what is too much goes, the oldest first`() throws {
    let trail = trail(life: 1_000_000, bytes: 4096)
    for number in 0..<200 as Range<UInt64> { keep(record("\(number)"), number: number, in: trail) }
    trail.prune()
    let left = try ids()
    #expect(left.last == "199" && (5...25).contains(left.count))
    #expect(left == (200 - left.count..<200).map(String.init))
  }

  @Test func `much at once does not wait for the next look`() throws {
    let trail = trail(life: 1_000_000, bytes: 4096)
    for number in 0..<200 as Range<UInt64> { keep(record("\(number)"), number: number, in: trail) }
    #expect(try ids().count < 30)
  }

  @Test func `records that come within a while are written together`() async throws {
    let trail = trail(pause: 60_000)
    let loop = NIOAsyncTestingEventLoop()
    trail.open(on: loop)
    for number in 0..<5 as Range<UInt64> { keep(record("\(number)"), number: number, in: trail) }
    #expect(try ids() == [])
    await loop.advanceTime(by: .seconds(60))
    #expect(try chunks().map(\.entries.count) == [5])
    // As many as are enough do not wait.
    for number in 5..<8 as Range<UInt64> {
      keep(record("\(number)", body: String(repeating: "x", count: 30_000)), number: number, in: trail)
    }
    #expect(try chunks().map(\.entries.count) == [5, 3])
    keep(record("asked for"), number: 8, in: trail)
    await trail.flush()
    #expect(try ids().last == "asked for")
    keep(record("at the end"), number: 9, in: trail)
    trail.end()
    #expect(try ids().last == "at the end")
    // What ends after that does not wait for anybody.
    keep(record("after the end"), number: 10, in: trail)
    #expect(try ids().last == "after the end")
    await loop.shutdownGracefully()
  }

  @Test func `of records that are together those of a plugin are forgotten`() async throws {
    let trail = trail(pause: 60_000)
    let loop = NIOAsyncTestingEventLoop()
    trail.open(on: loop)
    keep(record("own"), number: 1, in: trail)
    keep(record("other's", plugin: "bank"), number: 2, in: trail)
    try await trail.forget("shop")
    #expect(try ids() == ["other's"])
    #expect(try chunks()[0].entries[0].version == 1002)
    trail.end()
    await loop.shutdownGracefully()
  }

  @Test func `a chunk is read as it was written, and one that is cut off is refused`() throws {
    var chunk = TrailChunk()
    chunk.append(StateEntry(key: [1, 2], value: [3], version: .max, expires: 0))
    chunk.append(StateEntry(key: [4], value: [], version: 1, expires: 0))
    #expect(try TrailChunk(record: chunk.record) == chunk)
    for count in 0..<chunk.record.count {
      #expect(throws: RecordError.self) { try TrailChunk(record: Array(chunk.record.prefix(count))) }
    }
    var negative = RecordWriter(form: 2)
    negative.add(-1)
    #expect(throws: RecordError.self) { try TrailChunk(record: negative.bytes) }
  }

  @Test func `another host's trail is left to it`() async throws {
    let trail = trail(life: 1, try await .shared(store, clock: time.clock))
    keep(record(), number: 1, in: trail)
    time.set(9_000_000)
    trail.prune()
    #expect(try ids() == ["id"])
  }

  @Test func `without a trail nothing is kept`() throws {
    keep(record(), number: 1, in: trail(life: 0))
    #expect(try ids() == [])
  }

  @Test func `what a plugin did is forgotten, and nothing of others`() async throws {
    let trail = trail()
    keep(record("own"), number: 1, in: trail)
    keep(record("other's", plugin: "bank"), number: 2, in: trail)
    keep(TrailRecord(.sent, source: "effects:shop", event: event("sent")), number: 3, in: trail)
    keep(
      TrailRecord(.done, source: "plugin:bank", event: event("told", sender: "shop")), number: 4, in: trail)
    try await trail.forget("shop")
    #expect(try ids() == ["other's"])
  }
}
