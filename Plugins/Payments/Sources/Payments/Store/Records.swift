import PaymentsDomain

/// A payment as it is kept.
struct PaymentRecord: Codable, Sendable {
  var payment: Payment
  /// The part of the callback's address that nobody can guess.
  let secret: String
  /// When the janitor looks at it, in milliseconds since 1970; nil is never.
  var due: Int64?

  /// Where the bank sends the person back to.
  func callback(_ publicURL: String) -> String { "\(publicURL)/payments/back/\(payment.id)/\(secret)" }
}

/// An invoice as it is kept. Its id is the part of the pay page's address that nobody can guess.
struct InvoiceRecord: Codable, Sendable {
  let invoice: Invoice
  /// Its payments, oldest first.
  var payments: [PaymentID] = []
}

/// A line of the log of what happened to payments.
struct AuditLine: Codable, Sendable {
  let at: Moment
  let event: String
  let path: [PaymentState]
  let failure: Failure?
}

/// What an outcome brings back of the question it is the answer to.
struct QuestionTag: Codable, Sendable {
  let payment: PaymentID
  let fence: Int64
  let operation: BankCall.Operation
  let refund: RefundID?
}

/// What is published as `payments.moved`.
struct MovedMessage: Codable, Sendable {
  let payment: PaymentID
  let invoice: InvoiceID
  let subject: String
  let sku: SKU
  let state: PaymentState
  let failure: Failure?
}

/// The keys of the state.
enum Key {
  static func payment(_ id: PaymentID) -> String { "payment/\(id)" }
  static func invoice(_ id: InvoiceID) -> String { "invoice/\(id)" }
  static func request(_ key: String) -> String { "request/\(key)" }
  static func order(_ number: Int64) -> String { "order/\(number)" }
  static func plan(_ sku: SKU, _ version: Int) -> String { "plan/\(sku)/\(version)" }
  static func token(_ gateway: GatewayName, _ token: String) -> String { "token/\(gateway)/\(token)" }
  static func entitlement(_ subject: String, _ sku: SKU) -> String { "entitlement/\(sku)/\(subject)" }
  static func ledger(_ payment: Payment) -> String { "ledger/\(payment.id)/\(payment.version)" }
  static func balance(_ entry: LedgerEntry) -> String {
    "balance/\(entry.amount.unit.rawValue)/\(entry.account.name)"
  }
  static func audit(_ payment: Payment) -> String { "audit/\(payment.id)/\(padded(Int64(payment.version)))" }
  static func due(_ time: Int64, _ id: PaymentID) -> String { "due/\(padded(time))/\(id)" }
  static func claim(_ claim: Claim) -> String {
    switch claim {
    case .receipt(let bank, let merchant, let reference):
      "claim/receipt/\(bank)/\(merchant)/\(reference)"
    case .invoice(let id): "claim/invoice/\(id)"
    }
  }

  /// So that numbers are in order as texts.
  static func padded(_ number: Int64) -> String {
    let text = "\(number)"
    return String(repeating: "0", count: max(0, 15 - text.utf8.count)) + text
  }
}

extension Identifier {
  /// Whether it can be the name of something that is kept: what comes from outside may be anything.
  var canBeKept: Bool { (1...64).contains(text.utf8.count) }
}
