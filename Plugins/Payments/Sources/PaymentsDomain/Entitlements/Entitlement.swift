/// What somebody has: a plan, until a moment. One for each subject and plan, extended by each payment.
package struct Entitlement: Codable, Sendable, Hashable {
  /// Whose.
  package let subject: String
  /// To what.
  package let sku: SKU
  /// Since when.
  package private(set) var from: Moment
  /// Until when it is paid for; nil is forever.
  package private(set) var until: Moment?
  /// The day of the month that periods of months end on.
  package private(set) var anchor: Int
  /// How long it holds after its end.
  package private(set) var graceDays: Int
  /// What it was given for, oldest first.
  package private(set) var grants: [EntitlementGrant] = []

  /// Gives what a payment bought.
  ///
  /// - Parameter known: what the subject has; nil is nothing yet, and then the plan's trial counts.
  /// - Returns: what it has then. The same payment again changes nothing.
  package static func granting(
    _ payment: Payment, to known: Entitlement?, at now: Moment
  ) -> Entitlement {
    let plan = payment.invoice.plan
    var result =
      known
      ?? Entitlement(
        subject: payment.invoice.subject, sku: plan.sku, from: now, until: now,
        anchor: Period.anchor(of: now), graceDays: plan.graceDays)
    guard !result.grants.contains(where: { $0.payment == payment.id }) else { return result }
    var start = result.end(orForever: now)
    if start < now || result.grants.allSatisfy(\.isRevoked) {
      // It had ended: a new run begins, on this day.
      start = now
      result.from = now
      result.anchor = Period.anchor(of: now)
    }
    if known == nil, plan.trialDays > 0 {
      start = Period.days(plan.trialDays).end(from: start, anchor: 0) ?? start
      result.anchor = Period.anchor(of: start)
    }
    result.graceDays = plan.graceDays
    let end = result.isForever ? nil : plan.period.end(from: start, anchor: result.anchor)
    result.grants.append(EntitlementGrant(payment: payment.id, from: start, until: end))
    result.until = end
    return result
  }

  /// Takes back what a payment bought: what was given after it moves forward by as much.
  package func revoking(_ payment: PaymentID, at now: Moment) -> Entitlement {
    var result = self
    guard let index = grants.firstIndex(where: { $0.payment == payment && !$0.isRevoked }) else {
      return self
    }
    result.grants[index].isRevoked = true
    let valid = result.grants.filter { !$0.isRevoked }
    guard !valid.isEmpty else {
      result.until = now
      return result
    }
    if valid.contains(where: { $0.until == nil }) {
      result.until = nil
      return result
    }
    let length = grants[index].until.map {
      max(0, $0.milliseconds - max(grants[index].from, now).milliseconds)
    }
    if let length, let until { result.until = Moment(max(now.milliseconds, until.milliseconds - length)) }
    if grants[index].until == nil { result.until = valid.compactMap(\.until).max() }
    return result
  }

  /// How it stands at a moment.
  package func standing(at now: Moment) -> EntitlementStanding {
    guard grants.contains(where: { !$0.isRevoked }) else { return .none }
    guard let until else { return .active }
    if now < until { return .active }
    return now < (Period.days(graceDays).end(from: until, anchor: 0) ?? until) ? .grace : .expired
  }

  private var isForever: Bool { until == nil }
  private func end(orForever now: Moment) -> Moment { until ?? now }
}

/// What one payment gave.
package struct EntitlementGrant: Codable, Sendable, Hashable {
  /// Which.
  package let payment: PaymentID
  /// From when.
  package let from: Moment
  /// Until when; nil is forever.
  package let until: Moment?
  /// Whether it was taken back.
  package var isRevoked = false
}

/// How an entitlement stands.
package enum EntitlementStanding: String, Codable, Sendable, Hashable {
  /// There is none.
  case none
  /// It is paid for.
  case active
  /// It has ended, and holds a little longer.
  case grace
  /// It is over.
  case expired
}

extension Entitlement {
  /// When somebody is to be reminded, or it ends, next: three days and one day before the end, at the end, and at the
  /// end of grace; nil is never.
  package func nextTurn(after now: Moment) -> Moment? {
    guard let until else { return nil }
    let graceEnd = Period.days(graceDays).end(from: until, anchor: 0) ?? until
    return [until - .seconds(3 * 86_400), until - .seconds(86_400), until, graceEnd].first { $0 > now }
  }
}
