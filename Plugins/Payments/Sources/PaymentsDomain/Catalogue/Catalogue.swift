/// All versions of all plans. Versions are only ever added.
package struct Catalogue: Codable, Sendable, Hashable {
  private var versions: [String: [Plan]] = [:]

  /// An empty one.
  package init() {}

  /// The newest version of a plan; nil where there is none.
  package func plan(_ sku: SKU) -> Plan? { versions[sku.text]?.last }

  /// A version of a plan; nil where there is none.
  package func plan(_ sku: SKU, version: Int) -> Plan? {
    versions[sku.text]?.first { $0.version == version }
  }

  /// The newest version of every plan, by name.
  package var plans: [Plan] { versions.keys.sorted().compactMap { versions[$0]?.last } }

  /// Adds a version.
  ///
  /// - Throws: ``CatalogueError`` when a version is there already and is not the same, when versions do not follow each
  ///   other, and for a plan that makes no sense.
  package mutating func add(_ plan: Plan) throws(CatalogueError) {
    guard plan.price.count > 0 else { throw .price(plan.sku) }
    guard plan.trialDays >= 0, plan.graceDays >= 0 else { throw .days(plan.sku) }
    let known = versions[plan.sku.text] ?? []
    if let same = known.first(where: { $0.version == plan.version }) {
      guard same == plan else { throw .changed(plan.sku, plan.version) }
      return
    }
    guard plan.version == (known.last?.version ?? 0) + 1 else {
      throw .gap(plan.sku, plan.version, expected: (known.last?.version ?? 0) + 1)
    }
    versions[plan.sku.text, default: []].append(plan)
  }
}

/// Why a plan is refused.
package enum CatalogueError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A version would say something else than it said before.
  case changed(SKU, Int)
  /// A version is missing before it.
  case gap(SKU, Int, expected: Int)
  /// It costs nothing, or less.
  case price(SKU)
  /// It has a negative number of days.
  case days(SKU)

  /// For the operator.
  package var description: String {
    switch self {
    case .changed(let sku, let version):
      "plan \(sku), version \(version), is not what it was — hint: versions never change, give it the next number"
    case .gap(let sku, let version, let expected):
      "plan \(sku) has a version \(version), where \(expected) would be next"
    case .price(let sku): "plan \(sku) has no price above 0"
    case .days(let sku): "plan \(sku) has a negative number of days"
    }
  }
}
