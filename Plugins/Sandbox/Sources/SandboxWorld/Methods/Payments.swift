import RoostJSON

extension Method {
  private static let invoice = """
    title! description! payload! currency! prices:array! provider_token max_tip_amount:int
    suggested_tip_amounts:array provider_data photo_url photo_size:int photo_width:int photo_height:int
    need_name:bool need_phone_number:bool need_email:bool need_shipping_address:bool
    send_phone_number_to_provider:bool send_email_to_provider:bool is_flexible:bool 
    """

  /// Invoices, Stars and what comes after.
  static let payments: [Method] = [
    Method("sendInvoice", "chat_id:chat! " + invoice + "start_parameter " + Parameter.sendingAsItself) {
      world, call in
      var invoice = try world.invoice(call)
      let view = JSONValue.fields([
        "title": invoice.title, "description": invoice.about,
        "start_parameter": call.text("start_parameter") ?? "",
        "currency": invoice.currency, "total_amount": invoice.total,
      ])
      let content = JSONValue.fields(["invoice": view])
      var call = call
      if call.args["reply_markup"] == nil {
        // Without a keyboard of its own an invoice has the button to pay.
        let label = invoice.currency == "XTR" ? "Pay ⭐\(invoice.total)" : "Pay"
        let button = JSONValue.fields(["text": label, "pay": true])
        call.args["reply_markup"] = .fields(["inline_keyboard": JSONValue.array([.array([button])])])
      } else if call.object("reply_markup")?["inline_keyboard"]?.array?.first?.array?.first?["pay"]?.isTrue
        != true
      {
        throw APIError.bad("the first button of an invoice must be the Pay button")
      }
      let sent = try world.send(call, "can_send_messages", what: "invoices", content, isInvoice: true)
      invoice.message = sent.key
      world.invoices[World.invoiceKey(sent.key)] = invoice
      return world.render(sent)
    },
    Method("createInvoiceLink", invoice + "business_connection_id subscription_period:int") { world, call in
      var invoice = try world.invoice(call)
      if let period = call.int("subscription_period") {
        guard invoice.currency == "XTR", period == 2_592_000 else {
          throw APIError.bad("SUBSCRIPTION_PERIOD_INVALID")
        }
        guard invoice.total <= 10_000 else { throw APIError.bad("STARS_AMOUNT_INVALID") }
        invoice.period = period
      }
      let slug = world.random.token(16)
      world.invoices[slug] = invoice
      return .string(world.settings.linkPrefix + "$" + slug)
    },
    Method("answerPreCheckoutQuery", "pre_checkout_query_id! ok:bool! error_message") { world, call in
      let id = call.text("pre_checkout_query_id") ?? ""
      guard let query = world.queries[id], query.kind == .preCheckout, query.bot == call.bot,
        world.seconds - query.date <= 10
      else { throw APIError.bad("query is too old and response timeout expired or query ID is invalid") }
      let why = call.text("error_message")
      guard call.isTrue("ok") || why?.isEmpty == false else {
        throw APIError.bad("error message must be non-empty")
      }
      world.queries[id] = nil
      world.answer(query, .fields(["ok": call.isTrue("ok"), "reason": why]))
      return .bool(true)
    },
    Method("answerShippingQuery", "shipping_query_id! ok:bool! shipping_options:array error_message") {
      world, call in
      guard let query = world.queries[call.text("shipping_query_id") ?? ""], query.kind == .shipping,
        query.bot == call.bot
      else { throw APIError.bad("query is too old and response timeout expired or query ID is invalid") }
      world.queries[query.id] = nil
      world.answer(
        query,
        .fields([
          "ok": call.isTrue("ok"), "options": call.args["shipping_options"],
          "reason": call.text("error_message"),
        ]))
      return .bool(true)
    },
    Method("refundStarPayment", "user_id:int! telegram_payment_charge_id!") { world, call in
      guard let charge = world.charges[call.text("telegram_payment_charge_id") ?? ""], charge.bot == call.bot,
        charge.user == call.int("user_id"), charge.currency == "XTR"
      else { throw APIError.bad("CHARGE_NOT_FOUND") }
      guard !charge.isRefunded else { throw APIError.bad("CHARGE_ALREADY_REFUNDED") }
      guard world.bots[call.bot]?.stars ?? 0 >= charge.total else { throw APIError.bad("BALANCE_TOO_LOW") }
      world.charges.change(charge.id) { $0.isRefunded = true }
      world.bots.change(call.bot) { $0.stars -= charge.total }
      let refund = JSONValue.fields([
        "currency": charge.currency, "total_amount": charge.total, "invoice_payload": charge.payload,
        "telegram_payment_charge_id": charge.id,
      ])
      let chat = world.openPrivate(charge.user, call.bot)
      world.postService(in: chat, from: charge.user, .fields(["refunded_payment": refund]))
      return .bool(true)
    },
    Method("getStarTransactions", "offset:int limit:int") { world, call in
      let limit = min(max(call.int("limit") ?? 100, 1), 100)
      let all = world.transactions(call.bot)
      return .fields(["transactions": Array(all.dropFirst(max(call.int("offset") ?? 0, 0)).prefix(limit))])
    },
    Method("getMyStarBalance") { world, call in .fields(["amount": world.bots[call.bot]?.stars ?? 0]) },
    Method(
      "editUserStarSubscription", "user_id:int! telegram_payment_charge_id! is_canceled:bool!"
    ) { world, call in
      guard let charge = world.charges[call.text("telegram_payment_charge_id") ?? ""], charge.bot == call.bot,
        charge.user == call.int("user_id"), charge.period != nil
      else { throw APIError.bad("CHARGE_NOT_FOUND") }
      world.charges.change(charge.id) { $0.isCanceled = call.isTrue("is_canceled") }
      return .bool(true)
    },
  ]
}

