import Testing

@testable import HostServices

/// What becomes of rules where clocks are changed.
@Suite struct CronScheduleTests {
  /// A day of a zone on which its clocks are changed, and when a rule is due from its beginning on.
  struct Case: Sendable {
    var zone: String
    var rule: String
    var start: String
    var due: [String]

    init(_ zone: String, _ rule: String, _ start: String, _ due: [String]) {
      (self.zone, self.rule, self.start, self.due) = (zone, rule, start, due)
    }
  }

  @Test(arguments: [
    // 29 March 2026, 02:00 CET becomes 03:00 CEST at 01:00 UTC.
    Case(
      "Europe/Berlin", "30 2 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"]),
    Case(
      "Europe/Berlin", "0,15,45 2 * * *", "2026-03-28T12:00:00Z",
      ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]),
    Case(
      "Europe/Berlin", "0 2,3 * * *", "2026-03-28T12:00:00Z",
      ["2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z"]),
    Case(
      "Europe/Berlin", "59 1 * * *", "2026-03-28T12:00:00Z", ["2026-03-29T00:59:00Z", "2026-03-29T23:59:00Z"]),
    Case(
      "America/New_York", "30 2 8 3 *", "2026-01-01T00:00:00Z",
      ["2026-03-08T07:00:00Z", "2027-03-08T07:30:00Z"]),
    Case(
      "Australia/Lord_Howe", "15 2 * * *", "2026-10-03T00:00:00Z",
      ["2026-10-03T15:30:00Z", "2026-10-04T15:15:00Z"]),
  ])
  func `a time that the clocks skip is due once, right after the gap`(_ it: Case) throws {
    #expect(try times(it.rule, zone(it.zone), after: it.start, it.due.count) == it.due.map(utc))
  }

  @Test(arguments: [
    // 25 October 2026, 03:00 CEST becomes 02:00 CET at 01:00 UTC.
    Case(
      "Europe/Berlin", "30 2 * * *", "2026-10-24T12:00:00Z", ["2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"]),
    Case("Europe/Berlin", "0 2 * * *", "2026-10-25T00:00:00Z", ["2026-10-26T01:00:00Z"]),
    Case(
      "Europe/Berlin", "0,59 2 * * *", "2026-10-25T00:00:00Z",
      ["2026-10-25T00:59:00Z", "2026-10-26T01:00:00Z"]),
    // In the hour's second turn, nothing of it is left.
    Case("Europe/Berlin", "0,59 2 * * *", "2026-10-25T01:10:00Z", ["2026-10-26T01:00:00Z"]),
    Case("Europe/Berlin", "0 3 * * *", "2026-10-25T01:10:00Z", ["2026-10-25T02:00:00Z"]),
    Case("America/New_York", "30 1 1 11 *", "2026-01-01T00:00:00Z", ["2026-11-01T05:30:00Z"]),
    Case(
      "Australia/Lord_Howe", "45 1 * * *", "2026-04-04T00:00:00Z",
      ["2026-04-04T14:45:00Z", "2026-04-05T15:15:00Z"]),
  ])
  func `a time that the clocks show twice is due the first time`(_ it: Case) throws {
    #expect(try times(it.rule, zone(it.zone), after: it.start, it.due.count) == it.due.map(utc))
  }

  @Test(arguments: [
    Case(
      "Europe/Berlin", "*/30 * * * *", "2026-10-25T00:00:00Z",
      ["2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z"]),
    Case(
      "Europe/Berlin", "30 * * * *", "2026-10-25T00:00:00Z",
      ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z"]),
    Case(
      "Europe/Berlin", "0 */2 * * *", "2026-03-28T22:30:00Z",
      ["2026-03-28T23:00:00Z", "2026-03-29T02:00:00Z"]),
    Case("Europe/Berlin", "*/30 2 * * *", "2026-03-28T12:00:00Z", ["2026-03-30T00:00:00Z"]),
    Case(
      "Australia/Lord_Howe", "*/20 1 * * *", "2026-04-04T14:39:00Z",
      ["2026-04-04T14:40:00Z", "2026-04-04T15:10:00Z", "2026-04-05T14:30:00Z"]),
  ])
  func `a rule that follows the clock runs on through a repeated hour and leaves out a skipped one`(
    _ it: Case
  ) throws {
    #expect(try times(it.rule, zone(it.zone), after: it.start, it.due.count) == it.due.map(utc))
  }

  @Test(arguments: [
    // Samoa had no 30 December 2011: its 31st began at 10:00 UTC on the 30th.
    Case(
      "Pacific/Apia", "0 12 * * *", "2011-12-29T23:00:00Z", ["2011-12-30T10:00:00Z", "2011-12-30T22:00:00Z"]),
    Case(
      "Pacific/Apia", "0 12 30 12 *", "2011-01-01T00:00:00Z",
      ["2011-12-30T10:00:00Z", "2012-12-29T22:00:00Z"]),
    Case(
      "Pacific/Apia", "0 * * * *", "2011-12-30T09:00:00Z", ["2011-12-30T10:00:00Z", "2011-12-30T11:00:00Z"]),
    Case(
      "Asia/Kolkata", "0 6 * * *", "2026-07-01T00:00:00Z", ["2026-07-01T00:30:00Z", "2026-07-02T00:30:00Z"]),
    Case(
      "Asia/Kolkata", "@hourly", "2026-07-01T00:00:00Z", ["2026-07-01T00:30:00Z", "2026-07-01T01:30:00Z"]),
    // Long after the last change of any file.
    Case(
      "Europe/Berlin", "30 2 * * *", "2400-03-25T12:00:00Z", ["2400-03-26T01:00:00Z", "2400-03-27T00:30:00Z"]),
    Case("Europe/Berlin", "0 0 29 2 *", "2097-01-01T00:00:00Z", ["2104-02-28T23:00:00Z"]),
  ])
  func `a skipped day, a half hour and a far year are right`(_ it: Case) throws {
    #expect(try times(it.rule, zone(it.zone), after: it.start, it.due.count) == it.due.map(utc))
  }

  @Test func `a rule for what the clocks always skip is never due, and that is found out`() throws {
    // Only the last Sunday of March, between 2 and 3 o'clock.
    let rule = try CronRule("*/30 2 25-31 3 */7")
    let now = try utc("2026-01-01T00:00:00Z")
    #expect(CronSchedule(rule, in: try zone("Europe/Berlin")).next(after: now) == nil)
    #expect(CronSchedule(rule).next(after: now) == (try utc("2026-03-29T02:00:00Z")))
  }
}
