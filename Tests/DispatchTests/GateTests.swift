@testable import HostBridge
import HostOperations
import Synchronization
import Testing

/// What makes it safe to free a generation while events race towards it.
@Suite struct GateTests {
  @Test func `a closed gate lets nobody in and counts nobody`() {
    let gate = Gate()
    #expect(gate.enter())
    gate.close()
    #expect(!gate.enter())
    #expect(gate.count == 1)
    gate.leave()
    #expect(gate.count == 0)
  }

  @Test func `a gate that was opened again lets in`() {
    let gate = Gate()
    gate.close()
    gate.open()
    #expect(gate.enter())
    #expect(gate.count == 1)
  }

  @Test func `a closed and empty gate is not waited for`() async {
    let gate = Gate()
    gate.close()
    #expect(await gate.emptied(within: .seconds(60)))
  }

  @Test func `the time for emptying runs out while somebody is inside`() async {
    let gate = Gate()
    #expect(gate.enter())
    gate.close()
    #expect(await !gate.emptied(within: .milliseconds(1)))
  }

  @Test func `an open gate is not emptied by the last who leaves`() async {
    let gate = Gate()
    #expect(gate.enter())
    gate.leave()
    #expect(await !gate.emptied(within: .milliseconds(1)))
  }

  @Test func `the last who leaves a closed gate tells everyone who waits`() async {
    let gate = Gate()
    #expect(gate.enter())
    #expect(gate.enter())
    gate.close()
    async let first = gate.emptied(within: .seconds(60))
    async let second = gate.emptied(within: .seconds(60))
    await Task.detached {
      gate.leave()
      gate.leave()
    }.value
    #expect(await first)
    #expect(await second)
  }

  private final class Race: Sendable {
    let gate = Gate()
    let isFreed = Atomic<Bool>(false)
    let entered = Atomic<Int>(0)
    let afterFree = Atomic<Int>(0)

    func enterUntilClosed() {
      while gate.enter() {
        entered.add(1, ordering: .relaxed)
        if isFreed.load(ordering: .relaxed) { afterFree.add(1, ordering: .relaxed) }
        gate.leave()
      }
    }
  }

  private final class Knocker: Sendable {
    private let gate: Gate
    private let isStopped = Atomic<Bool>(false)
    private let knocks = Atomic<Int>(0)
    var count: Int { knocks.load(ordering: .relaxed) }
    init(_ gate: Gate) { self.gate = gate }
    func stop() { isStopped.store(true, ordering: .relaxed) }
    func knock() {
      while !isStopped.load(ordering: .relaxed) {
        _ = gate.enter()
        knocks.add(1, ordering: .relaxed)
      }
    }
  }

  @Test func `nobody is inside once it is closed and emptied, however events race`() async throws {
    for _ in 0..<50 {
      let race = Race()
      let threads = try (0..<3).map { _ in try SystemThread.start("race") { race.enterUntilClosed() } }
      while race.entered.load(ordering: .relaxed) < 100 { await Task.yield() }
      race.gate.close()
      #expect(await race.gate.emptied(within: .seconds(60)))
      race.isFreed.store(true, ordering: .relaxed)
      for thread in threads { thread.join() }
      #expect(race.afterFree.load(ordering: .relaxed) == 0)
      #expect(race.gate.count == 0)
    }
  }

  @Test func `whoever finds it closed is never counted`() throws {
    let gate = Gate()
    gate.close()
    let knocker = Knocker(gate)
    let thread = try SystemThread.start("knocking") { knocker.knock() }
    defer { thread.join() }
    var most = 0
    while knocker.count < 200_000 { most = max(most, gate.count) }
    knocker.stop()
    #expect(most == 0)
  }
}
