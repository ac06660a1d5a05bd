package import RoostJSON

// How people pay: the bot is asked first, and has ten seconds.
extension World {
  private static let mostCharges = 5000

  /// A user is about to pay an invoice.
  ///
  /// - Returns: the number of the question to the bot, to whose answer ``finishPayment(_:user:answer:tip:)`` belongs.
  package mutating func beginPayment(_ id: Int, user: Int, _ body: JSONValue) throws -> String {
    let key: String
    if let slug = body["slug"]?.string {
      try checkPerson(user)
      key = slug
    } else {
      let chat = try pageChat(id, for: user)
      key = Self.invoiceKey(InChat(chat.key, body["message_id"]?.int ?? 0))
    }
    guard let invoice = invoices[key] else { throw APIError(404, "there is no such invoice") }
    guard !invoice.isPaid else { throw APIError(400, "it is paid") }
    let tip = body["tip"]?.int ?? 0
    guard tip >= 0, tip <= invoice.mostTip ?? 0 || tip == 0 else {
      throw APIError(400, "the tip is too large")
    }
    let query = ask(.preCheckout, bot: invoice.bot, user: user, message: invoice.message, invoice: key)
    enqueue(
      "pre_checkout_query", for: invoice.bot, lane: "u\(user)",
      .fields([
        "id": query.id, "from": render(user: user), "currency": invoice.currency,
        "total_amount": invoice.total + tip, "invoice_payload": invoice.payload,
        "order_info": orderInfo(invoice, user),
      ]), expiresAfter: 150)
    return query.id
  }

  private func orderInfo(_ invoice: Invoice, _ user: Int) -> JSONValue? {
    guard !invoice.needs.isEmpty, let person = users[user] else { return nil }
    return .fields([
      "name": invoice.needs.contains("name") ? person.firstName : nil,
      "phone_number": invoice.needs.contains("phone_number") ? "+1555\(user)" : nil,
      "email": invoice.needs.contains("email") ? "user\(user)@example.com" : nil,
    ])
  }

  /// The bot has answered, or has not in time.
  ///
  /// - Parameter answer: nil when it was too late.
  package mutating func finishPayment(_ id: String, key: String, user: Int, _ answer: JSONValue?, tip: Int)
    -> JSONValue
  {
    queries[id] = nil
    guard let answer, let invoice = invoices[key] else {
      return .fields(["state": "refused", "reason": "The bot didn't respond in time."])
    }
    guard answer["ok"]?.isTrue == true else {
      return .fields(["state": "refused", "reason": answer["reason"]])
    }
    var charge = Charge(
      id: "stx" + random.token(40), bot: invoice.bot, user: user, currency: invoice.currency,
      total: invoice.total + tip, payload: invoice.payload, date: seconds)
    charge.period = invoice.period
    charge.until = invoice.period.map { seconds + $0 }
    charges[charge.id] = charge
    if charges.rows.count > Self.mostCharges,
      let oldest = charges.rows.values.min(by: { ($0.date, $0.id) < ($1.date, $1.id) })
    {
      charges[oldest.id] = nil
    }
    if invoice.currency == "XTR" { bots.change(invoice.bot) { $0.stars += charge.total } }
    if let message = invoice.message {
      invoices.change(key) { $0.isPaid = true }
      if let shown = messages[message] {
        tell("edit", message.chat, .fields(["message": pageMessage(shown)]))
      }
    }
    let payment = JSONValue.fields([
      "currency": charge.currency, "total_amount": charge.total, "invoice_payload": charge.payload,
      "telegram_payment_charge_id": charge.id, "provider_payment_charge_id": "sandbox_" + random.token(12),
      "subscription_expiration_date": charge.until, "is_recurring": charge.period.map { _ in true },
      "is_first_recurring": charge.period.map { _ in true }, "order_info": orderInfo(invoice, user),
    ])
    let chat = invoice.message.flatMap { chats[$0.chat] } ?? openPrivate(user, invoice.bot)
    postService(in: chat, from: user, .fields(["successful_payment": payment]))
    return .fields(["state": "paid"])
  }

  /// The invoice that a question is about.
  package func invoiceKey(ofQuery id: String) -> String? { queries[id]?.invoice }
}
