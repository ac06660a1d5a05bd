import PaymentsDomain
import PaymentsGateways
import Roost
import RoostJSON

/// Applies events to payments: reads, lets the machine judge, and commits all that comes of it at once. Against another
/// who does the same the later one reads again.
struct Cashier: Sendable {
  let state: State
  let gateways: GatewayTable
  let log: Log
  let publicURL: String

  private static let attempts = 24

  /// What came of an event.
  struct Result: Sendable {
    let record: PaymentRecord
    let decision: Decision
  }

  /// A payment as it is kept; nil where there is none.
  func record(_ id: PaymentID) async throws -> PaymentRecord? {
    guard id.canBeKept else { return nil }
    return try await state.value(Key.payment(id))
  }

  /// Applies an event.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - id: to which payment.
  ///   - kept: the host's event that brought it, acknowledged by the same commit.
  /// - Returns: nil where there is no such payment.
  func apply(
    _ event: PaymentEvent, to id: PaymentID, acknowledging kept: (any KeptEvent)? = nil
  ) async throws -> Result? {
    try await apply(to: id, acknowledging: kept) { _, _ in event }
  }

  /// Applies the event that a driver makes of a payment.
  func apply(
    to id: PaymentID, acknowledging kept: (any KeptEvent)? = nil,
    _ make: (Payment, any GatewayDriver) throws -> PaymentEvent
  ) async throws -> Result? {
    for attempt in 1... {
      guard id.canBeKept, let entry = try await state.entry(Key.payment(id)) else { return nil }
      let record: PaymentRecord = try entry.decode()
      guard let driver = try await gateways.driver(record.payment.gateway) else {
        throw PluginError.retryable(
          "payment \(id): its gateway \(record.payment.gateway) is not configured any more — hint: put it back until "
            + "its payments have ended")
      }
      let event = try make(record.payment, driver)
      let claims = Machine.claims(of: event, for: record.payment, at: driver.profile)
      let owners = try await state.entries(claims.map { Key.claim($0) })
      let now = Chance.now
      var context = Context(now: now, profile: driver.profile, freshNumber: Chance.orderNumber(now))
      for (claim, owner) in zip(claims, owners) { context.owners[claim] = try owner?.decode() }
      let decision = Machine.apply(event, to: record.payment, context)
      guard case .step(let step) = decision else { return Result(record: record, decision: decision) }
      var commit = StepCommit(
        record: record, version: entry.version, step: step, event: event, now: now, driver: driver,
        publicURL: publicURL)
      try commit.write(owners: Dictionary(uniqueKeysWithValues: zip(claims, owners)))
      try await commit.entitle(state)
      if let kept { commit.writes.acknowledge(kept) }
      do {
        try await state.commit(commit.writes)
        report(step)
        return Result(record: commit.record, decision: decision)
      } catch let error as PluginError where error.class == .conflict && attempt < Self.attempts {
        try await HostTimer.sleep(for: .milliseconds(Int.random(in: 1...4 * attempt)))
      }
    }
    return nil
  }

  private func report(_ step: Step) {
    let path = step.path.map(\.rawValue).joined(separator: " ")
    log.info(
      "payment \(step.payment.id): \(path)",
      ["failure": step.payment.failure?.rawValue ?? "", "gateway": step.payment.gateway.text])
  }
}
