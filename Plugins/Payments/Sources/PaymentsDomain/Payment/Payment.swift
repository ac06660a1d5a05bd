/// One attempt of somebody to pay an invoice at one gateway, as it is kept. Only ``Machine`` changes it.
package struct Payment: Codable, Sendable, Hashable {
  /// Its name.
  package let id: PaymentID
  /// What it pays.
  package let invoice: Invoice
  /// Where.
  package let gateway: GatewayName
  /// Our account there, as it was then: receipts are the account's.
  package let merchant: String
  /// When it was made.
  package let created: Moment
  /// Where it is.
  package var state = PaymentState.created
  /// One more with each change.
  package var version = 1
  /// The bank's order, once it was asked.
  package var order: BankOrder?
  /// The question that is with the bank.
  package var call: BankCall?
  /// The number of the last question; grows, so that an answer to an older one is known by it.
  package var fence: Int64 = 0
  /// How often the bank was asked in vain, without news.
  package var tries = 0
  /// When the person came back.
  package var returned: Moment?
  /// The last question of before that: what it says of a payment that was not made yet does not count.
  package var returnFence: Int64 = 0
  /// Whether a question to confirm may have been heard without our knowing.
  package var hasLostVerification = false
  /// When the bank confirmed.
  package var verified: Moment?
  /// What the bank said that was paid; nil where it does not say.
  package var confirmed: Money?
  /// The bank's number of what was paid.
  package var reference: String?
  /// Why it is not paid, or what to look at.
  package var failure: Failure?
  /// What went back, or is to.
  package var refunds: [Refund] = []
  /// Whether money is booked that bought nothing.
  package var isUnapplied = false

  /// A payment that no bank knows of yet.
  package init(id: PaymentID, invoice: Invoice, gateway: GatewayName, merchant: String, created: Moment) {
    self.id = id
    self.invoice = invoice
    self.gateway = gateway
    self.merchant = merchant
    self.created = created
  }

  /// What is to be paid.
  package var price: Money { invoice.plan.price }

  /// What the bank has given back for certain.
  package var refunded: Int64 { refunds.filter { $0.state == .done }.reduce(0) { $0 + $1.amount.count } }
}

/// An order as the bank knows it.
package struct BankOrder: Codable, Sendable, Hashable {
  /// Our number of it, never used for another.
  package let number: Int64
  /// How many orders this payment has had.
  package let attempt: Int
  /// When the bank was asked.
  package let asked: Moment
  /// What the bank calls it; pinned, and whatever else comes is refused.
  package var token: String?
  /// The page at the bank, where the token does not say it.
  package var page: String?
}

/// A refund of a payment.
package struct Refund: Codable, Sendable, Hashable {
  /// What became of it.
  package enum State: String, Codable, Sendable {
    /// The bank was asked.
    case asked
    /// It did.
    case done
    /// It did not.
    case refused
  }

  /// Its name, of who asked for it.
  package let id: RefundID
  /// How much.
  package let amount: Money
  /// Our number of it at the bank.
  package let number: Int64
  /// What became of it.
  package var state: State
}
