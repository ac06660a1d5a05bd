@testable import HostBridge
@testable import HostDispatch
import HostServices
import Testing

/// What is due when, by the clock and how far a schedule has come.
struct ScheduleStepTests {
  private let start = ScheduleStage.start
  private let minute: Int64 = 60_000

  /// The runs that start as the clock goes on, with the times at which they do.
  private func runs(
    _ schedule: Registrations.Schedule, from begin: Int64, to end: Int64, step: Int64
  ) -> [(due: Int64, at: Int64)] {
    var (record, runs, now) = (schedule.begun(at: begin), [(due: Int64, at: Int64)](), begin)
    while now <= end {
      switch schedule.step(of: "demo", after: record, now: now) {
      case .run(let due, let next):
        runs.append((due, now))
        record = next
      case .skip(let next): record = next
      case .wait: now += step
      }
    }
    return runs
  }

  @Test func `a record is read as it was written`() throws {
    let record = ScheduleRecord(rule: "* * * * *", zone: "Europe/Berlin", planned: -5)
    #expect(try ScheduleRecord(record: record.record) == record)
    for count in 0..<record.record.count {
      #expect(throws: RecordError.self) { try ScheduleRecord(record: Array(record.record.prefix(count))) }
    }
  }

  @Test func `it continues only what has its rule and its zone`() throws {
    let schedule = try Registrations.Schedule.every("0 3 * * *")
    var record = schedule.begun(at: 5)
    #expect(record.planned == 5 && schedule.continues(record))
    record.zone = "Europe/Berlin"
    #expect(!schedule.continues(record))
    record = schedule.begun(at: 5)
    record.rule = "0 4 * * *"
    #expect(!schedule.continues(record))
  }

  @Test func `it waits until the very moment`() throws {
    let schedule = try Registrations.Schedule.every("*/5 * * * *")
    let record = schedule.begun(at: start)
    let due = start + 5 * minute
    #expect(schedule.step(of: "demo", after: record, now: start) == .wait(until: due))
    #expect(schedule.step(of: "demo", after: record, now: due - 1) == .wait(until: due))
    #expect(
      schedule.step(of: "demo", after: record, now: due)
        == .run(due: due, ScheduleRecord(rule: "*/5 * * * *", zone: "UTC", planned: due)))
  }

  @Test func `each run is delayed by its jitter, and waits say so`() throws {
    let schedule = try Registrations.Schedule.every("*/5 * * * *", jitter: 120)
    let runs = runs(schedule, from: start, to: start + 200 * minute, step: 1000)
    #expect(runs.map(\.due) == (1...39).map { start + Int64($0) * 5 * minute })
    let delays = runs.map { $0.at - $0.due }
    #expect(delays.allSatisfy { (0...120_000).contains($0) } && Set(delays).count > 20)
    for (due, at) in runs {
      guard
        case .wait(let until?) = schedule.step(of: "demo", after: schedule.begun(at: due - 1), now: due - 1)
      else {
        Issue.record("no wait")
        continue
      }
      #expect(until <= at && at - until < 1000)
    }
  }

  @Test func `jitter longer than the period neither reorders nor loses runs, and they are on time`() throws {
    for missed in [MissedRuns.skip, .once, .all(atMost: 1)] {
      let schedule = try Registrations.Schedule.every("* * * * *", jitter: 3600, missed: missed)
      let runs = runs(schedule, from: start, to: start + 150 * minute, step: 10_000)
      #expect(runs.count >= 90, "\(missed)")
      #expect(runs.map(\.due) == (1...Int64(runs.count)).map { start + $0 * minute }, "\(missed)")
      #expect(runs.allSatisfy { (0...3_600_000).contains($0.at - $0.due) }, "\(missed)")
    }
  }

  @Test func `with jitter a late run counts as missed all the same`() throws {
    let schedule = try Registrations.Schedule.every("0 * * * *", jitter: 60, missed: .skip)
    let record = schedule.begun(at: start)
    // A minute of jitter and a minute of grace.
    #expect(
      schedule.step(of: "demo", after: record, now: start + 62 * minute)
        == .run(
          due: start + 60 * minute,
          ScheduleRecord(rule: "0 * * * *", zone: "UTC", planned: start + 61 * minute)))
    guard case .skip = schedule.step(of: "demo", after: record, now: start + 62 * minute + 1) else {
      Issue.record("it is run")
      return
    }
  }

  @Test func `two plugins' schedules of one name are spread apart`() throws {
    let schedule = try Registrations.Schedule.every("0 * * * *", jitter: 3600)
    let record = schedule.begun(at: start)
    let waits = ["a", "b", "c", "d"].map { schedule.step(of: $0, after: record, now: start) }
    #expect(waits.enumerated().allSatisfy { waits.firstIndex(of: $1) == $0 })
  }
}
