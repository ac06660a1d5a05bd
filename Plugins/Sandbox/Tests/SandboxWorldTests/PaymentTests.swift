import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct PaymentTests {
  private let invoice = JSONValue.fields([
    "title": "Tea", "description": "A cup", "payload": "p1", "currency": "XTR",
    "prices": [JSONValue.fields(["label": "Tea", "amount": 5])],
  ])

  @Test func `a payment is asked about, made, listed and given back once`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let sent = try bench.call("sendInvoice", invoice.with("chat_id", bench.user))
    #expect(sent["reply_markup"]?["inline_keyboard"]?.array?.first?.array?.first?["pay"]?.bool == true)
    let id = try bench.world.beginPayment(
      bench.bot, user: bench.user, .fields(["message_id": sent["message_id"]]))
    let query = try bench.updates().last?["pre_checkout_query"]
    #expect(query?["total_amount"]?.int == 5)
    try bench.call("answerPreCheckoutQuery", .fields(["pre_checkout_query_id": id, "ok": true]))
    let key = World.invoiceKey(InChat(ChatKey(bench.user, bot: bench.bot), sent["message_id"]!.int!))
    let answer = bench.world.takeAnswer(id)
    let state = bench.world.finishPayment(id, key: key, user: bench.user, answer, tip: 0)
    #expect(state["state"]?.string == "paid")
    let paid = try #require(try bench.updates().last?["message"]?["successful_payment"])
    #expect(try bench.call("getMyStarBalance")["amount"]?.int == 5)
    let charge = JSONValue.fields([
      "user_id": bench.user, "telegram_payment_charge_id": paid["telegram_payment_charge_id"],
    ])
    try bench.call("refundStarPayment", charge)
    #expect(bench.refusal("refundStarPayment", charge) == "Bad Request: CHARGE_ALREADY_REFUNDED")
    #expect(try bench.call("getStarTransactions")["transactions"]?.array?.count == 2)
    #expect(throws: APIError.self) {
      try bench.world.beginPayment(bench.bot, user: bench.user, .fields(["message_id": sent["message_id"]]))
    }
  }

  @Test func `a bot has ten seconds to agree`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let sent = try bench.call("sendInvoice", invoice.with("chat_id", bench.user))
    let id = try bench.world.beginPayment(
      bench.bot, user: bench.user, .fields(["message_id": sent["message_id"]]))
    bench.advance(11)
    let words = bench.refusal("answerPreCheckoutQuery", .fields(["pre_checkout_query_id": id, "ok": true]))
    #expect(words == "Bad Request: query is too old and response timeout expired or query ID is invalid")
  }

  @Test(arguments: [
    ("currency", "xtr", "CURRENCY_INVALID"), ("payload", "", "parameter \"payload\" is required"),
    ("provider_token", "t", "PAYMENT_PROVIDER_INVALID"),
    ("title", "An invoice whose title is much too long", "invoice title is too long"),
  ])
  func `an invoice is looked at closely`(_ name: String, _ value: String, _ words: String) throws {
    var bench = try Bench()
    try bench.say("/start")
    let values = invoice.with("chat_id", bench.user).with(name, value.isEmpty ? nil : value)
    #expect(bench.refusal("sendInvoice", values) == "Bad Request: " + words)
  }

  @Test func `a subscription is paid by link and can be ended`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let link = try bench.call("createInvoiceLink", invoice.with("subscription_period", 2_592_000)).string!
    let slug = String(link.split(separator: "$").last!)
    let id = try bench.world.beginPayment(0, user: bench.user, .fields(["slug": slug]))
    try bench.call("answerPreCheckoutQuery", .fields(["pre_checkout_query_id": id, "ok": true]))
    _ = bench.world.finishPayment(id, key: slug, user: bench.user, bench.world.takeAnswer(id), tip: 0)
    let paid = try #require(try bench.updates().last?["message"]?["successful_payment"])
    #expect(paid["subscription_expiration_date"]?.int == bench.world.seconds + 2_592_000)
    try bench.call(
      "editUserStarSubscription",
      .fields([
        "user_id": bench.user, "telegram_payment_charge_id": paid["telegram_payment_charge_id"],
        "is_canceled": true,
      ]))
    #expect(bench.world.charges.rows.values.first?.isCanceled == true)
  }
}
