import Testing

@testable import HostServices

/// What cron rules mean, in UTC.
@Suite struct CronRuleTests {
  @Test(
    arguments: [
      ("* * * * *", "2026-01-01T00:00:00Z", ["2026-01-01T00:01:00Z", "2026-01-01T00:02:00Z"]),
      ("*/20 * * * *", "2026-01-01T00:30:00Z", ["2026-01-01T00:40:00Z", "2026-01-01T01:00:00Z"]),
      (
        "10-50/20 8 * * *", "2026-01-01T08:10:00Z",
        ["2026-01-01T08:30:00Z", "2026-01-01T08:50:00Z", "2026-01-02T08:10:00Z"]
      ),
      (
        "5,1,3-4 0 * * *", "2025-12-31T23:59:00Z",
        [
          "2026-01-01T00:01:00Z", "2026-01-01T00:03:00Z", "2026-01-01T00:04:00Z", "2026-01-01T00:05:00Z",
          "2026-01-02T00:01:00Z",
        ]
      ),
      ("0 0 31 * *", "2026-01-31T00:00:00Z", ["2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"]),
      ("0 0 29 2 *", "2026-01-01T00:00:00Z", ["2028-02-29T00:00:00Z", "2032-02-29T00:00:00Z"]),
      ("0 0 29 2 *", "2097-01-01T00:00:00Z", ["2104-02-29T00:00:00Z"]),
      ("0 12 * JAN,dec Mon", "2026-01-20T00:00:00Z", ["2026-01-26T12:00:00Z", "2026-12-07T12:00:00Z"]),
      ("0 0 * * 7", "2026-01-01T00:00:00Z", ["2026-01-04T00:00:00Z", "2026-01-11T00:00:00Z"]),
      (
        "0 0 * * SAT-SUN", "2026-01-02T00:00:00Z",
        ["2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z", "2026-01-10T00:00:00Z"]
      ),
      ("0 0 * * 5-7/2", "2026-01-01T00:00:00Z", ["2026-01-02T00:00:00Z", "2026-01-04T00:00:00Z"]),
      // Both restrict: either will do.
      (
        "0 0 13 * FRI", "2026-02-01T00:00:00Z",
        ["2026-02-06T00:00:00Z", "2026-02-13T00:00:00Z", "2026-02-20T00:00:00Z"]
      ),
      ("0 0 1-31 * MON", "2026-02-01T00:00:00Z", ["2026-02-02T00:00:00Z", "2026-02-03T00:00:00Z"]),
      // One begins with a star: both must.
      ("0 0 */2 * MON", "2026-02-01T00:00:00Z", ["2026-02-09T00:00:00Z", "2026-02-23T00:00:00Z"]),
      ("0 0 13 * */5", "2026-02-01T00:00:00Z", ["2026-02-13T00:00:00Z", "2026-03-13T00:00:00Z"]),
      ("0 0 30 2 MON", "2026-01-01T00:00:00Z", ["2026-02-02T00:00:00Z"]),
      ("@hourly", "2026-01-01T00:00:00Z", ["2026-01-01T01:00:00Z", "2026-01-01T02:00:00Z"]),
      ("@daily", "2026-01-01T00:00:00Z", ["2026-01-02T00:00:00Z"]),
      ("@weekly", "2026-01-01T00:00:00Z", ["2026-01-04T00:00:00Z"]),
      ("@Monthly", "2026-01-01T00:00:00Z", ["2026-02-01T00:00:00Z"]),
      ("@yearly", "2026-01-01T00:00:00Z", ["2027-01-01T00:00:00Z"]),
    ] as [(String, String, [String])])
  func `a rule is due at these times`(_ rule: String, _ start: String, _ expected: [String]) throws {
    #expect(try times(rule, .utc, after: start, expected.count) == expected.map(utc))
  }

  @Test(arguments: [
    ("", "0 fields"), ("* * * *", "4 fields"), ("* * * * * *", "6 fields"), ("60 * * * *", "minute"),
    ("* 24 * * *", "hour"), ("* * 0 * *", "day of month"), ("* * 32 * *", "day of month"),
    ("* * * 13 *", "month"),
    ("* * * * 8", "day of week"), ("* * * FEBR *", "month"), ("JAN * * * *", "minute"),
    ("5-1 * * * *", "5-59,0-1"),
    ("5/15 * * * *", "5-59/STEP"), ("*/0 * * * *", "step"), ("*/ * * * *", "step"), ("1, * * * *", "missing"),
    ("-1 * * * *", "missing"), ("1-2-3 * * * *", "no \"2-3\""), ("+1 * * * *", "no \"+1\""),
    ("001 * * * *", "no \"001\""), ("١ * * * *", "minute"), ("@reboot", "no such word"),
    ("@", "no such word"),
    ("0 0 30 2 *", "no"), ("0 0 30,31 FEB *", "such a day"), ("0 0 31 4,6,9,11 *", "such a day"),
    ("0 0 30 2 */2", "such a day"), (String(repeating: "1,", count: 200) + "1 * * * *", "bytes"),
  ])
  func `a text that is no rule is refused, saying why`(_ text: String, _ part: String) {
    let error = #expect(throws: CronRuleError.self) { try CronRule(text) }
    #expect(error?.description.contains(part) == true, "\(error?.description ?? "")")
    #expect(error?.description.contains("hint: ") == true)
  }

  @Test func `a time between minutes is before the next one, and the next is never the same`() throws {
    let schedule = CronSchedule(try CronRule("* * * * *"))
    #expect(schedule.next(after: 59_999) == 60_000)
    #expect(schedule.next(after: 60_000) == 120_000)
    #expect(schedule.next(after: 60_001) == 120_000)
    #expect(schedule.next(after: -1) == 0)
    #expect(schedule.next(after: -60_001) == -60_000)
  }

  @Test func `no time is too early or too late to ask about`() throws {
    let schedule = CronSchedule(try CronRule("0 0 29 2 *"), in: try zone("America/New_York"))
    #expect(schedule.next(after: .max) == nil)
    #expect(schedule.next(after: 253_402_300_799_000) == nil)
    #expect(schedule.next(after: .min) != nil)
  }
}
