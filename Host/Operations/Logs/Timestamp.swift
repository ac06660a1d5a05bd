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
    var days = seconds / 86_400
    var second = Int(seconds % 86_400)
    if second < 0 {
      second += 86_400
      days -= 1
    }
    let date = CivilDate(daysSinceEpoch: days)
    appendDigits(Int(date.year), width: 4, to: &bytes)
    for (separator, value) in [
      ("-", Int(date.month)), ("-", Int(date.day)), ("T", second / 3600), (":", second / 60 % 60),
      (":", second % 60),
    ] as [(Unicode.Scalar, Int)] {
      bytes.append(UInt8(ascii: separator))
      appendDigits(value, width: 2, to: &bytes)
    }
    bytes.append(UInt8(ascii: "."))
    appendDigits(milliseconds, width: 3, to: &bytes)
    bytes.append(UInt8(ascii: "Z"))
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
