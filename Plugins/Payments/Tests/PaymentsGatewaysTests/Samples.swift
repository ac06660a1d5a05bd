import PaymentsDomain
import PaymentsGateways
import PaymentsSOAP
import Testing

/// Payments and answers for the drivers' tests.
enum Sample {
  static func payment(_ price: Money, token: String? = "TOKEN-12345", reference: String? = nil) -> Payment {
    let plan = Plan(sku: SKU("vip"), version: 1, title: "VIP & more", price: price, period: .months(1))
    var payment = Payment(
      id: PaymentID("p1"), invoice: Invoice(id: InvoiceID("i1"), subject: "ann", plan: plan),
      gateway: GatewayName("bank"), merchant: "1234", created: Moment(0))
    let context = Context(
      now: Moment(0),
      profile: GatewayProfile(
        bank: "bank", payWindow: .seconds(900), verifyWindow: .seconds(900), reversalWindow: .seconds(900)),
      freshNumber: 77
    )
    if case .step(let step) = Machine.apply(.begin, to: payment, context) { payment = step.payment }
    payment.order?.token = token
    payment.reference = reference
    return payment
  }

  static func question(_ operation: BankCall.Operation, _ payment: Payment, refund: Refund? = nil)
    -> BankQuestion
  {
    // 2026-11-22T06:45:00Z is 10:15 in Tehran.
    BankQuestion(
      operation, payment, refund: refund, callback: "https://shop.example/pay/cb",
      now: Moment(1_795_329_900_000))
  }

  static func soap(_ body: String, status: Int = 200) -> BankReply {
    let text =
      "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\(body)</s:Body></s:Envelope>"
    return .answered(status: status, body: Array(text.utf8))
  }

  static func json(_ text: String, status: Int = 200) -> BankReply {
    .answered(status: status, body: Array(text.utf8))
  }

  /// The operation's element of a question.
  static func body(_ request: BankRequest) throws -> XMLElement {
    try #require(try XMLElement.parse(request.body).child("Body")?.children.first)
  }

  static func fields(_ pairs: KeyValuePairs<String, String>) throws -> CallbackFields {
    try CallbackFields(pairs.map { (name: $0.key, value: $0.value) })
  }
}
