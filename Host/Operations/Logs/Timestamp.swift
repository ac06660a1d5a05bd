internal import Glibc

/// Times of the log: RFC 3339, UTC, milliseconds, made without Foundation.
package enum Timestamp {
  /// The current time, such as `2026-03-01T08:15:30.042Z`.
  package static func now() -> String {
    var bytes: [UInt8] = []
    appendNow(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A time given in seconds since 1970-01-01 and the milliseconds after it (0–999), for years 0 to 9999.
  package static func format(seconds: Int64, milliseconds: Int) -> String {
    var bytes: [UInt8] = []
    append(seconds: seconds, milliseconds: milliseconds, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  static func appendNow(to bytes: inout [UInt8]) {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    append(seconds: Int64(time.tv_sec), milliseconds: time.tv_nsec / 1_000_000, to: &bytes)
  }

  static func append(seconds: Int64, milliseconds: Int, to bytes: inout [UInt8]) {
    var days = Int(seconds / 86_400)
    var second = Int(seconds % 86_400)
    if second < 0 {
      second += 86_400
      days -= 1
    }
    let (year, month, day) = civil(days: days)
    appendDigits(year, width: 4, to: &bytes)
    for (separator, value) in [
      ("-", month), ("-", day), ("T", second / 3600), (":", second / 60 % 60), (":", second % 60),
    ] as [(Unicode.Scalar, Int)] {
      bytes.append(UInt8(ascii: separator))
      appendDigits(value, width: 2, to: &bytes)
    }
    bytes.append(UInt8(ascii: "."))
    appendDigits(milliseconds, width: 3, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
  }

  /// The Gregorian date of a day counted from 1970-01-01, by eras of 400 years that begin on a 1st of March,
  /// so that the leap day is the last of its year.
  private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let marchMonth = (5 * dayOfYear + 2) / 153
    let month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
    return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * marchMonth + 2) / 5 + 1)
  }

  private static func appendDigits(_ value: Int, width: Int, to bytes: inout [UInt8]) {
    var divisor = 1
    for _ in 1..<width { divisor *= 10 }
    while divisor > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value / divisor % 10))
      divisor /= 10
    }
  }
}
