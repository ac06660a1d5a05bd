/// When a cron rule is due by the clocks of a time zone, as times in milliseconds since 1970.
///
/// Where clocks are changed, it does what Vixie's cron and its heirs do:
///
/// - A rule at times of day, such as `30 2 * * *`, is due once a day it names. Where the clocks skip the time, it is
///   due at the first moment after the gap, once, also when they skip several of its times, or the whole day. Where
///   they show it twice, it is due the first time.
/// - A rule whose minute or hour begins with `*`, such as `*/15 * * * *` or `0 */2 * * *`, is due whenever the clocks
///   show one of its times. In an hour that comes twice it is due in both; what is skipped is left out.
package struct CronSchedule: Sendable, Equatable {
  /// The end of the year 9999, in seconds since 1970: nothing is due later.
  static let end: Int64 = 253_402_300_800
  /// The beginning of the year 0, likewise.
  static let beginning: Int64 = -62_167_219_200
  /// After so many seconds the calendar repeats itself, weekdays too: 400 years.
  private static let cycle: Int64 = 146_097 * 86_400

  /// The rule.
  package let rule: CronRule
  /// The clocks.
  package let zone: TimeZoneRules

  /// Makes a schedule.
  package init(_ rule: CronRule, in zone: TimeZoneRules = .utc) {
    self.rule = rule
    self.zone = zone
  }

  /// The first time after another at which it is due, both in milliseconds since 1970; nil when there is none within
  /// 400 years: a rule that follows the clock may name only what the clocks always skip.
  package func next(after time: Int64) -> Int64? {
    let second = max(floorDivide(time, 1000), Self.beginning)
    let end = min(Self.end, second.addingReportingOverflow(Self.cycle).partialValue)
    guard second < end else { return nil }
    let next =
      rule.followsClock ? nextShown(after: second, before: end) : nextOnce(after: second, before: end)
    return next.map { $0 * 1000 }
  }

  /// For a rule that follows the clock.
  private func nextShown(after second: Int64, before end: Int64) -> Int64? {
    var span = zone.span(at: second)
    var minute = floorDivide(second + span.offset, 60) + 1
    while true {
      let stop = roundedUp(min(span.end, end) + span.offset)
      if let found = rule.next(from: minute, before: stop) { return found * 60 - span.offset }
      guard span.end < end else { return nil }
      span = zone.span(at: span.end)
      minute = roundedUp(span.start + span.offset)
    }
  }

  /// For a rule at times of day.
  private func nextOnce(after second: Int64, before end: Int64) -> Int64? {
    let offset = zone.span(at: second).offset
    var minute = floorDivide(second + offset, 60) + 1
    let stop = roundedUp(end + offset)
    while let found = rule.next(from: minute, before: stop) {
      let instant = zone.instant(ofLocal: found * 60)
      // What the clocks show a second time was due the first time.
      if instant > second { return instant }
      minute = found + 1
    }
    return nil
  }

  /// The first full minute that is not before a local second.
  private func roundedUp(_ local: Int64) -> Int64 { floorDivide(local + 59, 60) }
}