extension World {
  static func invoiceKey(_ message: InChat) -> String { "m/\(message)" }

  /// The invoice that a call describes.
  func invoice(_ call: Call) throws -> Invoice {
    let title = try call.needText("title", "title must be non-empty")
    guard title.utf16.count <= 32 else { throw APIError.bad("invoice title is too long") }
    let about = try call.needText("description", "description must be non-empty")
    guard about.utf16.count <= 255 else { throw APIError.bad("invoice description is too long") }
    let payload = call.text("payload") ?? ""
    guard (1...128).contains(payload.utf8.count) else { throw APIError.bad("INVOICE_PAYLOAD_INVALID") }
    let currency = call.text("currency") ?? ""
    guard currency.utf8.count == 3, currency.utf8.allSatisfy({ (65...90).contains($0) }) else {
      throw APIError.bad("CURRENCY_INVALID")
    }
    let prices = call.array("prices") ?? []
    let amounts = prices.compactMap { $0["amount"]?.int }
    guard !prices.isEmpty, amounts.count == prices.count, prices.allSatisfy({ $0["label"]?.string != nil })
    else {
      throw APIError.bad("can't parse prices: LabeledPrice must have a label and an amount")
    }
    if currency == "XTR" {
      guard prices.count == 1 else { throw APIError.bad("STARS_INVOICE_INVALID") }
      guard (call.text("provider_token") ?? "").isEmpty else {
        throw APIError.bad("PAYMENT_PROVIDER_INVALID")
      }
    } else {
      guard !(call.text("provider_token") ?? "").isEmpty else {
        throw APIError.bad("PAYMENT_PROVIDER_INVALID")
      }
    }
    let total = amounts.reduce(0) { $0.addingReportingOverflow($1).partialValue }
    guard total > 0, total <= (currency == "XTR" ? 100_000 : 99_999_999) else {
      throw APIError.bad(currency == "XTR" ? "STARS_AMOUNT_INVALID" : "CURRENCY_TOTAL_AMOUNT_INVALID")
    }
    var invoice = Invoice(
      bot: call.bot, payload: payload, title: title, about: about, currency: currency, total: total,
      startParameter: call.text("start_parameter"), isFlexible: call.isTrue("is_flexible"),
      needs: ["name", "phone_number", "email"].filter { call.isTrue("need_" + $0) })
    invoice.prices = .array(prices)
    invoice.photo = call.text("photo_url")
    invoice.mostTip = call.int("max_tip_amount").map { min(max($0, 0), 99_999_999) }
    invoice.tips = (call.array("suggested_tip_amounts") ?? []).compactMap(\.int)
    return invoice
  }

  /// Transactions of Stars, the oldest first (https://core.telegram.org/bots/api#startransaction).
  func transactions(_ bot: Int) -> [JSONValue] {
    let own = charges.rows.values.filter { $0.bot == bot && $0.currency == "XTR" }
    return own.sorted { ($0.date, $0.id) < ($1.date, $1.id) }.flatMap { charge -> [JSONValue] in
      let partner = JSONValue.fields([
        "type": "user", "transaction_type": "invoice_payment", "user": render(user: charge.user),
        "invoice_payload": charge.payload, "subscription_period": charge.period,
      ])
      let paid = JSONValue.fields(["id": charge.id, "amount": charge.total, "date": charge.date])
      let refunded = charge.isRefunded ? [paid.with("receiver", partner)] : []
      return [paid.with("source", partner)] + refunded
    }
  }
}
