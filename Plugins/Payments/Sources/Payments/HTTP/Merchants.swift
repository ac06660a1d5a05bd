import PaymentsDomain
import PaymentsGateways
import Roost

/// What a merchant's own system asks: invoices, how they stand, refunds. Each request has the key that the operator gave
/// it.
struct Merchants: Sendable {
  let desk: Desk
  let reconciler: Reconciler
  let secrets: Secrets
  let secretName: String

  @HandlerBuilder var handlers: [any Handler] {
    POST("/payments/api/invoices", body: .buffered(limit: 16 << 10)) { request in
      try await authorize(request)
      return try await create(request)
    }
    GET("/payments/api/invoices/{invoice}") { request in
      try await authorize(request)
      guard let view = try await view(InvoiceID(request["invoice"])) else {
        throw HTTPError(.notFound, "there is no such invoice")
      }
      return JSON(view)
    }
    GET("/payments/api/entitlements/{sku}/{subject}") { request in
      try await authorize(request)
      return JSON(try await desk.entitlement(request["subject"], SKU(request["sku"])))
    }
    GET("/payments/api/balances") { request in
      try await authorize(request)
      return JSON(try await balances())
    }
    GET("/payments/api/payments/{payment}/audit") { request in
      try await authorize(request)
      return JSON(try await audit(PaymentID(request["payment"])))
    }
    POST("/payments/api/reconcile") { request in
      try await authorize(request)
      return JSON(["taken_up": await reconciler.reconcile()])
    }
    POST("/payments/api/payments/{payment}/retry") { request in
      try await authorize(request)
      return try await retry(PaymentID(request["payment"]))
    }
    POST("/payments/api/payments/{payment}/refunds", body: .buffered(limit: 16 << 10)) { request in
      try await authorize(request)
      return try await refund(request)
    }
  }

  private struct Order: Decodable {
    let sku: String
    let subject: String
  }

  private struct RefundOrder: Decodable {
    let amount: Int64
    let unit: CurrencyUnit
  }

  struct InvoiceView: Encodable, Sendable {
    let id: InvoiceID
    let subject: String
    let sku: SKU
    let price: Money
    let url: String
    let payments: [PaymentView]
  }

  struct PaymentView: Encodable, Sendable {
    let id: PaymentID
    let gateway: GatewayName
    let state: PaymentState
    let failure: Failure?
    let reference: String?
    let refunded: Int64
  }

  private func authorize(_ request: Request) async throws {
    let known = try await secrets[secretName].bytes
    let field = request.header("Authorization") ?? ""
    // Codes are compared, so that the time tells nothing, not even the length.
    let given = Array(field.hasPrefix("Bearer ") ? String(field.dropFirst(7)).utf8 : "".utf8)
    let key = Array(Chance.name.utf8)
    guard !known.isEmpty,
      Signature.areEqual(Signature.code(of: given, key: key), Signature.code(of: known, key: key))
    else { throw HTTPError(.unauthorized, "send `Authorization: Bearer` and the key") }
  }

  private func idempotencyKey(_ request: Request) throws -> String {
    guard let key = request.header("Idempotency-Key"), (1...128).contains(key.utf8.count) else {
      throw HTTPError(
        .badRequest, "send an Idempotency-Key of 1 to 128 bytes: the same again is the same request")
    }
    return key
  }

  private func create(_ request: Request) async throws -> Response {
    let key = try idempotencyKey(request)
    let order: Order = try request.json()
    guard (1...128).contains(order.subject.utf8.count) else {
      throw HTTPError(.badRequest, "subject: 1 to 128 bytes")
    }
    let id = try await desk.invoice(SKU(order.sku), for: order.subject, key: key)
    guard let view = try await view(id) else { throw HTTPError(.internalServerError, "the invoice is gone") }
    return try .json(view, status: .created)
  }

  private func view(_ id: InvoiceID) async throws -> InvoiceView? {
    guard let record = try await desk.invoice(id) else { return nil }
    var payments: [PaymentView] = []
    for payment in record.payments {
      guard let payment = try await desk.cashier.record(payment)?.payment else { continue }
      payments.append(
        PaymentView(
          id: payment.id, gateway: payment.gateway, state: payment.state, failure: payment.failure,
          reference: payment.reference, refunded: payment.refunded))
    }
    let invoice = record.invoice
    return InvoiceView(
      id: invoice.id, subject: invoice.subject, sku: invoice.plan.sku, price: invoice.plan.price,
      url: "\(desk.cashier.publicURL)/payments/pay/\(invoice.id)", payments: payments)
  }

  private func refund(_ request: Request) async throws -> Response {
    let key = try idempotencyKey(request)
    let order: RefundOrder = try request.json()
    let event = PaymentEvent.refund(RefundID(key), Money(order.amount, order.unit))
    guard let result = try await desk.cashier.apply(event, to: PaymentID(request["payment"])) else {
      throw HTTPError(.notFound, "there is no such payment")
    }
    if case .refused(let refusal) = result.decision {
      throw HTTPError(.conflict, "the refund is refused: \(refusal.rawValue)")
    }
    return try .json(["state": result.record.payment.state.rawValue], status: .accepted)
  }
}
