internal import HostOperations

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
    let given = CivilDate(year: fullYear, month: Int64(index) + 1, day: date)
    let days = given.daysSinceEpoch
    // A day that its month does not have comes back as another date.
    guard CivilDate(daysSinceEpoch: days) == given else { return nil }
    seconds = days * 86_400 + time[0] * 3600 + time[1] * 60 + time[2]
  }

  /// IMF-fixdate, such as `Sun, 06 Nov 1994 08:49:37 GMT`.
  var description: String {
    let second = ((seconds % 86_400) + 86_400) % 86_400
    let days = (seconds - second) / 86_400
    let date = CivilDate(daysSinceEpoch: days)
    let weekday = Self.days[Int(((days % 7) + 7) % 7)]
    let clock = [second / 3600, second / 60 % 60, second % 60].map { Self.padded($0, 2) }
    let month = Self.months[Int(date.month) - 1]
    return "\(weekday), \(Self.padded(date.day, 2)) \(month) \(Self.padded(date.year, 4)) "
      + clock.joined(separator: ":") + " GMT"
  }

  /// RFC 9110: a year that seems more than 50 years ahead is the last past one with the same two digits.
  private static func fullYear(_ year: Int64, now: Int64) -> Int64 {
    let current = CivilDate(daysSinceEpoch: now / 86_400).year
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
}
