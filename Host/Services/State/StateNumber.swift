/// A number as a value: decimal text without leading zeros or a plus, as Redis reads it.
enum StateNumber {
  /// Longest number, in bytes: that of `Int64.min`.
  static let textBytes = 20

  /// The number that a value is; nil when it is none.
  static func read(_ value: [UInt8]) -> Int64? {
    guard value.count <= textBytes, let number = Int64(String(decoding: value, as: UTF8.self)),
      text(number) == value
    else { return nil }
    return number
  }

  /// A number's value.
  static func text(_ number: Int64) -> [UInt8] { Array("\(number)".utf8) }
}
