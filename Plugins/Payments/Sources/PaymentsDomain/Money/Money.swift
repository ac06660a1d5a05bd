/// A sum of money: a whole number of one unit, never a fraction, never without its unit.
///
/// Sums of two units do not add, and nothing converts one into another by itself: see ``Amount``.
package struct Money: Codable, Sendable, Hashable {
  /// How many.
  package let count: Int64
  /// Of what.
  package let unit: CurrencyUnit

  /// Makes a sum.
  package init(_ count: Int64, _ unit: CurrencyUnit) {
    self.count = count
    self.unit = unit
  }

  /// Both together.
  ///
  /// - Throws: ``MoneyError`` for two units, and for a sum past 64 bits.
  package func adding(_ other: Money) throws(MoneyError) -> Money {
    guard unit == other.unit else { throw .units(unit, other.unit) }
    let (sum, overflow) = count.addingReportingOverflow(other.count)
    guard !overflow else { throw .overflow }
    return Money(sum, unit)
  }

  /// The sum with the other sign.
  package var negated: Money { Money(-count, unit) }
}

extension Money: CustomStringConvertible {
  /// For logs: `1250 IRT`.
  package var description: String { "\(count) \(unit.rawValue)" }
}

/// Why sums cannot be reckoned with.
package enum MoneyError: Error, Sendable, Hashable, CustomStringConvertible {
  /// They count different units.
  case units(CurrencyUnit, CurrencyUnit)
  /// The result has no room in 64 bits.
  case overflow
  /// An amount of rials is no whole number of tomans.
  case fraction(Money)

  /// For logs.
  package var description: String {
    switch self {
    case .units(let left, let right): "\(left.rawValue) and \(right.rawValue) do not mix"
    case .overflow: "the sum is too large"
    case .fraction(let money): "\(money) is no whole number of tomans"
    }
  }
}
