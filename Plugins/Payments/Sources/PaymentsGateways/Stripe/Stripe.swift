package import PaymentsDomain
import RoostJSON

/// Stripe Checkout (https://docs.stripe.com/api/checkout/sessions), amounts in cents.
///
/// The merchant is the account's id, `acct_…`; secrets are `key` and, for webhooks, `webhook`. A session is paid or not
/// whoever asks: confirming is reading it, and what a webhook says is a hint like a callback's.
package struct Stripe: GatewayDriver {
  /// `stripe`
  package static let kind = "stripe"
  /// `stripe`
  package static let bank = "stripe"
  /// The account.
  package let merchant: String
  private let key: String
  private let webhookSecret: String?
  private let base: String
  /// Dollars or euros: a session is of the unit of its plan.
  package let unit: CurrencyUnit

  /// Takes its settings.
  package init(_ settings: GatewaySettings) throws(GatewayError) {
    guard !settings.merchant.isEmpty else { throw .merchant("an account's id") }
    merchant = settings.merchant
    unit = settings.unit ?? .dollarCent
    guard unit == .dollarCent || unit == .euroCent else { throw .money(.units(unit, .dollarCent)) }
    key = try settings.secret("key")
    webhookSecret = settings.secrets["webhook"]
    base = settings.base ?? "https://api.stripe.com"
  }

  /// A session is open for a day.
  package let profile = GatewayProfile(
    bank: Self.bank, canRefund: true, canInquireRefund: true, payWindow: .seconds(86_400),
    verifyWindow: .seconds(86_400),
    reversalWindow: .seconds(86_400))

  /// The request; one that changes something has a key that makes it happen once.
  package func request(_ question: BankQuestion) throws(GatewayError) -> BankRequest {
    let order = try question.order()
    switch question.operation {
    case .request:
      guard question.payment.price.unit == unit else {
        throw .money(.units(question.payment.price.unit, unit))
      }
      let plan = question.payment.invoice.plan
      return post(
        "/v1/checkout/sessions",
        [
          ("mode", "payment"), ("payment_method_types[0]", "card"),
          ("client_reference_id", "\(order.number)"),
          ("success_url", question.callback + "?result=success"),
          ("cancel_url", question.callback + "?result=cancel"),
          ("line_items[0][quantity]", "1"),
          ("line_items[0][price_data][currency]", unit.rawValue.lowercased()),
          ("line_items[0][price_data][unit_amount]", "\(plan.price.count)"),
          ("line_items[0][price_data][product_data][name]", plan.title),
        ], key: "order-\(order.number)")
    case .verify:
      guard let token = order.token else { throw .order }
      return BankRequest("GET", url: base + "/v1/checkout/sessions/\(token)", head: [authorization])
    case .refund:
      guard let reference = question.payment.reference, let refund = question.refund else { throw .order }
      return post(
        "/v1/refunds", [("payment_intent", reference), ("amount", "\(refund.amount.count)")],
        key: "refund-\(refund.number)")
    case .inquireRefund:
      // Asking for it again with its key is how Stripe is asked what became of it.
      var again = question
      again.operation = .refund
      return try request(again)
    default: throw .unsupported(question.operation)
    }
  }

  /// What the answer means.
  package func read(_ reply: BankReply, to question: BankQuestion) -> BankAnswer {
    do throws(ReplyError) {
      if case .answered(let status, let body) = reply, (400..<500).contains(status) {
        return .failed(StripeCodes.failure(status, try? JSONValue(parsing: body)))
      }
      let body = try reply.success()
      guard let json = try? JSONValue(parsing: body) else { throw ReplyError(.protocolMalformed) }
      switch question.operation {
      case .request:
        guard let id = json["id"]?.string, id.hasPrefix("cs_"), id.utf8.count <= 256,
          let page = json["url"]?.string, page.hasPrefix("https://") || page.hasPrefix(base)
        else { throw ReplyError(.protocolMalformed) }
        return .token(id, page: page)
      case .verify: return try confirmation(json, question)
      default:
        switch json["status"]?.string {
        case "succeeded", "pending": return .done
        case "failed", "canceled": return .failed(.declinedOther)
        default: throw ReplyError(.protocolMalformed)
        }
      }
    } catch {
      return .failed(error.failure)
    }
  }

  private func confirmation(_ json: JSONValue, _ question: BankQuestion) throws(ReplyError) -> BankAnswer {
    guard json["id"]?.string == question.payment.order?.token else { return .failed(.integrityOrder) }
    guard json["payment_status"]?.string == "paid" else {
      guard let status = json["status"]?.string else { throw ReplyError(.protocolMalformed) }
      switch status {
      case "expired": return .failed(.expiredWindow)
      // The person has done all there is to do, and the money is on its way or not.
      case "complete": return .failed(.pending)
      default: return .failed(.declinedUnpaid)
      }
    }
    guard let intent = json["payment_intent"]?.string, let amount = json["amount_total"]?.int,
      let unit = json["currency"]?.string.flatMap({ CurrencyUnit(rawValue: $0.uppercased()) })
    else { throw ReplyError(.protocolMalformed) }
    var confirmation = BankConfirmation(reference: intent, amount: Money(Int64(amount), unit))
    confirmation.order = json["client_reference_id"]?.string.flatMap { Int64($0) }
    return .confirmed(confirmation)
  }

  /// The session's own page.
  package func redirect(_ payment: Payment, callback: String) -> Redirect? {
    payment.order?.page.map { .link($0) }
  }

  /// The person's return, which says nothing but which way it was.
  package func callback(_ fields: CallbackFields, for payment: Payment) throws(CallbackError) -> Hint {
    switch try fields.required("result") {
    case "success": Hint(claimsPaid: true)
    case "cancel": Hint(claimsPaid: false, reason: .userCancelled)
    default: throw .malformed("result")
    }
  }

  /// Which order a webhook tells of, once its signature is found to be right; nil for what says nothing of one.
  ///
  /// - Throws: ``StripeSignature/Refusal``.
  package func webhook(
    _ body: [UInt8], signature: String?, now: Moment
  ) throws(StripeSignature.Refusal) -> Int64? {
    try StripeSignature.check(body, signature, secret: webhookSecret, now: now)
    guard let event = try? JSONValue(parsing: body),
      event["type"]?.string?.hasPrefix("checkout.session.") == true
    else { return nil }
    return event["data"]?["object"]?["client_reference_id"]?.string.flatMap { Int64($0) }
  }

  private var authorization: BankRequest.Field { .init("Authorization", "Bearer \(key)") }

  private func post(_ path: String, _ fields: [(String, String)], key: String) -> BankRequest {
    BankRequest(
      url: base + path,
      head: [
        authorization, .init("Content-Type", "application/x-www-form-urlencoded"),
        .init("Idempotency-Key", key),
      ],
      body: Array(
        fields.map { "\(FormText.escape($0.0))=\(FormText.escape($0.1))" }.joined(separator: "&").utf8))
  }
}
