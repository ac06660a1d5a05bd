import PaymentsDomain
import PaymentsGateways
import PaymentsSOAP
import Testing

struct ZarinPalTests {
  private static let authority = String(repeating: "0", count: 35) + "1"
  private let driver: ZarinPal
  private let payment = Sample.payment(Money(1000, .toman), token: authority)

  init() throws {
    driver = try ZarinPal(
      GatewaySettings(name: GatewayName("z"), merchant: "11111111-2222-3333-4444-555555555555"))
  }

  @Test func `questions are as its service has them`() throws {
    let request = try driver.request(Sample.question(.request, payment))
    #expect(request.url == "https://www.zarinpal.com/pg/services/WebGate/service")
    #expect(request.head.contains(.init("SOAPAction", "\"#PaymentRequest\"")))
    let body = try Sample.body(request)
    #expect(body.name == "PaymentRequest" && body.space == "http://zarinpal.com/")
    #expect(body.children.map(\.name) == ["MerchantID", "Amount", "Description", "CallbackURL"])
    #expect(
      body.children.allSatisfy { $0.space == "http://zarinpal.com/" } && body.child("Amount")?.text == "1000")
    let verify = try Sample.body(try driver.request(Sample.question(.verify, payment)))
    #expect(verify.child("Authority")?.text == Self.authority && verify.child("Amount")?.text == "1000")
  }

  @Test func `rials are no tomans`() throws {
    #expect(throws: GatewayError.money(.units(.rial, .toman))) {
      try driver.request(Sample.question(.request, Sample.payment(Money(1000, .rial))))
    }
  }

  private func verified(_ status: Int, _ reference: String = "<RefID>8632807806</RefID>") -> BankAnswer {
    driver.read(
      Sample.soap(
        "<PaymentVerificationResponse><Status>\(status)</Status>\(reference)</PaymentVerificationResponse>"),
      to: Sample.question(.verify, payment))
  }

  @Test func `answers are read by the table of this interface`() {
    let token = driver.read(
      Sample.soap(
        "<PaymentRequestResponse><Status>100</Status><Authority>\(Self.authority)</Authority></PaymentRequestResponse>"
      ),
      to: Sample.question(.request, payment))
    #expect(token == .token(Self.authority))
    let confirmed = BankAnswer.confirmed(BankConfirmation(reference: "8632807806"))
    #expect(verified(100) == confirmed && verified(101) == confirmed)
    #expect(verified(-21) == .failed(.declinedUnpaid) && verified(-33) == .failed(.integrityAmount))
    #expect(verified(-2) == .failed(.configMerchant) && verified(-999) == .failed(.protocolMalformed))
    #expect(
      verified(100, "") == .failed(.protocolMalformed)
        && verified(100, "<RefID>0</RefID>") == .failed(.protocolMalformed))
  }

  @Test func `what is no answer is not known`() {
    let question = Sample.question(.verify, payment)
    #expect(driver.read(.lost, to: question) == .failed(.transportAfterSend))
    #expect(driver.read(.notSent, to: question) == .failed(.transportBeforeSend))
    #expect(
      driver.read(Sample.json("<html>maintenance", status: 200), to: question) == .failed(.protocolMalformed))
    #expect(driver.read(Sample.json("<html>", status: 502), to: question) == .failed(.protocolHTTP))
    let fault = "<s:Fault><faultcode>s:Server</faultcode><faultstring>x</faultstring></s:Fault>"
    #expect(driver.read(Sample.soap(fault, status: 500), to: question) == .failed(.protocolFault))
    let other = "<PaymentRequestResponse><Status>100</Status></PaymentRequestResponse>"
    #expect(driver.read(Sample.soap(other), to: question) == .failed(.protocolMalformed))
    let success =
      "<PaymentVerificationResponse><Status>100</Status><RefID>1</RefID></PaymentVerificationResponse>"
    #expect(driver.read(Sample.soap(success, status: 503), to: question) == .failed(.protocolHTTP))
  }

  @Test func `a callback is ours only with our authority`() throws {
    let right = try Sample.fields(["Authority": Self.authority, "Status": "OK"])
    #expect(try driver.callback(right, for: payment) == Hint(claimsPaid: true))
    let cancelled = try Sample.fields(["Authority": Self.authority, "Status": "NOK"])
    #expect(try driver.callback(cancelled, for: payment) == Hint(claimsPaid: false, reason: .userCancelled))
    let other = try Sample.fields(["Authority": String(repeating: "0", count: 36), "Status": "OK"])
    #expect(throws: CallbackError.foreign("Authority")) { try driver.callback(other, for: payment) }
    #expect(throws: CallbackError.malformed("Authority")) {
      try driver.callback(try Sample.fields(["Status": "OK"]), for: payment)
    }
    #expect(throws: CallbackError.malformed("Status")) {
      try driver.callback(try Sample.fields(["Authority": Self.authority, "Status": "MAYBE"]), for: payment)
    }
    #expect(throws: CallbackError.malformed("Status")) {
      try Sample.fields(["Status": "OK", "Status": "OK"])
    }
    #expect(throws: CallbackError.malformed("Status")) {
      try Sample.fields(["Status": String(repeating: "x", count: 257)])
    }
  }

  @Test func `the list of what is unverified is read whatever surrounds it`() {
    let list = "[{\"Authority\":\"\(Self.authority)\",\"Amount\":1000}]"
    let answer = "<Status>100</Status><Authorities>\(list)</Authorities>"
    let reply = Sample.soap(
      "<GetUnverifiedTransactionsResponse>\(answer)</GetUnverifiedTransactionsResponse>")
    #expect(driver.feedTokens(reply) == [Self.authority] && driver.feedTokens(.lost).isEmpty)
    #expect(
      driver.redirect(payment, callback: "https://shop.example/pay/cb")
        == .link("https://www.zarinpal.com/pg/StartPay/\(Self.authority)"))
  }
}
