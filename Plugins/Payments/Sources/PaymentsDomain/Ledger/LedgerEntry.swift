/// A line of the books. A step's lines sum to zero in every unit; so do the books.
package struct LedgerEntry: Codable, Sendable, Hashable {
  /// Whose balance it changes.
  package let account: Account
  /// By how much: above zero is owed to us, below is ours or owed by us.
  package let amount: Money

  /// Makes a line.
  package init(_ account: Account, _ amount: Money) {
    self.account = account
    self.amount = amount
  }
}

/// An account of the books.
package enum Account: Sendable, Hashable {
  /// What a gateway owes us.
  case gateway(GatewayName, merchant: String)
  /// What a plan has earned.
  case revenue(SKU)
  /// What somebody has paid without getting anything for it: owed back.
  case unapplied(subject: String)

  /// Its name, the same for the same account.
  package var name: String {
    switch self {
    case .gateway(let name, let merchant): "gateway/\(name)/\(merchant)"
    case .revenue(let sku): "revenue/\(sku)"
    case .unapplied(let subject): "unapplied/\(subject)"
    }
  }
}

extension Account: Codable {
  /// From its name.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let name = try container.decode(String.self)
    let parts = name.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    switch (parts.first, parts.count) {
    case ("gateway", 3): self = .gateway(GatewayName(parts[1]), merchant: parts[2])
    case ("revenue", 2...): self = .revenue(SKU(String(name.dropFirst(8))))
    case ("unapplied", 2...): self = .unapplied(subject: String(name.dropFirst(10)))
    default: throw DecodingError.dataCorruptedError(in: container, debugDescription: "no account: \(name)")
    }
  }

  /// As its name.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(name)
  }
}

/// Reckons with lines.
package enum Ledger {
  /// The sum of each unit that is not zero: empty when the books are right.
  ///
  /// - Throws: ``MoneyError/overflow``.
  package static func imbalance(_ entries: some Sequence<LedgerEntry>) throws(MoneyError) -> [Money] {
    var sums: [CurrencyUnit: Money] = [:]
    for entry in entries {
      sums[entry.amount.unit] = try (sums[entry.amount.unit] ?? Money(0, entry.amount.unit)).adding(
        entry.amount)
    }
    return sums.values.filter { $0.count != 0 }
  }
}
