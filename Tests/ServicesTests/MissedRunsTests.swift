import Testing

@testable import HostServices

/// What is started late, and what is spread.
@Suite struct MissedRunsTests {
  private let hourly: CronSchedule
  private let noon: Int64

  init() throws {
    hourly = CronSchedule(try CronRule("@hourly"))
    noon = try utc("2026-05-01T12:00:00Z")
  }

  private func due(_ policy: MissedRuns, since planned: Int64, now: Int64, _ rule: CronSchedule? = nil)
    -> MissedRuns.Due
  {
    policy.due(since: noon + planned * 60_000, now: noon + now * 60_000, rule ?? hourly)
  }

  private func runs(_ policy: MissedRuns, since planned: Int64, now: Int64) -> [Int64] {
    due(policy, since: planned, now: now).runs.map { ($0 - noon) / 60_000 }
  }

  @Test(arguments: [MissedRuns.skip, .once, .all(atMost: 3)])
  func `a run on time is started, whatever the policy, and only once`(_ policy: MissedRuns) {
    #expect(runs(policy, since: -1, now: 0) == [0])
    #expect(runs(policy, since: -1, now: 1) == [0])
    #expect(runs(policy, since: 0, now: 1).isEmpty)
    #expect(runs(policy, since: 0, now: 59).isEmpty)
    #expect(!due(policy, since: -1, now: 0).leftOut)
  }

  @Test func `missed runs are left out, stood for, or made up for`() {
    #expect(runs(.skip, since: -1, now: 190).isEmpty)
    #expect(due(.skip, since: -1, now: 190).leftOut)
    #expect(runs(.once, since: -1, now: 190) == [180])
    #expect(due(.once, since: -1, now: 190).leftOut)
    #expect(runs(.all(atMost: 10), since: -1, now: 190) == [0, 60, 120, 180])
    #expect(!due(.all(atMost: 10), since: -1, now: 190).leftOut)
    #expect(runs(.all(atMost: 3), since: -1, now: 190) == [60, 120, 180])
    #expect(due(.all(atMost: 3), since: -1, now: 190).leftOut)
  }

  @Test func `a run on time stands for the missed ones, and is not counted among them`() {
    #expect(runs(.skip, since: -1, now: 180) == [180])
    #expect(runs(.once, since: -1, now: 180) == [180])
    #expect(runs(.all(atMost: 2), since: -1, now: 180) == [60, 120, 180])
  }

  @Test(arguments: [MissedRuns.skip, .once, .all(atMost: 3)])
  func `what was settled stays settled, also when the clock is set back`(_ policy: MissedRuns) {
    #expect(due(policy, since: -1, now: 190).planned == noon + 190 * 60_000)
    let back = due(policy, since: 190, now: -500)
    #expect(back.runs.isEmpty && !back.leftOut)
    #expect(back.planned == noon + 190 * 60_000)
  }

  @Test func `never more are made up for than the bound, however long it was`() throws {
    let minutely = CronSchedule(try CronRule("* * * * *"))
    let runs = MissedRuns.all(atMost: .max).due(since: 0, now: noon, minutely).runs
    #expect(runs.count == MissedRuns.mostRuns)
    #expect(runs.last == noon)
    #expect(runs.first == noon - Int64(MissedRuns.mostRuns - 1) * 60_000)
    #expect(MissedRuns.once.due(since: .min, now: .max, minutely).runs.isEmpty == false)
  }

  @Test(arguments: ["0 0 29 2 *", "*/7 3-5 * * MON", "30 2 * * *", "* 0 1 1 *"])
  func `the last run of a stretch is the one that stepping finds`(_ text: String) throws {
    let schedule = CronSchedule(try CronRule(text), in: try zone("Europe/Berlin"))
    let start = try utc("2020-01-01T00:00:00Z")
    for days in [1, 30, 59, 60, 61, 400, 2300] as [Int64] {
      let end = start + days * 86_400_000 + 12_345
      var (time, last) = (start, Int64?.none)
      while let next = schedule.next(after: time), next <= end { (time, last) = (next, next) }
      #expect(schedule.last(after: start, until: end) == last, "\(days)")
    }
  }

  @Test func `jitter is the same for the same run, bounded, and spread`() {
    let jitter = ScheduleJitter(upTo: 1000)
    let delays = (0..<4000).map { jitter.delay(of: "job\($0 % 40)", due: noon + Int64($0 / 40) * 60_000) }
    #expect(
      delays == (0..<4000).map { jitter.delay(of: "job\($0 % 40)", due: noon + Int64($0 / 40) * 60_000) })
    #expect(delays.allSatisfy { (0...1000).contains($0) })
    for tenth in 0..<10 {
      #expect(
        (300...500).contains(delays.count { $0 / 100 == tenth || ($0 == 1000 && tenth == 9) }), "\(tenth)")
    }
    #expect(ScheduleJitter(upTo: 0).delay(of: "a", due: noon) == 0)
    #expect(ScheduleJitter(upTo: -5).delay(of: "a", due: noon) == 0)
    #expect(ScheduleJitter(upTo: .max).limit == ScheduleJitter.longest)
    // The same in every process.
    #expect(jitter.delay(of: "backup", due: 0) == ScheduleJitter(upTo: 1000).delay(of: "backup", due: 0))
  }
}
