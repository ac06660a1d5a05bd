import PaymentsDomain
import Roost

/// What is published as `payments.entitlement`.
struct EntitlementMessage: Codable, Sendable {
  let subject: String
  let sku: SKU
  let standing: EntitlementStanding
  let until: Moment?
}

extension StepCommit {
  /// Gives what was paid for, or takes it back, with the same commit.
  mutating func entitle(_ state: State) async throws {
    let isGiven = step.effects.contains(.grant)
    guard isGiven || step.effects.contains(.revoke) else { return }
    let payment = step.payment
    let key = Key.entitlement(payment.invoice.subject, payment.invoice.plan.sku)
    let entry = try await state.entry(key)
    let known: Entitlement? = try entry?.decode()
    let entitlement =
      isGiven ? Entitlement.granting(payment, to: known, at: now) : known?.revoking(payment.id, at: now)
    guard let entitlement else { return }
    writes.expect(key, version: entry?.version)
    try writes.put(key, entitlement)
    try writes.publish(
      "payments.entitlement",
      EntitlementMessage(
        subject: entitlement.subject, sku: entitlement.sku, standing: entitlement.standing(at: now),
        until: entitlement.until), lane: payment.id.lane)
  }
}

extension PaymentID {
  /// A number for the lane of what concerns the payment, above zero (FNV-1a,
  /// https://datatracker.ietf.org/doc/html/draft-eastlake-fnv).
  var lane: Int64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int64(hash >> 1) | 1
  }
}

extension PaymentEvent {
  /// What the audit calls it; nothing that came from outside.
  var title: String {
    switch self {
    case .begin: "begin"
    case .returned(let hint): hint.claimsPaid ? "returned" : "returned_unpaid"
    case .answered(_, let answer):
      switch answer {
      case .token: "bank_token"
      case .confirmed: "bank_confirmed"
      case .done: "bank_done"
      case .standing(let standing): "bank_\(standing.rawValue)"
      case .failed(let failure): "bank_failed \(failure.rawValue)"
      }
    case .due: "due"
    case .activated: "activated"
    case .activationFailed: "activation_failed"
    case .refund: "refund"
    case .reported(let standing): "reported_\(standing.rawValue)"
    case .retry: "retry"
    }
  }
}
