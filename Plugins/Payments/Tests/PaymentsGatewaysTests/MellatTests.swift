import PaymentsDomain
import PaymentsGateways
import PaymentsSOAP
import Testing

struct MellatTests {
  private let driver: Mellat
  private let payment = Sample.payment(
    Money(50_000, .rial), token: "AF82041a2Bf6989c7fF9", reference: "110870281087")

  init() throws {
    driver = try Mellat(
      GatewaySettings(
        name: GatewayName("m"), merchant: "1234", secrets: ["user": "user", "password": "p<ss"]))
  }

  @Test func `questions are as its document has them`() throws {
    let body = try Sample.body(try driver.request(Sample.question(.request, payment)))
    #expect(body.name == "bpPayRequest" && body.space == "http://interfaces.core.sw.bps.com/")
    #expect(body.children.allSatisfy { $0.space.isEmpty })
    let values = Dictionary(uniqueKeysWithValues: body.children.map { ($0.name, $0.text) })
    #expect(values["orderId"] == "77" && values["amount"] == "50000" && values["userPassword"] == "p<ss")
    #expect(values["localDate"] == "20261122" && values["localTime"] == "101500")
    let settle = try Sample.body(try driver.request(Sample.question(.settle, payment)))
    #expect(settle.name == "bpSettleRequest" && settle.child("saleOrderId")?.text == "77")
    #expect(settle.child("saleReferenceId")?.text == "110870281087" && settle.child("amount") == nil)
    #expect(throws: GatewayError.order) {
      try driver.request(Sample.question(.verify, Sample.payment(Money(1, .rial))))
    }
  }

  private func code(_ operation: BankCall.Operation, _ text: String) -> BankAnswer {
    let name: [BankCall.Operation: String] = [
      .request: "bpPayRequest", .verify: "bpVerifyRequest", .settle: "bpSettleRequest",
      .inquire: "bpInquiryRequest", .reverse: "bpReversalRequest", .inquireRefund: "bpInquiryRequest",
      .refund: "bpRefundRequest",
    ]
    let element = "\(name[operation] ?? "")Response"
    return driver.read(
      Sample.soap("<\(element)><return>\(text)</return></\(element)>"),
      to: Sample.question(operation, payment))
  }

  @Test func `a code means what the document says, done already being done`() {
    #expect(code(.request, "0,AF82041a2Bf6989c7fF9") == .token("AF82041a2Bf6989c7fF9"))
    #expect(
      code(.request, "0") == .failed(.protocolMalformed) && code(.request, "41") == .failed(.duplicateOrder))
    let confirmed = BankAnswer.confirmed(BankConfirmation(reference: "110870281087"))
    #expect(
      code(.verify, "0") == confirmed && code(.verify, "43") == confirmed && code(.verify, "45") == confirmed)
    #expect(
      code(.verify, "17") == .failed(.userCancelled) && code(.verify, "48") == .failed(.alreadyReversed))
    #expect(code(.settle, "45") == .done && code(.settle, "34") == .failed(.protocolMalformed))
    #expect(code(.inquire, "44") == .standing(.paid) && code(.inquire, "45") == .standing(.settled))
    #expect(code(.reverse, "48") == .done && code(.reverse, "45") == .failed(.alreadySettled))
    #expect(code(.refund, "0") == .done && code(.refund, "51") == .failed(.duplicateOrder))
    #expect(
      code(.verify, "") == .failed(.protocolMalformed) && code(.verify, "OK") == .failed(.protocolMalformed))
  }

  @Test func `an inquiry is of the sale, and says nothing of a refund`() {
    #expect(!driver.profile.canInquireRefund)
    #expect(throws: GatewayError.unsupported(.inquireRefund)) {
      try driver.request(Sample.question(.inquireRefund, payment))
    }
    for text in ["0", "45", "49", "42"] {
      #expect(code(.inquireRefund, text) == .failed(.protocolMalformed))
    }
  }

  @Test func `a callback needs both of the stored pair`() throws {
    let right = try Sample.fields([
      "RefId": "AF82041a2Bf6989c7fF9", "SaleOrderId": "77", "ResCode": "0", "SaleReferenceId": "110870281087",
      "FinalAmount": "1",
    ])
    #expect(try driver.callback(right, for: payment) == Hint(claimsPaid: true, reference: "110870281087"))
    let order = try Sample.fields([
      "RefId": "AF82041a2Bf6989c7fF9", "SaleOrderId": "78", "ResCode": "0", "SaleReferenceId": "1",
    ])
    #expect(throws: CallbackError.foreign("SaleOrderId")) { try driver.callback(order, for: payment) }
    let letters = try Sample.fields(["RefId": "af82041a2bf6989c7ff9", "SaleOrderId": "77", "ResCode": "0"])
    #expect(throws: CallbackError.foreign("RefId")) { try driver.callback(letters, for: payment) }
    let cancelled = try Sample.fields(["RefId": "AF82041a2Bf6989c7fF9", "SaleOrderId": "77", "ResCode": "17"])
    #expect(try driver.callback(cancelled, for: payment) == Hint(claimsPaid: false, reason: .userCancelled))
  }
}
