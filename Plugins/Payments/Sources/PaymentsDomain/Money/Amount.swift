/// A unit as a type, so that a driver that takes tomans cannot be given rials: the compiler refuses it.
package protocol UnitOfMoney: Sendable {
  /// The unit that it stands for.
  static var unit: CurrencyUnit { get }
}

/// Iranian rials.
package enum IRR: UnitOfMoney {
  /// ``CurrencyUnit/rial``
  package static let unit = CurrencyUnit.rial
}

/// Iranian tomans.
package enum IRT: UnitOfMoney {
  /// ``CurrencyUnit/toman``
  package static let unit = CurrencyUnit.toman
}

/// A sum whose unit the compiler knows.
package struct Amount<Unit: UnitOfMoney>: Sendable, Hashable {
  /// How many of the unit.
  package let count: Int64

  /// Makes an amount.
  package init(_ count: Int64) { self.count = count }

  /// Takes a sum of this unit.
  ///
  /// - Throws: ``MoneyError/units(_:_:)`` for one of another; nothing is converted.
  package init(_ money: Money) throws(MoneyError) {
    guard money.unit == Unit.unit else { throw .units(money.unit, Unit.unit) }
    count = money.count
  }

  /// The sum, its unit a value again.
  package var money: Money { Money(count, Unit.unit) }
}

extension Amount<IRR> {
  /// The rials that tomans are.
  ///
  /// - Throws: ``MoneyError/overflow``.
  package init(_ tomans: Amount<IRT>) throws(MoneyError) {
    let (product, overflow) = tomans.count.multipliedReportingOverflow(by: 10)
    guard !overflow else { throw .overflow }
    count = product
  }
}

extension Amount<IRT> {
  /// The tomans that rials are.
  ///
  /// - Throws: ``MoneyError/fraction(_:)`` where rials would be left over.
  package init(exactly rials: Amount<IRR>) throws(MoneyError) {
    guard rials.count % 10 == 0 else { throw .fraction(rials.money) }
    count = rials.count / 10
  }
}
