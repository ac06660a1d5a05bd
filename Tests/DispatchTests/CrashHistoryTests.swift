import Testing

@testable import HostDispatch

@Suite struct CrashHistoryTests {
  private let start = ContinuousClock.now

  @Test func `the first is answered at once, the next later and later, the last by giving up`() {
    var history = CrashHistory()
    let limits = CrashHistory.Limits(crashes: 5, window: .seconds(300))
    let decisions = (0..<5).map { history.crashed(at: start + .seconds($0), limits) }
    #expect(
      decisions == [
        .restart(after: .zero), .restart(after: .milliseconds(100)), .restart(after: .milliseconds(200)),
        .restart(after: .milliseconds(400)), .quarantine,
      ])
  }

  @Test func `crashes long ago do not count`() {
    var history = CrashHistory()
    let limits = CrashHistory.Limits()
    for minute in 0..<20 {
      let decision = history.crashed(at: start + .seconds(minute * 150), limits)
      #expect(decision != .quarantine)
    }
    #expect(history.count == 2)
  }

  @Test func `the wait has a bound`() {
    var history = CrashHistory()
    let limits = CrashHistory.Limits(crashes: 1000, window: .seconds(3600))
    for _ in 0..<100 { _ = history.crashed(at: start, limits) }
    let result15 = history.crashed(at: start, limits)
    #expect(result15 == .restart(after: .seconds(30)))
  }

  @Test func `intake is held only for a worker that serves`() {
    let slot = PluginSlot(plugin: "p", limits: .init(concurrency: 1, queue: 1))
    let early = LossGuard(slot)
    early.lost()
    #expect(slot.holdCount == 0)
    early.setServing(true)
    #expect(slot.holdCount == 1, "lost while it was put in place")
    early.setServing(true)
    early.lost()
    #expect(slot.holdCount == 1, "once")
    early.release()
    early.release()
    #expect(slot.holdCount == 0)
    let retired = LossGuard(slot)
    retired.setServing(true)
    retired.setServing(false)
    retired.lost()
    #expect(slot.holdCount == 0)
  }
}
