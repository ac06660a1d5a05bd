import Foundation

/// A time in the past as people write it: `30s`, `15m`, `2h`, `1d`.
struct Age: Equatable {
  /// In seconds.
  let seconds: Int64

  init?(_ text: String) {
    let units: [Character: Int64] = ["s": 1, "m": 60, "h": 3600, "d": 86_400]
    guard let unit = text.last.flatMap({ units[$0] }), let count = Int64(text.dropLast()),
      (1...100_000).contains(count)
    else { return nil }
    seconds = count * unit
  }

  /// The moment so long ago, in milliseconds since 1970.
  var start: Int64 { Int64(Date().timeIntervalSince1970 * 1000) - seconds * 1000 }

  /// What is said of a text that is none.
  static func hint(_ option: String, _ text: String) -> String {
    "\(option) \(text) — hint: write a number and s, m, h or d, as in \(option) 15m"
  }
}
