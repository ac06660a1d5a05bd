import ModerationDomain
import Testing

@Suite struct CatchUpTests {
  /// 2026-07-06, a Monday, in UTC.
  private let day: Int64 = 20_640

  private func at(_ hour: Int, _ minute: Int = 0, plus days: Int64 = 0) -> Moment {
    Zone.utc.moment(LocalTime(day: day + days, minute: hour * 60 + minute))
  }

  private func schedule() -> Schedule {
    var schedule = Schedule(zone: .utc)
    schedule.slots = [9, 11, 13, 15, 17, 20].map { Schedule.Slot(minute: $0 * 60) }
    return schedule
  }

  /// Five slots went by; an item waits for the evening.
  private func times(_ policy: CatchUp, _ schedule: Schedule? = nil) -> [Moment] {
    let hours = [17, 9, 11, 13, 15, 20]
    let due = hours.map { (item: ItemID(rawValue: Int64($0)), time: at($0)) }
    let times = policy.times(of: due, now: at(18), published: [], in: schedule ?? self.schedule())
    // Their order stays.
    #expect(times.map(\.item.rawValue) == Array([9, 11, 13, 15, 17].prefix(times.count)))
    return times.map(\.time)
  }

  @Test func `after five missed slots there is no burst`() {
    #expect(times(.later) == [9, 11, 13, 15, 17].map { at($0, plus: 1) })
    #expect(times(.one) == [at(18)] + [9, 11, 13, 15].map { at($0, plus: 1) })
    #expect(times(.spaced(.minutes(15))) == (0..<5).map { at(18, $0 * 15) })
    #expect(Set(times(.spaced(.seconds(0)))).count == 5)
  }

  @Test func `quiet hours and caps hold after downtime too`() {
    var schedule = schedule()
    schedule.quiet = [Schedule.QuietHours(from: 18 * 60, to: 19 * 60)]
    #expect(times(.one, schedule).first == at(19))
    schedule.quiet = []
    // The one for the evening counts.
    schedule.dailyCap = 3
    #expect(
      times(.spaced(.minutes(15)), schedule)
        == [at(18), at(18, 15), at(0, plus: 1), at(0, 15, plus: 1), at(0, 30, plus: 1)])
  }

  @Test func `what is on time keeps its time`() {
    let due = [(item: ItemID(rawValue: 1), time: at(9))]
    #expect(CatchUp.later.times(of: due, now: at(9, 5), published: [], in: schedule()).isEmpty)
    #expect(
      CatchUp.later.times(of: due, now: at(9, 6), published: [], in: schedule()).map(\.time) == [at(11)])
    let two = due + [(item: ItemID(rawValue: 2), time: at(9, 2))]
    #expect(CatchUp.later.times(of: two, now: at(9, 3), published: [], in: schedule()).isEmpty)
    #expect(CatchUp.later.times(of: due, now: at(8), published: [], in: schedule()).isEmpty)
  }
}

@Suite struct PublishingOrderTests {
  private func item(_ id: Int64, due seconds: Int64, channels: [ChatID] = [Course.news]) throws -> Course {
    var course = Course(channels: channels)
    course.item = Item(
      id: ItemID(rawValue: id), author: Course.author.id, content: Content(text: FormattedText("x")),
      attribution: .name, channels: channels)
    try course.step(.author(.submit, Course.author))
    try course.step(.checked(.publish, revision: 1))
    try course.step(.planned(course.now + .seconds(seconds)))
    return course
  }

  private func ready(_ items: [Course], after seconds: Int64 = 10, paused: Set<ChatID> = []) -> [Int64] {
    PublishingOrder.ready(items.map(\.item), at: Course().now + .seconds(seconds), paused: paused).map(
      \.rawValue)
  }

  @Test func `one after the other, in the order of their times`() throws {
    let items = try [item(1, due: 5), item(2, due: 3), item(3, due: 5), item(4, due: 60)]
    #expect(ready(items) == [2])
    #expect(ready([items[0], items[2]]) == [1])
    #expect(ready([items[3]]) == [])
  }

  @Test func `one that has to wait keeps the later ones waiting`() throws {
    var first = try item(1, due: 5)
    let second = try item(2, due: 6)
    first.now = first.now + .seconds(10)
    try first.step(.due)
    #expect(ready([second, first]) == [])
    try first.step(.delivery(.delayed(until: first.now + .seconds(30)), Course.news, attempt: 1))
    #expect(ready([second, first]) == [])
    #expect(ready([second, first], after: 40) == [1])
    first.now = first.now + .seconds(30)
    try first.step(.due)
    try first.step(.delivery(.sent(messages: [1]), Course.news, attempt: 2))
    #expect(ready([second, first], after: 40) == [2])
  }

  @Test func `what is of unknown outcome stands aside`() throws {
    var first = try item(1, due: 5)
    first.now = first.now + .seconds(10)
    try first.step(.due)
    try first.step(.delivery(.noAnswer, Course.news, attempt: 1))
    #expect(ready([first, try item(2, due: 6)]) == [2])
  }

  @Test func `channels do not wait for each other, and a paused one stands still`() throws {
    let items = try [
      item(1, due: 5), item(2, due: 6, channels: [Course.extra]),
      item(3, due: 7, channels: [Course.news, Course.extra]),
    ]
    #expect(ready(items) == [1, 2])
    #expect(ready(items, paused: [Course.news]) == [2])
    #expect(ready([items[2]], paused: [Course.extra]) == [])
  }
}
