/// A date as HTTP writes it (RFC 9110 §5.6.7), to the second, in GMT.
struct HTTPDate: Equatable, CustomStringConvertible {
  /// Seconds since 1970.
  var seconds: Int64

  private static let days = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"]
  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  init(seconds: Int64) {
    self.seconds = seconds
  }

  /// Reads all three forms that a recipient must accept: IMF-fixdate, RFC 850's and asctime's. `now`, in
  /// seconds since 1970, settles the century of RFC 850's two-digit year. Nil for anything else.
  init?(_ text: String, now: Int64) {
    guard text.utf8.count <= 40 else { return nil }
    let fields = text.split { $0 == " " || $0 == "," || $0 == "-" || $0 == ":" }
    let (day, month, clock, year): (Substring, Substring, ArraySlice<Substring>, Substring)
    switch fields.count {
    case 8 where fields[7] == "GMT":
      (day, month, year, clock) = (fields[1], fields[2], fields[3], fields[4..<7])
    case 7: (month, day, clock, year) = (fields[1], fields[2], fields[3..<6], fields[6])
    default: return nil
    }
    let time = clock.compactMap { Self.number($0, digits: 2...2) }
    guard let index = Self.months.firstIndex(of: String(month)), let date = Self.number(day, digits: 1...2),
      time.count == 3, time[0] < 24, time[1] < 60, time[2] <= 60
    else { return nil }
    let short = Self.number(year, digits: 2...2).map { Self.fullYear($0, now: now) }
    guard let fullYear = short ?? Self.number(year, digits: 4...4) else { return nil }
    let days = Self.daysSinceEpoch(year: fullYear, month: Int64(index) + 1, day: date)
    // A day that its month does not have comes back as another date.
    guard Self.civil(days) == (fullYear, Int64(index) + 1, date) else { return nil }
    seconds = days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
  }

  /// IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  var description: String {
    let second = ((seconds % 86_400) + 86_400) % 86_400
    let days = (seconds - second) / 86_400
    let (year, month, day) = Self.civil(days)
    let weekday = Self.days[Int(((days % 7) + 7) % 7)]
    let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
    return "\(weekday), \(Self.padded(day, 2)) \(Self.months[Int(month) - 1]) \(Self.padded(year, 4)) "
      + clock.joined(separator: ":") + " GMT"
  }

  /// RFC 9110: a year that seems more than 50 years ahead is the last past one with the same two digits.
  private static func fullYear(_ year: Int64, now: Int64) -> Int64 {
    let current = civil(now / 86_400).year
    let guess = current - current % 100 + year
    return guess > current + 50 ? guess - 100 : guess
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int64? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return nil
    }
    return Int64(text)
  }

  private static func padded(_ number: Int64, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
  }

  /// The proleptic Gregorian date of a day, in eras of 400 years that begin on 1 March, so that the leap day is
  /// a year's last.
  private static func civil(_ days: Int64) -> (year: Int64, month: Int64, day: Int64) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
    )
  }

  private static func daysSinceEpoch(year: Int64, month: Int64, day: Int64) -> Int64 {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = (shiftedYear >= 0 ? shiftedYear : shiftedYear - 399) / 400
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }
}
