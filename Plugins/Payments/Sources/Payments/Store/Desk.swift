import PaymentsDomain
import PaymentsGateways
import Roost
import RoostJSON

/// Makes invoices and payments.
struct Desk: Sendable {
  let state: State
  let cashier: Cashier
  let catalogue: Catalogue

  private static let attempts = 16

  /// An invoice as it is kept; nil where there is none.
  func invoice(_ id: InvoiceID) async throws -> InvoiceRecord? {
    guard id.canBeKept else { return nil }
    return try await state.value(Key.invoice(id))
  }

  /// Makes an invoice at the price of now, or finds the one that was made by this key.
  ///
  /// - Throws: ``HTTPError`` 404 for no such plan, 409 for a key that was another order's.
  func invoice(_ sku: SKU, for subject: String, key: String) async throws -> InvoiceID {
    guard let plan = catalogue.plan(sku) else { throw HTTPError(.notFound, "there is no plan \(sku)") }
    for _ in 0..<2 {
      if let id: InvoiceID = try await state.value(Key.request(key)) {
        guard let known = try await invoice(id)?.invoice, known.subject == subject, known.plan.sku == sku
        else {
          throw HTTPError(.conflict, "the Idempotency-Key was another order's")
        }
        return id
      }
      let id = InvoiceID(Chance.name)
      var writes = StateCommit()
      writes.expect(Key.request(key), version: nil)
      try writes.put(Key.request(key), id)
      try writes.put(Key.invoice(id), InvoiceRecord(invoice: Invoice(id: id, subject: subject, plan: plan)))
      do {
        try await state.commit(writes)
        return id
      } catch let error as PluginError where error.class == .conflict {}
    }
    throw HTTPError(.conflict, "the Idempotency-Key is being used")
  }

  /// Begins a payment, unless one is under way of which nobody knows yet how it ends: then that one is gone on with.
  ///
  /// - Returns: nil where there is no such invoice.
  func pay(_ id: InvoiceID, at gateway: GatewayName) async throws -> PaymentID? {
    for _ in 0..<Self.attempts {
      guard id.canBeKept, let entry = try await state.entry(Key.invoice(id)) else { return nil }
      var record: InvoiceRecord = try entry.decode()
      for known in record.payments.reversed() {
        guard let payment = try await cashier.record(known)?.payment else { continue }
        if payment.state == .created { _ = try await cashier.apply(.begin, to: known) }
        if payment.state.blocksAnother { return known }
      }
      guard let driver = try await cashier.gateways.driver(gateway),
        driver.unit == record.invoice.plan.price.unit
      else { throw HTTPError(.badRequest, "this gateway does not take it") }
      guard record.payments.count < 50 else {
        throw HTTPError(.conflict, "too many attempts to pay this invoice")
      }
      let payment = Payment(
        id: PaymentID(Chance.name), invoice: record.invoice, gateway: gateway, merchant: driver.merchant,
        created: Chance.now)
      record.payments.append(payment.id)
      var writes = StateCommit()
      // Two that begin at once: the later one finds the other's.
      writes.expect(Key.invoice(id), version: entry.version)
      try writes.put(Key.invoice(id), record)
      try writes.put(Key.payment(payment.id), PaymentRecord(payment: payment, secret: Chance.name, due: nil))
      do {
        try await state.commit(writes)
      } catch let error as PluginError where error.class == .conflict {
        continue
      }
      _ = try await cashier.apply(.begin, to: payment.id)
      return payment.id
    }
    throw HTTPError(.conflict, "others are paying this invoice")
  }

  /// What somebody has.
  func entitlement(_ subject: String, _ sku: SKU) async throws -> EntitlementMessage {
    guard sku.canBeKept, (1...128).contains(subject.utf8.count) else {
      throw HTTPError(.notFound, "there is no such plan or subject")
    }
    let known: Entitlement? = try await state.value(Key.entitlement(subject, sku))
    return EntitlementMessage(
      subject: subject, sku: sku, standing: known?.standing(at: Chance.now) ?? .none, until: known?.until)
  }
}
