import Glibc

/// The Date field's value (RFC 9110, section 6.6.1), made once a second for each loop.
struct DateField {
  private var second = -1
  private var text: [UInt8] = []

  /// The present time as `Sun, 06 Nov 1994 08:49:37 GMT`.
  mutating func now() -> [UInt8] {
    let seconds = time(nil)
    if seconds != second {
      second = seconds
      text = Array("\(HTTPDate(seconds: Int64(seconds)))".utf8)
    }
    return text
  }
}
