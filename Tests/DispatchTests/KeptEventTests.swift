import CRoost
import HostOperations
import HostServices
import NIOCore
import Testing

@testable import HostDispatch

/// What the inbox decides and writes.
@Suite struct KeptEventTests {
  private func event() -> StoredEvent {
    StoredEvent(
      kind: .topic, id: "id", lane: -7, name: "shop.sold", sender: "shop", received: 1_700_000_000_123,
      failures: [
        .init(time: 1, generation: 2, code: ROOST_RETRYABLE, message: "why"),
        .init(time: 3, generation: 0, code: ROOST_UNKNOWN, message: ""),
      ], block: [1, 2], body: ByteBuffer(string: "body"))
  }

  @Test func `an event and a dead letter are read as they were written`() throws {
    #expect(try StoredEvent(record: event().record) == event())
    let letter = DeadLetter(source: "bot:demo", time: 9, event: event())
    #expect(try DeadLetter(record: letter.record) == letter)
    let job = Job(name: "a.b", due: -5, id: "id", body: [7])
    #expect(try Job(name: "a.b", record: job.record) == job)
  }

  @Test func `a record that is cut off or of another form is refused`() {
    for count in 0..<event().record.count {
      #expect(throws: RecordError.self) { try StoredEvent(record: Array(event().record.prefix(count))) }
    }
    #expect(throws: RecordError.self) { try StoredEvent(record: [99] + event().record.dropFirst()) }
    var unknown = event().record
    unknown[1] = 77
    #expect(throws: RecordError.self) { try StoredEvent(record: unknown) }
  }

  @Test func `a long message of a failure is kept in part`() throws {
    var event = event()
    event.failures = [.init(time: 0, generation: 0, code: -1, message: String(repeating: "x", count: 5000))]
    #expect(try StoredEvent(record: event.record).failures[0].message.utf8.count == 512)
  }

  @Test func `numbers have marks of their own, also below zero and at the bounds`() {
    let numbers: [Int64] = [.min, -513, -512, -511, -1, 0, 1, 511, 512, 513, 1 << 53, (1 << 53) + 1, .max]
    let marks = numbers.map { EventMark(number: $0) }
    for (index, mark) in marks.enumerated() {
      #expect((0..<StateBounds.markBits).contains(mark.bit))
      #expect(marks.firstIndex(of: mark) == index)
    }
    #expect(EventMark(digest: .of([1])).key != EventMark(number: 1).key)
    // Neighbours share a bitmap.
    #expect(EventMark(number: 512).key == EventMark(number: 1023).key)
  }

  @Test func `a mark lasts for 48 hours at least, and ends on a full hour`() {
    let hour: Int64 = 3_600_000
    for now in [0, 1, hour - 1, hour, 1_700_000_000_123] as [Int64] {
      guard case .mark(_, _, let expires) = EventMark(number: 5).step(at: now) else {
        Issue.record("no mark")
        continue
      }
      #expect(expires % hour == 0 && expires - now > 48 * hour && expires - now <= 49 * hour)
    }
  }

  @Test func `pauses grow fourfold up to the longest, and the last attempt is the last`() {
    let policy = RetryPolicy(attempts: 5, pause: 1000, longestPause: 10_000)
    let verdicts = (1...5).map { policy.verdict(after: $0, code: ROOST_RETRYABLE) }
    #expect(
      verdicts == [
        .retry(after: 1000), .retry(after: 4000), .retry(after: 10_000), .retry(after: 10_000), .bury,
      ])
    #expect(RetryPolicy(attempts: 1).verdict(after: 1, code: ROOST_RETRYABLE) == .bury)
    #expect(RetryPolicy(attempts: 100).verdict(after: 99, code: ROOST_BUSY) == .retry(after: 300_000))
  }

  @Test func `only what may pass is tried again`() {
    for code in [ROOST_RETRYABLE, ROOST_BUSY, ROOST_UNKNOWN, ROOST_CONFLICT] {
      #expect(RetryPolicy().verdict(after: 1, code: code) == .retry(after: 1000))
    }
    for code in [ROOST_PERMANENT, ROOST_DENIED, ROOST_INVALID, ROOST_STALE, -99, 1] {
      #expect(RetryPolicy().verdict(after: 1, code: code) == .bury)
    }
  }

  @Test func `queries end as Telegram has it, messages never`() {
    #expect(ExpiryPolicy.life(ofUpdate: UInt32(ROOST_UPDATE_CALLBACK_QUERY)) == 150_000)
    #expect(ExpiryPolicy.life(ofUpdate: UInt32(ROOST_UPDATE_PRE_CHECKOUT_QUERY)) == 10_000)
    #expect(ExpiryPolicy.life(ofUpdate: UInt32(ROOST_UPDATE_MESSAGE)) == nil)
  }

  @Test func `jobs lie in the order of their times`() {
    let times: [Int64] = [0, 1, 255, 256, 1 << 40, .max]
    let keys = times.map { Job.key(due: $0) + Array("name".utf8) }
    #expect(keys.sorted { $0.lexicographicallyPrecedes($1) } == keys)
    #expect(keys.map { Job.parts(ofDueKey: $0).due } == times)
    #expect(keys.allSatisfy { Job.parts(ofDueKey: $0).name == "name" })
  }

  @Test func `a name has the same lane in every process`() {
    // FNV-1a of "a" and of nothing, as the draft gives them.
    #expect(UInt64(bitPattern: Inbox.lane(named: "a")) == 0xAF63_DC4C_8601_EC8C)
    #expect(UInt64(bitPattern: Inbox.lane(named: "")) == 0xCBF2_9CE4_8422_2325)
  }

  @Test func `events that are kept are never refused by their lane`() throws {
    let lanes = Lanes()
    let member = Member()
    let lane = Lane(source: 0, peer: 1)
    #expect(lanes.enter(lane, member, isKept: true) == .entered)
    for _ in 0..<1000 { #expect(lanes.enter(lane, member, isKept: true) == .queued) }
    for _ in 0..<1000 { #expect(lanes.leave(lane) === member) }
    #expect(lanes.leave(lane) == nil)
  }

  private final class Member: LaneMember {
    func laneIsFree() {}
  }
}
