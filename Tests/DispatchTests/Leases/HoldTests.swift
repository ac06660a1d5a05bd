import HostServices
import Synchronization
import Testing

@testable import HostDispatch

/// What a hold lets begin.
@Suite struct HoldTests {
  private final class Event: LaneMember {
    let told = Mutex(0)
    func laneIsFree() { told.withLock { $0 += 1 } }
  }

  private func lease() -> LeaseTime {
    let time = Mutex(Int64(1000))
    return LeaseTime(StateClock(wall: { 0 }, steady: { time.withLock { $0 } }))
  }

  @Test func `everything of a store of one's own begins, without a fence`() {
    let hold = Hold()
    #expect(hold.turn(of: Event()) == .begins && hold.fence.isEmpty && hold.prefix.isEmpty && !hold.isShared)
  }

  @Test func `without a valid lease events wait until it is renewed`() {
    let lease = lease()
    let (hold, event) = (Hold(3, token: 7, lease: lease), Event())
    #expect(hold.turn(of: event) == .waits)
    lease.extend(until: 1001)
    hold.renewed()
    #expect(event.told.withLock { $0 } == 1)
    #expect(hold.turn(of: event) == .begins)
    lease.extend(until: 1000)
    #expect(hold.turn(of: event) == .waits)
    hold.end()
    #expect(event.told.withLock { $0 } == 2)
    #expect(hold.turn(of: event) == .leaves)
  }

  @Test func `one that is given begins nothing and is drained when nothing is in hand`() {
    let lease = lease()
    lease.extend(until: 5000)
    let hold = Hold(255, token: 7, lease: lease)
    #expect(hold.turn(of: Event()) == .begins)
    hold.give()
    #expect(hold.turn(of: Event()) == .leaves && !hold.isDrained && !hold.isOpen)
    hold.ended()
    #expect(hold.isDrained)
  }

  @Test func `its fence expects the token, and its keys lie behind each other`() {
    let (first, last) = (Hold(0, token: 7, lease: lease()), Hold(255, token: 8, lease: lease()))
    #expect(first.fence == [StateCommit.Part(LeaseRecords.space, [.expect([0x70, 0], version: 7)])])
    #expect(first.prefix == [0] && first.behind == [1])
    #expect(last.prefix == [255] && last.behind == [])
  }

  @Test func `a lane has the same partition on every host, and lanes spread`() {
    #expect(Partition.number(of: "bot:demo", 42, among: 16) == 2)
    var counts = [Int](repeating: 0, count: 16)
    for lane in 0..<1600 { counts[Partition.number(of: "bot:demo", Int64(lane), among: 16)] += 1 }
    #expect(counts.allSatisfy { (60...140).contains($0) }, "\(counts)")
    let sources = Set((0..<100).map { Partition.number(of: "bot:\($0)", 1, among: 16) })
    #expect(sources.count == 16)
  }
}
