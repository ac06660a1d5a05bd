import ModerationDomain
import Testing

/// Central European Time of 2026: summer time from 29 March, 01:00 UTC, to 25 October, 01:00 UTC.
let berlin = Zone(
  first: .hours(1),
  changes: [
    (Moment(seconds: 1_774_746_000), .hours(2)), (Moment(seconds: 1_792_890_000), .hours(1)),
  ])

@Suite struct ScheduleTests {
  /// 2026-03-28, a Saturday: the day before clocks are put forward.
  private let spring: Int64 = 20_540
  /// 2026-10-24, a Saturday: the day before clocks are put back.
  private let autumn: Int64 = 20_750

  private func at(_ day: Int64, _ hour: Int, _ minute: Int = 0) -> Moment {
    berlin.moment(LocalTime(day: day, minute: hour * 60 + minute))
  }

  private func schedule(_ hours: [Int]) -> Schedule {
    var schedule = Schedule(zone: berlin)
    schedule.slots = hours.map { Schedule.Slot(minute: $0 * 60) }
    return schedule
  }

  @Test func `local days and weekdays are right`() {
    #expect(berlin.local(Moment(seconds: 1_774_746_000)) == LocalTime(day: spring + 1, minute: 180))
    #expect(LocalTime(day: spring, minute: 0).weekday == 6)
    #expect(LocalTime(day: 0, minute: 0).weekday == 4)
    #expect(LocalTime(day: -1, minute: 61).day == -1)
    #expect(LocalTime(day: -1, minute: 61).minute == 61)
    #expect(LocalTime(day: -4, minute: 0).weekday == 7)
  }

  @Test func `a time that clocks skip comes as much later`() {
    #expect(at(spring + 1, 2, 30) == at(spring + 1, 3, 30))
    #expect(at(spring + 1, 2, 30) == Moment(seconds: 1_774_746_000) + .minutes(30))
  }

  @Test func `a time that clocks show twice is the first of both`() {
    #expect(at(autumn + 1, 2, 30) == Moment(seconds: 1_792_890_000) + .minutes(-30))
  }

  @Test func `a slot in the gap or in the overlap is one publication`() {
    var schedule = Schedule(zone: berlin)
    // In the gap the first of these is the second.
    schedule.slots = [Schedule.Slot(minute: 150), Schedule.Slot(minute: 210)]
    let first = schedule.next(after: at(spring, 12), taken: [])!
    #expect(first == at(spring + 1, 3, 30))
    #expect(schedule.next(after: at(spring, 12), taken: [first]) == at(spring + 2, 2, 30))
    schedule.slots = [Schedule.Slot(minute: 150)]
    let once = schedule.next(after: at(autumn, 12), taken: [])!
    #expect(once == at(autumn + 1, 2, 30))
    #expect(schedule.next(after: once, taken: [once]) == at(autumn + 2, 2, 30))
  }

  @Test func `of two items for one slot the second gets the next`() {
    let schedule = schedule([18, 9])
    #expect(schedule.next(after: at(spring, 8), taken: []) == at(spring, 9))
    #expect(schedule.next(after: at(spring, 8), taken: [at(spring, 9)]) == at(spring, 18))
    #expect(schedule.next(after: at(spring, 9), taken: []) == at(spring, 18))
    #expect(schedule.next(after: at(spring, 18), taken: []) == at(spring + 1, 9))
  }

  @Test func `slots have weekdays`() {
    var schedule = Schedule(zone: berlin)
    schedule.slots = [Schedule.Slot(minute: 600, weekdays: [3])]
    #expect(schedule.next(after: at(spring, 12), taken: []) == at(spring + 4, 10))
    schedule.slots = [Schedule.Slot(minute: 600, weekdays: [])]
    #expect(schedule.next(after: at(spring, 12), taken: []) == nil)
  }

  @Test func `quiet hours and caps hold`() {
    var schedule = schedule([2, 9, 12, 23])
    schedule.quiet = [Schedule.QuietHours(from: 22 * 60, to: 7 * 60)]
    #expect(schedule.next(after: at(spring, 13), taken: []) == at(spring + 1, 9))
    schedule.dailyCap = 1
    #expect(schedule.next(after: at(spring, 8), taken: [at(spring, 7, 30)]) == at(spring + 1, 9))
    #expect(schedule.obstacle(at: at(spring, 22), taken: []) == .quiet)
    #expect(schedule.obstacle(at: at(spring, 7), taken: []) == nil)
    #expect(schedule.obstacle(at: at(spring, 8), taken: [at(spring, 7)]) == .full)
  }

  @Test func `without slots an item goes as soon as the rest allows`() {
    var schedule = Schedule(zone: berlin)
    schedule.gap = .minutes(30)
    schedule.quiet = [Schedule.QuietHours(from: 13 * 60, to: 14 * 60)]
    #expect(schedule.next(after: at(spring, 12), taken: []) == at(spring, 12))
    #expect(schedule.next(after: at(spring, 12), taken: [at(spring, 11, 50)]) == at(spring, 12, 20))
    #expect(schedule.next(after: at(spring, 12, 40), taken: [at(spring, 12, 40)]) == at(spring, 14))
    #expect(schedule.obstacle(at: at(spring, 12), taken: [at(spring, 11, 50)]) == .near(at(spring, 11, 50)))
    schedule.quiet = [Schedule.QuietHours(from: 0, to: 24 * 60)]
    #expect(schedule.next(after: at(spring, 12), taken: []) == nil)
  }

  @Test func `quiet hours end even when clocks are put back within them`() {
    var schedule = Schedule(zone: berlin)
    schedule.quiet = [Schedule.QuietHours(from: 60, to: 170)]
    // 02:50 comes once before clocks are put back, and then again after a second quiet time.
    let second = Moment(seconds: 1_792_890_000) + .minutes(10)
    #expect(schedule.next(after: second, taken: []) == Moment(seconds: 1_792_890_000) + .minutes(50))
  }
}
