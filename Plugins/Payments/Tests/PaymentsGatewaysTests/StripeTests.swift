import PaymentsDomain
import PaymentsGateways
import Testing

struct StripeTests {
  private let driver: Stripe
  private let payment = Sample.payment(Money(990, .dollarCent), token: "cs_test_1")
  private static let now = Moment(1_700_000_000_000)

  init() throws {
    driver = try Stripe(
      GatewaySettings(
        name: GatewayName("s"), merchant: "acct_1", secrets: ["key": "sk_test", "webhook": "whsec_test"]))
  }

  @Test func `a session is asked for once, by its key`() throws {
    let request = try driver.request(Sample.question(.request, payment))
    #expect(request.head.contains(.init("Idempotency-Key", "order-77")))
    let body = String(decoding: request.body, as: UTF8.self)
    #expect(body.contains("&payment_method_types%5B0%5D=card&"))
    #expect(body.contains("client_reference_id=77&") && body.contains("unit_amount%5D=990"))
    #expect(body.hasSuffix("=VIP%20%26%20more"))
    #expect(throws: GatewayError.self) {
      try driver.request(Sample.question(.request, Sample.payment(Money(990, .euroCent))))
    }
  }

  @Test func `a session is confirmed by being read`() {
    let question = Sample.question(.verify, payment)
    let paid =
      "{\"id\":\"cs_test_1\",\"payment_status\":\"paid\",\"payment_intent\":\"pi_1\",\"amount_total\":990,"
      + "\"currency\":\"usd\",\"client_reference_id\":\"77\"}"
    let confirmation = BankConfirmation(reference: "pi_1", amount: Money(990, .dollarCent), order: 77)
    #expect(driver.read(Sample.json(paid), to: question) == .confirmed(confirmation))
    let open = "{\"id\":\"cs_test_1\",\"payment_status\":\"unpaid\",\"status\":\"open\"}"
    #expect(driver.read(Sample.json(open), to: question) == .failed(.declinedUnpaid))
    let pending = "{\"id\":\"cs_test_1\",\"payment_status\":\"unpaid\",\"status\":\"complete\"}"
    #expect(driver.read(Sample.json(pending), to: question) == .failed(.pending))
    let expired = "{\"id\":\"cs_test_1\",\"payment_status\":\"unpaid\",\"status\":\"expired\"}"
    #expect(driver.read(Sample.json(expired), to: question) == .failed(.expiredWindow))
    let other = "{\"id\":\"cs_test_2\",\"payment_status\":\"paid\"}"
    #expect(driver.read(Sample.json(other), to: question) == .failed(.integrityOrder))
    #expect(driver.read(Sample.json("{}", status: 401), to: question) == .failed(.configCredentials))
    #expect(driver.read(Sample.json("{}", status: 429), to: question) == .failed(.protocolHTTP))
    #expect(driver.read(Sample.json("oops", status: 500), to: question) == .failed(.protocolHTTP))
  }

  private func header(_ time: Int64, _ codes: String...) -> String {
    (["t=\(time)"] + codes.map { "v1=\($0)" }).joined(separator: ",")
  }

  private static let body = Array(
    "{\"type\":\"checkout.session.completed\",\"data\":{\"object\":{\"client_reference_id\":\"77\"}}}".utf8)
  private static func code(_ time: Int64, _ secret: String = "whsec_test") -> String {
    Signature.hex(Signature.code(of: Array("\(time).".utf8) + body, key: Array(secret.utf8)))
  }

  @Test func `only a signature of this body, time and secret counts`() throws {
    let time: Int64 = 1_700_000_000
    let wrong = Self.code(time, "another")
    #expect(try driver.webhook(Self.body, signature: header(time, Self.code(time)), now: Self.now) == 77)
    #expect(
      try driver.webhook(Self.body, signature: header(time, wrong, Self.code(time)), now: Self.now) == 77)
    for (body, text, refusal) in [
      (Self.body, header(time, wrong), StripeSignature.Refusal.wrong),
      (Self.body + [0x20], header(time, Self.code(time)), .wrong),
      (Self.body, header(time + 1, Self.code(time)), .wrong),
      (Self.body, header(time - 301, Self.code(time - 301)), .time),
      (Self.body, header(time + 301, Self.code(time + 301)), .time),
      (Self.body, "v1=" + Self.code(time), .malformed), (Self.body, "t=\(time)", .malformed),
      (Self.body, "t=\(time),t=1,v1=" + Self.code(time), .malformed), (Self.body, "", .malformed),
      (Self.body, "t=\(time),v0=" + Self.code(time), .malformed),
    ] {
      #expect(throws: refusal, "\(text)") { try driver.webhook(body, signature: text, now: Self.now) }
    }
    #expect(throws: StripeSignature.Refusal.malformed) {
      try driver.webhook(Self.body, signature: nil, now: Self.now)
    }
  }

  @Test func `the code is that of RFC 4231`() {
    let code = Signature.code(of: Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8))
    #expect(Signature.hex(code) == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(
      !Signature.areEqual([1], [1, 2]) && !Signature.areEqual([1, 2], [1, 3]) && Signature.areEqual([], []))
  }

  @Test func `every driver is known by its name`() {
    #expect(Gateways.kinds.keys.sorted() == ["mellat", "saman", "saman-soap", "stripe", "zarinpal-soap"])
  }
}
