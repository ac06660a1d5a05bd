import PaymentsDomain
import PaymentsGateways
import PaymentsSOAP
import Testing

struct SamanTests {
  private let rest: Saman
  private let soap: SamanSOAP
  private let payment = Sample.payment(Money(10_000, .rial), reference: "GmshtyjwKSu0wLf/")

  init() throws {
    rest = try Saman(GatewaySettings(name: GatewayName("s"), merchant: "1234"))
    soap = try SamanSOAP(
      GatewaySettings(name: GatewayName("o"), merchant: "1234", secrets: ["password": "secret"]))
  }

  @Test func `both interfaces ask for the same`() throws {
    let request = try rest.request(Sample.question(.request, payment))
    #expect(
      String(decoding: request.body, as: UTF8.self)
        == "{\"action\":\"token\",\"TerminalId\":\"1234\",\"Amount\":10000,\"ResNum\":\"77\","
        + "\"RedirectUrl\":\"https://shop.example/pay/cb\",\"TokenExpiryInMin\":20}")
    let body = try Sample.body(try soap.request(Sample.question(.request, payment)))
    #expect(body.space == "urn:Foo" && body.children.map(\.name) == ["TermID", "ResNum", "TotalAmount"])
    let reverse = try Sample.body(try soap.request(Sample.question(.reverse, payment)))
    #expect(reverse.children.map(\.text) == ["GmshtyjwKSu0wLf/", "10000", "1234", "secret"])
    var less = payment
    less.confirmed = Money(4000, .rial)
    let reverseLess = try Sample.body(try soap.request(Sample.question(.reverse, less)))
    #expect(reverseLess.children.map(\.text) == ["GmshtyjwKSu0wLf/", "4000", "1234", "secret"])
    #expect(throws: GatewayError.unsupported(.settle)) { try rest.request(Sample.question(.settle, payment)) }
  }

  @Test func `both interfaces have the same receipts, and are not one account twice`() throws {
    #expect(rest.profile.bank == "saman" && soap.profile.bank == "saman")
    let doubles = Gateways.doubles([("s", rest), ("o", soap)])
    #expect(doubles?.0 == "s" && doubles?.1 == "o")
    let other = try Saman(GatewaySettings(name: GatewayName("t"), merchant: "1235"))
    #expect(Gateways.doubles([("s", rest), ("t", other)]) == nil)
    // Another spelling of the same number would be another account's.
    for text in ["01234", "+1234", "0", ""] {
      let settings = GatewaySettings(name: GatewayName("s"), merchant: text, secrets: ["password": "secret"])
      #expect(throws: GatewayError.self) { try Saman(settings) }
      #expect(throws: GatewayError.self) { try SamanSOAP(settings) }
    }
  }

  @Test func `the page of the first interface is told where the person comes back to`() {
    #expect(
      soap.redirect(payment, callback: "https://shop.example/pay/cb")
        == .form(
          action: "https://sep.shaparak.ir/payment.aspx",
          fields: [.init("Token", "TOKEN-12345"), .init("RedirectURL", "https://shop.example/pay/cb")]))
  }

  private func verified(_ text: String) -> BankAnswer {
    rest.read(Sample.json(text), to: Sample.question(.verify, payment))
  }
  private func result(_ text: String) -> BankAnswer {
    soap.read(
      Sample.soap(
        "<n:verifyTransactionResponse xmlns:n=\"urn:Foo\"><result>\(text)</result></n:verifyTransactionResponse>"
      ),
      to: Sample.question(.verify, payment))
  }

  @Test func `REST confirms with the amount, and again`() {
    let detail =
      "\"TransactionDetail\":{\"OrginalAmount\":10000,\"RefNum\":\"GmshtyjwKSu0wLf/\",\"TerminalNumber\":1234}"
    var confirmation = BankConfirmation(reference: "GmshtyjwKSu0wLf/", amount: Money(10_000, .rial))
    confirmation.merchant = "1234"
    #expect(verified("{\"ResultCode\":0,\"Success\":true,\(detail)}") == .confirmed(confirmation))
    #expect(verified("{\"ResultCode\":2,\"Success\":true,\(detail)}") == .confirmed(confirmation))
    #expect(verified("{\"ResultCode\":0,\"Success\":false,\(detail)}") == .failed(.protocolMalformed))
    #expect(verified("{\"ResultCode\":0,\"Success\":true}") == .failed(.protocolMalformed))
    #expect(verified("{\"ResultCode\":-2}") == .failed(.declinedNotFound))
    #expect(
      verified("{\"ResultCode\":-6}") == .failed(.expiredWindow)
        && verified("[]") == .failed(.protocolMalformed))
    let other =
      "{\"ResultCode\":0,\"Success\":true,\"TransactionDetail\":{\"OrginalAmount\":1,\"RefNum\":\"x\"}}"
    #expect(verified(other) == .failed(.integrityOrder))
  }

  @Test func `SOAP answers with the amount or a code`() {
    let confirmed = BankAnswer.confirmed(
      BankConfirmation(reference: "GmshtyjwKSu0wLf/", amount: Money(10_000, .rial)))
    #expect(result("10000") == confirmed && result("10000.0") == confirmed && result("1E4") == confirmed)
    #expect(result("10000.5") == .failed(.protocolMalformed) && result("nan") == .failed(.protocolMalformed))
    #expect(result("-6") == .failed(.expiredWindow) && result("-18") == .failed(.configIP))
    #expect(result("0") == .failed(.protocolMalformed) && result("-1") == .failed(.protocolMalformed))
  }

  @Test func `a callback is ours by its order, and its amount is not looked at`() throws {
    let right = try Sample.fields([
      "ResNum": "77", "Status": "2", "State": "OK", "RefNum": "GmshtyjwKSu0wLf/", "Amount": "1",
      "MID": "1234",
    ])
    #expect(try rest.callback(right, for: payment) == Hint(claimsPaid: true, reference: "GmshtyjwKSu0wLf/"))
    let cancelled = try Sample.fields(["ResNum": "77", "Status": "1"])
    #expect(try soap.callback(cancelled, for: payment).claimsPaid == false)
    #expect(throws: CallbackError.foreign("MID")) {
      try rest.callback(
        try Sample.fields(["ResNum": "77", "Status": "2", "RefNum": "x", "MID": "9"]), for: payment)
    }
    #expect(throws: CallbackError.malformed("RefNum")) {
      try rest.callback(try Sample.fields(["ResNum": "77", "Status": "2", "RefNum": "<x>"]), for: payment)
    }
  }
}
