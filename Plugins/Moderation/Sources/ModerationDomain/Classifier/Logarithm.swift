/// Logarithms, which the standard library has not, the same on every machine.
enum Logarithm {
  /// The natural logarithm of a number that is finite and above 0, to within 1e-9.
  static func natural(_ number: Double) -> Double {
    // 2 atanh((m - 1) / (m + 1)) for a significand of 1 to 2: the series ends soon, as its argument is below 1/3.
    let ratio = (number.significand - 1) / (number.significand + 1)
    let square = ratio * ratio
    var sum = 0.0
    for odd in stride(from: 19, through: 1, by: -2) { sum = sum * square + 1 / Double(odd) }
    return 2 * ratio * sum + Double(number.exponent) * 0.693_147_180_559_945_3
  }
}
