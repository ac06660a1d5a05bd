import HostServices
import NIOCore
import Testing

@testable import HostDispatch

/// What of two decisions is the same.
@Suite struct ComparisonTests {
  private func event(
    _ writes: [Decision.Write] = [], _ effects: [Decision.Caused] = [], end: TrailRecord.End = .committed,
    failure: String? = nil
  ) throws -> RecordedEvent {
    var event = StoredEvent(kind: .update, id: "id", lane: 1, received: 1, body: ByteBuffer())
    if let failure { event.failures = [.init(time: 1, generation: 9, code: -2, message: failure)] }
    var record = TrailRecord(end, source: "bot:demo", event: event)
    record.decision = Decision(writes: writes, effects: effects)
    let key = TrailRecord.key(1, kept: StateReceipt(version: 1, sums: []).key([], 0))
    return try RecordedEvent(StateEntry(key: key, value: record.record, version: 2, expires: 0))
  }

  private func put(_ key: String, _ size: Int) -> Decision.Write {
    Decision.Write(kind: .put, key: Array(key.utf8), size: size, digest: UInt64(size))
  }

  private func compare(_ one: RecordedEvent, _ other: RecordedEvent?, contents: Bool = false) -> Comparison {
    Comparison(one, other, contents: contents, changed: [])
  }

  @Test func `contents count only where they are asked for`() throws {
    let (one, other) = (try event([put("a", 3)]), try event([put("a", 4)]))
    #expect(compare(one, one).isEqual && compare(one, one, contents: true).isEqual)
    #expect(compare(one, other).isEqual)
    let lines: [Comparison.Line] = [
      .before("put \"a\"  3 bytes"), .now("put \"a\"  4 bytes"), .same("handled"),
    ]
    #expect(compare(one, other, contents: true).lines == lines)
  }

  @Test func `what is more, less or in another order is told in order`() throws {
    let one = try event([put("a", 1), put("b", 1)], [.init(kind: .message, name: "x.y", id: "1")])
    let other = try event([put("b", 1), put("c", 1)], [.init(kind: .message, name: "x.y", id: "2")])
    let comparison = compare(one, other)
    #expect(!comparison.isEqual)
    #expect(
      comparison.lines == [
        .before("put \"a\"  1 bytes"), .same("put \"b\""), .now("put \"c\"  1 bytes"),
        .same("message x.y"), .same("handled"),
      ])
  }

  @Test func `versions do not count, whether something is there does`() throws {
    func expect(_ version: Int64) -> Decision.Write { .init(kind: .expect, key: [65], number: version) }
    #expect(compare(try event([expect(4)]), try event([expect(9)])).isEqual)
    #expect(!compare(try event([expect(4)]), try event([expect(0)])).isEqual)
  }

  @Test func `how it ends counts, and so does that it does not end`() throws {
    let (done, dead) = (try event(end: .done), try event(end: .dead, failure: "no"))
    #expect(compare(done, try event()).isEqual)
    #expect(compare(dead, try event(end: .dead, failure: "no")).isEqual)
    #expect(!compare(dead, try event(end: .dead, failure: "yes")).isEqual && !compare(done, dead).isEqual)
    #expect(compare(done, nil).lines == [.before("handled"), .now("not handled in time")])
  }

  @Test func `an event is seen as it was before its commit, and a dead one as at its last attempt`() throws {
    let recorded = try event([.init(kind: .expect, key: [1]), .init(kind: .expect, key: [2], number: 7)])
    #expect(recorded.view.absent == [[1]] && recorded.view.commit == 2)
    #expect(try event(end: .dead, failure: "no").event.failures.isEmpty)
  }
}
