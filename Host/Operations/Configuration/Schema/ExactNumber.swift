import RoostJSON

/// A decimal number without rounding: `±0.d₁d₂… × 10ᵉ`, in one form for each value.
struct ExactNumber: Sendable, Hashable, Comparable {
  /// Bounds of what is taken: characters of the text, and size of the exponent.
  private static let maxCharacters = 1024
  private static let maxExponent = 100_000

  private let isNegative: Bool
  /// From the first digit that is not 0 to the last; none for zero.
  private let digits: [UInt8]
  /// The power of ten of the last digit; 0 for zero.
  private let exponent: Int

  /// The number's value; nil past the bounds.
  init?(_ number: JSONNumber) {
    guard number.text.utf8.count <= Self.maxCharacters else { return nil }
    var digits: [UInt8] = []
    var exponent = 0
    var isFraction = false
    var text = Array(number.text.utf8)[...]
    let hasSign = text.first == UInt8(ascii: "-")
    if hasSign { text.removeFirst() }
    while let byte = text.popFirst() {
      switch byte {
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        guard let written = Int(String(decoding: text, as: UTF8.self)) else { return nil }
        guard abs(written) <= Self.maxExponent else { return nil }
        exponent += written
        text = []
      default:
        digits.append(byte - UInt8(ascii: "0"))
        if isFraction { exponent -= 1 }
      }
    }
    while digits.last == 0 {
      digits.removeLast()
      exponent += 1
    }
    self.digits = Array(digits.drop { $0 == 0 })
    self.exponent = digits.isEmpty ? 0 : exponent
    // -0 is 0.
    isNegative = hasSign && !digits.isEmpty
  }

  private var isZero: Bool { digits.isEmpty }

  /// Whether there is no fraction.
  var isInteger: Bool { exponent >= 0 }

  /// Whether the number is above zero.
  var isPositive: Bool { !isZero && !isNegative }

  /// The digits as an integer, if they are few enough to divide by.
  private var coefficient: UInt64? {
    digits.count <= 18 ? digits.reduce(0) { $0 * 10 + UInt64($1) } : nil
  }

  /// Whether ``isMultiple(of:)`` takes this number: positive, with at most 18 digits.
  var isDivisor: Bool { isPositive && coefficient != nil }

  /// Whether the number is a whole multiple of a divisor.
  func isMultiple(of divisor: ExactNumber) -> Bool {
    guard let modulus = divisor.coefficient, modulus > 0 else { return false }
    if isZero { return true }
    // The last digit is not 0, so what is finer than the divisor cannot be its multiple.
    guard exponent >= divisor.exponent else { return false }
    var rest: UInt64 = 0
    for digit in digits { rest = Self.step(rest, digit, modulus) }
    for _ in 0..<(exponent - divisor.exponent) where rest != 0 { rest = Self.step(rest, 0, modulus) }
    return rest == 0
  }

  /// `rest × 10 + digit` by a modulus below 10¹⁸, which leaves room for the sum.
  private static func step(_ rest: UInt64, _ digit: UInt8, _ modulus: UInt64) -> UInt64 {
    (rest * 10 + UInt64(digit)) % modulus
  }

  static func < (left: ExactNumber, right: ExactNumber) -> Bool {
    if left.isZero { return right.isPositive }
    if right.isZero { return left.isNegative }
    if left.isNegative != right.isNegative { return left.isNegative }
    let isSmaller = left.isNegative ? isCloserToZero(right, left) : isCloserToZero(left, right)
    return isSmaller
  }

  private static func isCloserToZero(_ left: ExactNumber, _ right: ExactNumber) -> Bool {
    let magnitudes = (left.digits.count + left.exponent, right.digits.count + right.exponent)
    if magnitudes.0 != magnitudes.1 { return magnitudes.0 < magnitudes.1 }
    return left.digits.lexicographicallyPrecedes(right.digits)
  }
}
