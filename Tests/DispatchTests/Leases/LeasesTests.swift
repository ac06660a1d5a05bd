import Foundation
import HostFakes
import HostOperations
import HostServices
import Logging
import NIOPosix
import Synchronization
import Testing

@testable import HostDispatch

/// Hosts that divide a store, beat by beat.
@Suite struct LeasesTests {
  /// A host's leases, and what they told whoever handles partitions.
  private final class Member: PartitionHandler {
    let holds: Holds
    private let made = Mutex<Leases?>(nil)
    private let beats = Monitor(0)
    let dropped = Mutex<[Int]>([])

    init(_ world: World, _ name: String) async throws {
      holds = try await Holds.shared(world.store, clock: world.clock)
      let leases = Leases(
        world.store, holds, handler: self,
        // So long that no beat comes by itself.
        settings: LeaseSettings(life: World.life, place: name),
        on: MultiThreadedEventLoopGroup.singleton.next(),
        metrics: LeaseMetrics(MetricsRegistry()), log: Logger(label: name) { _ in SwiftLogNoOpLogHandler() })
      made.withLock { $0 = leases }
    }

    var leases: Leases { made.withLock { $0! } }
    var numbers: [Int] { holds.all.map(\.partition) }

    func beat() {
      let before = beats.withLock { $0 }
      leases.beat()
      _ = beats.wait(until: .now + .seconds(10)) { $0 > before ? () : nil }
      while leases.state.withLock({ $0.isBusy }) { usleep(1000) }
    }

    func read(_ holds: [Hold]) {}
    func drop(_ hold: Hold) { dropped.withLock { $0.append(hold.partition) } }
    func heard(_ key: [UInt8], in space: String) {}
    func renewed() { beats.withLock(wake: true) { $0 += 1 } }
  }

  private final class World {
    static let life: Int64 = 5_000_000
    let folder = "/tmp/roost-leases-\(UInt64.random(in: 0 ... .max))"
    private let time = SharedTime()
    let clock: StateClock
    let store: any StateStore

    init() throws {
      let time = time
      clock = StateClock(wall: { 1_800_000_000_000 }, steady: { time.value.withLock { $0 } })
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      store = try SQLiteStore(path: folder + "/state.db")
    }

    func pass(_ milliseconds: Int64) { time.value.withLock { $0 += milliseconds } }

    deinit {
      store.close()
      try? FileManager.default.removeItem(atPath: folder)
    }

    /// A commit as one of a partition's events is: why it was refused, or nil.
    func commit(under hold: Hold) async -> StateFailure.Kind? {
      let result = await withCheckedContinuation { waiting in
        store.commit(
          StateCommit(id: nil, steps: [.add([1], 1)], others: hold.fence),
          to: StateSpace(plugin: "demo", form: 1, quota: nil)
        ) { waiting.resume(returning: $0) }
      }
      guard case .failure(let failure) = result else { return nil }
      return failure.kind
    }
  }

  private final class SharedTime: Sendable { let value = Mutex<Int64>(0) }

  @Test func `a host that stood still finds its partitions taken, and its late commits stale`() async throws {
    let world = try World()
    let (a, b) = (try await Member(world, "a"), try await Member(world, "b"))
    a.beat()
    #expect(a.numbers == Array(0..<16))
    b.beat()
    let late = try #require(a.holds[3])
    #expect(await world.commit(under: late) == nil)
    for _ in 0..<5 {
      world.pass(World.life / 5)
      b.beat()
    }
    #expect(b.numbers == Array(0..<16))
    #expect(await world.commit(under: late) == .stale)
    // It does not know yet, and begins nothing: its own clock says that it did not renew.
    #expect(a.numbers.count == 16 && late.turn(of: Idle()) == .waits)
    a.beat()
    #expect(a.numbers == [] && a.dropped.withLock { $0 } == Array(0..<16))
    #expect(late.turn(of: Idle()) == .leaves)
  }

  private final class Idle: LaneMember { func laneIsFree() {} }

  @Test func `a partition is given once nothing of it is in hand`() async throws {
    let world = try World()
    let (a, b) = (try await Member(world, "a"), try await Member(world, "b"))
    a.beat()
    let last = try #require(a.holds[15])
    #expect(last.turn(of: Idle()) == .begins)
    b.beat()
    a.beat()
    #expect(a.numbers == Array(0..<8) + [15])
    #expect(await world.commit(under: last) == nil)
    last.ended()
    // While it gives, a beat may come by itself, which had looked before.
    a.beat()
    a.beat()
    b.beat()
    #expect(b.numbers == Array(8..<16))
    #expect(await world.commit(under: last) == .stale)
  }

  @Test func `one that ends gives its partitions at once`() async throws {
    let world = try World()
    let (a, b) = (try await Member(world, "a"), try await Member(world, "b"))
    a.beat()
    let held = try #require(a.holds[0])
    #expect(held.turn(of: Idle()) == .begins)
    a.leases.leave()
    await a.leases.close()
    #expect(await world.commit(under: held) == .stale)
    b.beat()
    #expect(b.numbers == Array(0..<16))
  }

  @Test func `the number of partitions is the store's`() async throws {
    let world = try World()
    let commit = StateCommit(id: nil, steps: [.put(LeaseRecords.count, Array("5".utf8), expires: 0)])
    _ = try await withCheckedContinuation { waiting in
      world.store.commit(commit, to: LeaseRecords.space) { waiting.resume(returning: $0) }
    }.get()
    let a = try await Member(world, "a")
    a.beat()
    #expect(a.numbers == [0, 1, 2, 3, 4])
  }
}
