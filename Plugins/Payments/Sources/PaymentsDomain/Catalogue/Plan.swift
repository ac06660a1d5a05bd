/// What is sold: one version of it, which never changes. A new price is a new version, and what was invoiced by an
/// older one is paid by that.
package struct Plan: Codable, Sendable, Hashable {
  /// Which plan.
  package let sku: SKU
  /// 1, 2, 3 …
  package let version: Int
  /// What people read.
  package let title: String
  /// What it costs, for one period.
  package let price: Money
  /// For how long.
  package let period: Period
  /// Days that the first purchase adds at no cost.
  package let trialDays: Int
  /// Days after the end in which it still holds, and people are reminded.
  package let graceDays: Int

  /// Makes a version.
  package init(
    sku: SKU, version: Int, title: String, price: Money, period: Period, trialDays: Int = 0,
    graceDays: Int = 0
  ) {
    self.sku = sku
    self.version = version
    self.title = title
    self.price = price
    self.period = period
    self.trialDays = trialDays
    self.graceDays = graceDays
  }
}

/// What somebody owes: the plan as it was then, so that nothing changes between looking and paying.
package struct Invoice: Codable, Sendable, Hashable {
  /// Its name.
  package let id: InvoiceID
  /// For whom: an opaque name of the merchant's or a user of a bot.
  package let subject: String
  /// What, at which price.
  package let plan: Plan

  /// Makes an invoice.
  package init(id: InvoiceID, subject: String, plan: Plan) {
    self.id = id
    self.subject = subject
    self.plan = plan
  }
}
