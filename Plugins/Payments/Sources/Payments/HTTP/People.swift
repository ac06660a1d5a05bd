import PaymentsDomain
import PaymentsGateways
import Roost

/// What people see, and where banks send them back.
struct People: Sendable {
  let desk: Desk
  let language: Language

  @HandlerBuilder var handlers: [any Handler] {
    GET("/payments/style.css") { _ in
      Response(
        PayPage.style, contentType: "text/css; charset=utf-8",
        headers: [("Cache-Control", "public, max-age=3600")])
    }
    GET("/payments/pay/{invoice}") { request in try await page(request) }
    POST("/payments/pay/{invoice}", body: .buffered(limit: 4096)) { request in
      let invoice = InvoiceID(request["invoice"])
      guard let gateway = request.form.first("gateway"),
        try await desk.pay(invoice, at: GatewayName(gateway)) != nil
      else { throw HTTPError(.notFound, "there is no such invoice") }
      return Response.redirect(to: "/payments/pay/\(invoice)")
    }
    GET("/payments/back/{payment}/{secret}") { request in try await comeBack(request, request.query) }
    POST("/payments/back/{payment}/{secret}", body: .buffered(limit: 16 << 10)) { request in
      try await comeBack(request, nil)
    }
  }

  private func page(_ request: Request) async throws -> Response {
    guard let record = try await desk.invoice(InvoiceID(request["invoice"])) else {
      throw HTTPError(.notFound, "there is no such invoice")
    }
    let last = try await lastPayment(record)
    let payment = last?.payment
    var redirect: Redirect?
    if let last {
      redirect = try await desk.cashier.gateways.driver(last.payment.gateway)?.redirect(
        last.payment, callback: last.callback(desk.cashier.publicURL))
    }
    return PayPage(
      language: Language.of(request.header("Accept-Language"), otherwise: language), invoice: record.invoice,
      payment: payment, gateways: try await desk.cashier.gateways.offering(record.invoice.plan.price.unit),
      redirect: redirect
    ).response
  }

  /// The one that was paid, if one was; else the last.
  private func lastPayment(_ record: InvoiceRecord) async throws -> PaymentRecord? {
    var last: PaymentRecord?
    for id in record.payments {
      guard let payment = try await desk.cashier.record(id) else { continue }
      if payment.payment.state.isPaid { return payment }
      last = payment
    }
    return last
  }

  /// A callback: whoever sent it, the answer leads to the page that says how it stands, and the bank is asked.
  private func comeBack(_ request: Request, _ query: String?) async throws -> Response {
    let id = PaymentID(request["payment"])
    guard let record = try await desk.cashier.record(id),
      Signature.areEqual(Array(request["secret"].utf8), Array(record.secret.utf8))
    else { throw HTTPError(.notFound, "there is no such payment") }
    do {
      // Of a form and a query only one is read, so that a field cannot be there twice.
      let fields = try CallbackFields(request.fields(query))
      let result = try await desk.cashier.apply(to: id) { payment, driver in
        .returned(try driver.callback(fields, for: payment))
      }
      if case .refused(let refusal)? = result?.decision { refuse(id, "\(refusal.rawValue)", record) }
    } catch let error as CallbackError {
      refuse(id, "\(error)", record)
    }
    return Response.redirect(to: "/payments/pay/\(record.payment.invoice.id)")
  }

  /// A callback that is not listened to leaves a line that an operator can read, without what it said.
  private func refuse(_ id: PaymentID, _ why: String, _ record: PaymentRecord) {
    desk.cashier.log.warning(
      "payment \(id): a callback was not listened to: \(why)",
      ["state": record.payment.state.rawValue, "gateway": record.payment.gateway.text])
  }
}

extension Request {
  /// The fields of the query that is given, or of the form.
  fileprivate func fields(_ query: String?) -> [(name: String, value: String)] {
    query == nil ? form.fields : queryFields
  }

  /// All fields of the query.
  private var queryFields: [(name: String, value: String)] {
    query.split(separator: "&").compactMap { pair in
      let name = String(pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)[0])
      return queryValues(name)
    }
  }

  private func queryValues(_ name: String) -> (name: String, value: String)? {
    queryValue(name).map { (name: name, value: $0) }
  }
}
