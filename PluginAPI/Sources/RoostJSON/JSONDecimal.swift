/// What a number of RFC 8259's grammar means, exactly where the type can say it.
@safe struct JSONDecimal {
  private let text: UnsafeBufferPointer<UInt8>

  private let count: Int

  init(_ text: UnsafeBufferPointer<UInt8>) {
    unsafe self.text = unsafe text
    count = text.count
  }

  /// The integer, also when written as `1e3` or `2.0`; nil when it has a fraction or does not fit.
  @inline(__always)
  func integer<T: FixedWidthInteger>(isPlain: Bool) -> T? {
    guard isPlain, count < 19 else { return longInteger() }
    let isNegative = unsafe text[0] == UInt8(ascii: "-")
    var value: Int64 = 0
    for index in (isNegative ? 1 : 0)..<count {
      value = unsafe value &* 10 &+ Int64(text[index] &- UInt8(ascii: "0"))
    }
    return T(exactly: isNegative ? 0 &- value : value)
  }

  private func longInteger<T: FixedWidthInteger>() -> T? {
    var parts = parts()
    while parts.digits.last == 0 {
      parts.digits.removeLast()
      parts.exponent += 1
    }
    if parts.digits.isEmpty { return 0 }
    // The longest integer, of 128 bits, has 39 digits.
    guard parts.exponent >= 0, parts.digits.count + parts.exponent <= 39 else { return nil }
    var value: T = 0
    for place in 0..<parts.digits.count + parts.exponent {
      let digit = T(place < parts.digits.count ? parts.digits[place] : 0)
      let (tens, overflow) = value.multipliedReportingOverflow(by: 10)
      let (next, carry) =
        parts.isNegative
        ? tens.subtractingReportingOverflow(digit) : tens.addingReportingOverflow(digit)
      if overflow || carry { return nil }
      value = next
    }
    return value
  }

  /// The nearest value of a floating-point type; nil past the greatest finite one.
  func floatingPoint<T: BinaryFloatingPoint & LosslessStringConvertible>() -> T? {
    let value = unsafe exact() ?? T(String(decoding: text, as: UTF8.self))
    return value.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The value by one correctly rounded operation, when digits and power of ten are exact in the type.
  private func exact<T: BinaryFloatingPoint>() -> T? {
    guard count <= 18 else { return nil }
    var isNegative = false
    var digits: UInt64 = 0
    var exponent = 0
    var isFraction = false
    for index in 0..<count {
      let byte = unsafe text[index]
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        digits = digits &* 10 &+ UInt64(byte &- UInt8(ascii: "0"))
        if isFraction { exponent += 1 }
      default: return nil
      }
    }
    // 5^22 < 2^53 and 5^10 < 2^24, so these powers of ten are exact, too.
    guard digits >> (T.significandBitCount + 1) == 0,
      exponent <= (T.significandBitCount >= 52 ? 22 : 10)
    else { return nil }
    var power: T = 1
    for _ in 0..<exponent { power *= 10 }
    let value = T(digits) / power
    return isNegative ? -value : value
  }

  private struct Parts {
    var isNegative = false
    /// The digits without leading zeros, each 0 to 9; the value is theirs times a power of ten.
    var digits: [UInt8] = []
    var exponent = 0
  }

  private func parts() -> Parts {
    var parts = Parts()
    var isFraction = false
    for index in 0..<count {
      let byte = unsafe text[index]
      switch byte {
      case UInt8(ascii: "-"): parts.isNegative = true
      case UInt8(ascii: "."): isFraction = true
      case UInt8(ascii: "e"), UInt8(ascii: "E"):
        parts.exponent += exponent(from: index + 1)
        return parts
      default:
        if byte != UInt8(ascii: "0") || !parts.digits.isEmpty { parts.digits.append(byte & 0xF) }
        if isFraction { parts.exponent -= 1 }
      }
    }
    return parts
  }

  /// The exponent; one that exceeds any text's length is cut off, which no result can tell.
  private func exponent(from start: Int) -> Int {
    var value = 0
    var isNegative = false
    for index in start..<count {
      let byte = unsafe text[index]
      switch byte {
      case UInt8(ascii: "-"): isNegative = true
      case UInt8(ascii: "+"): continue
      default: value = min(value * 10 + Int(byte & 0xF), 1 << 40)
      }
    }
    return isNegative ? -value : value
  }
}
