/// A day of the Gregorian calendar, in UTC, for periods of months.
struct CivilDate: Hashable {
  var year: Int64
  var month: Int64
  var day: Int64

  /// The day that a number of days after 1970-01-01 is. Years are counted from March, so that a leap day is the last,
  /// in eras of 400 years, which all have 146,097 days.
  init(daysSince1970 days: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let fromMarch = (5 * ofYear + 2) / 153
    day = ofYear - (153 * fromMarch + 2) / 5 + 1
    month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days after 1970-01-01.
  var daysSince1970: Int64 {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let ofYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + ofYear - 719_468
  }

  /// Months later, on the day given, or the last of a month that has no such day.
  func adding(months: Int64, anchor: Int64) -> CivilDate {
    var date = self
    let count = year * 12 + (month - 1) + months
    date.year = count >= 0 ? count / 12 : (count - 11) / 12
    date.month = count - date.year * 12 + 1
    date.day = min(anchor, Self.days(of: date.month, in: date.year))
    return date
  }

  private static func days(of month: Int64, in year: Int64) -> Int64 {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension Period {
  /// A day as `YYYYMMDD`, of a year of four digits.
  package static func dateDigits(daysSince1970 days: Int64) -> String {
    let date = CivilDate(daysSince1970: days)
    return "\(date.year * 10_000 + date.month * 100 + date.day)"
  }
}
