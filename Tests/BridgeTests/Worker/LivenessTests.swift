import HostFrames
import Testing

@testable import HostBridge

@Suite struct LivenessTests {
  @Test func `a loop that answers is alive, and is asked again only when given something`() throws {
    var liveness = Liveness()
    let result1 = liveness.begin()
    #expect(result1)
    let first = liveness.begin()
    #expect(!first, "one check at a time")
    let result2 = liveness.check()
    #expect(result2 == .ask(1))
    try liveness.answered(1)
    let result3 = liveness.check()
    #expect(result3 == .alive)
    let again = liveness.begin()
    #expect(again)
    let result4 = liveness.check()
    #expect(result4 == .ask(2))
  }

  @Test func `one that does not answer is stuck`() {
    var liveness = Liveness()
    _ = liveness.begin()
    _ = liveness.check()
    let result5 = liveness.check()
    #expect(result5 == .stuck)
  }

  @Test func `silence says nothing while the host is held up itself`() throws {
    var liveness = Liveness()
    _ = liveness.begin()
    _ = liveness.check()
    let heldUp = liveness.check(isLate: true)
    #expect(heldUp == .unsure)
    let inTime = liveness.check()
    #expect(inTime == .stuck)
  }

  @Test func `what is given after the answer is asked about too`() throws {
    var liveness = Liveness()
    _ = liveness.begin()
    let first = liveness.check()
    #expect(first == .ask(1))
    try liveness.answered(1)
    _ = liveness.begin()
    let second = liveness.check()
    #expect(second == .ask(2))
    let third = liveness.check()
    #expect(third == .stuck)
  }

  @Test func `an answer that was not asked for is a violation`() {
    var liveness = Liveness()
    #expect(throws: FrameError.self) { try liveness.answered(0) }
    _ = liveness.begin()
    _ = liveness.check()
    #expect(throws: FrameError.self) { try liveness.answered(7) }
  }

  @Test func `lines past the budget are dropped and counted`() {
    var budget = LineBudget()
    var written = 0
    for _ in 0..<5000 where budget.take(at: 1_000_000_000) != .drop { written += 1 }
    #expect(written == 2000)
    let result6 = budget.take(at: 1_002_000_000)
    #expect(result6 == .write(dropped: 3000))
    let result7 = budget.take(at: 1_002_000_001)
    #expect(result7 == .drop)
    let result8 = budget.take(at: 9_000_000_000)
    #expect(result8 == .write(dropped: 1))
  }
}
