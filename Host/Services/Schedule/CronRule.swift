internal import HostOperations

/// A cron rule of five fields: at which minutes of the calendar something is due, in no particular time zone.
///
///     30 2 * * MON-FRI     minute, hour, day of month, month, day of week
///
/// A field is `*`, a value, a range `1-5`, either of the two but a value with a step `*/15`, `10-50/10`, or a list of
/// these. Months and weekdays have English names of three letters; 0 and 7 are Sunday. `@hourly`, `@daily` and
/// `@midnight`, `@weekly`, `@monthly`, `@yearly` and `@annually` stand for rules.
///
/// Where day of month and day of week both restrict, a day is due that either of them names (POSIX, `crontab`). As in
/// Vixie's cron, a field restricts unless it begins with `*`: `0 0 */2 * MON` is due on Mondays that are odd days.
package struct CronRule: Sendable, Equatable {
  /// Longest text of a rule, in bytes.
  package static let textBytes = 256

  private static let shorthands = [
    "@hourly": "0 * * * *", "@daily": "0 0 * * *", "@midnight": "0 0 * * *", "@weekly": "0 0 * * 0",
    "@monthly": "0 0 1 * *", "@yearly": "0 0 1 1 *", "@annually": "0 0 1 1 *",
  ]

  /// The rule as it was written.
  package let text: String
  private let minutes: CronField.Content
  private let hours: CronField.Content
  private let days: CronField.Content
  private let months: CronField.Content
  private let weekdays: CronField.Content

  /// Reads a rule.
  ///
  /// - Throws: what is wrong with it, also when no day of the calendar fits, as 30 February.
  package init(_ text: String) throws(CronRuleError) {
    guard text.utf8.count <= Self.textBytes else {
      throw CronRuleError(text, "it has more than \(Self.textBytes) bytes", hint: "make two rules of it")
    }
    self.text = text
    let rule = text.hasPrefix("@") ? Self.shorthands[text.lowercased()] : text
    guard let rule else {
      throw CronRuleError(
        text, "there is no such word",
        hint: "write one of \(Self.shorthands.keys.sorted().joined(separator: ", "))")
    }
    let fields = rule.split { $0 == " " || $0 == "\t" }
    guard fields.count == 5 else {
      throw CronRuleError(
        text, "it has \(fields.count) fields, not 5",
        hint: "write minute, hour, day of month, month, day of week")
    }
    var read: [CronField.Content] = []
    for (field, content) in zip(CronField.all, fields) {
      do throws(CronField.Problem) { read.append(try field.read(content)) } catch {
        throw CronRuleError(text, in: field.name, error.why, hint: error.hint)
      }
    }
    (minutes, hours, days, months, weekdays) = (read[0], read[1], read[2], read[3], read[4])
    // Every date of the calendar falls on every weekday once in a while, 29 February too.
    let fires = (1...12).contains { months.has($0) && !dates(inMonth: $0, of: 2000).isEmpty }
    guard isEitherDay || fires else {
      throw CronRuleError(
        text, "none of its months has such a day", hint: "April has 30 days, February 29 at most")
    }
  }

  /// Whether it is meant by the clock's run rather than by the time of day: its minute or hour begins with `*`.
  package var followsClock: Bool { minutes.beginsWithStar || hours.beginsWithStar }

  /// The first minute that is due in a stretch of minutes since 1970-01-01 00:00 of the calendar.
  ///
  /// Jumps from field to field: a month costs the same, whatever is due in it.
  ///
  /// - Parameters:
  ///   - start: the first that may be it.
  ///   - end: the first that may not.
  func next(from start: Int64, before end: Int64) -> Int64? {
    guard start < end else { return nil }
    let day = floorDivide(start, 1440)
    var date = CivilDate(daysSinceEpoch: day)
    if dates(of: date).has(date.day), let time = time(atOrAfter: start - day * 1440) {
      return bounded(day * 1440 + time, end)
    }
    date = CivilDate(daysSinceEpoch: day + 1)
    while date.daysSinceEpoch * 1440 < end {
      if let day = dates(of: date).first(atOrAfter: date.day), let time = time(atOrAfter: 0) {
        let found = CivilDate(year: date.year, month: date.month, day: day)
        return bounded(found.daysSinceEpoch * 1440 + time, end)
      }
      date = monthAfter(date)
    }
    return nil
  }

  private func bounded(_ minute: Int64, _ end: Int64) -> Int64? { minute < end ? minute : nil }

  private func monthAfter(_ date: CivilDate) -> CivilDate {
    if let month = months.first(atOrAfter: date.month + 1) {
      return CivilDate(year: date.year, month: month, day: 1)
    }
    return CivilDate(year: date.year + 1, month: months.first(atOrAfter: 1) ?? 1, day: 1)
  }

  /// The first minute of a day, from one on.
  private func time(atOrAfter minute: Int64) -> Int64? {
    let hour = minute / 60
    if hours.has(hour), let found = minutes.first(atOrAfter: minute % 60) { return hour * 60 + found }
    guard let later = hours.first(atOrAfter: hour + 1), let found = minutes.first(atOrAfter: 0) else {
      return nil
    }
    return later * 60 + found
  }

  /// Whether a day of month and a day of week are due each by itself.
  private var isEitherDay: Bool { !days.beginsWithStar && !weekdays.beginsWithStar }

  /// The days of a date's month that are due.
  private func dates(of date: CivilDate) -> CronField.Content {
    let first = CivilDate(year: date.year, month: date.month, day: 1).weekday
    var onWeekdays: UInt64 = 0
    for day in 1...CivilDate.days(inMonth: date.month, of: date.year)
    where weekdays.has((first + day - 1) % 7) { onWeekdays |= 1 << UInt64(day) }
    var due = dates(inMonth: date.month, of: date.year)
    guard months.has(date.month) else { return CronField.Content(values: 0, beginsWithStar: false) }
    due.values = isEitherDay ? due.values | onWeekdays : due.values & onWeekdays
    return due
  }

  /// The days of a month that the field for days names.
  private func dates(inMonth month: Int64, of year: Int64) -> CronField.Content {
    let length = UInt64(CivilDate.days(inMonth: month, of: year))
    return CronField.Content(values: days.values & (2 << length - 1), beginsWithStar: false)
  }
}

extension CronField.Content {
  fileprivate var isEmpty: Bool { values == 0 }
}

/// A quotient rounded down, also below zero.
func floorDivide(_ dividend: Int64, _ divisor: Int64) -> Int64 {
  dividend / divisor - (dividend % divisor < 0 ? 1 : 0)
}
