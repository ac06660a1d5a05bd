import PaymentsDomain
import RoostJSON
import Testing

struct EntitlementTests {
  private static let day: Int64 = 86_400_000
  /// 2024-01-31.
  private static let start = Moment(1_706_659_200_000)

  private func payment(_ id: String, _ period: Period = .months(1), trial: Int = 0, grace: Int = 3) -> Payment
  {
    let plan = Plan(
      sku: SKU("vip"), version: 1, title: "VIP", price: Money(1, .rial), period: period, trialDays: trial,
      graceDays: grace)
    return Payment(
      id: PaymentID(id), invoice: Invoice(id: InvoiceID(id), subject: "ann", plan: plan),
      gateway: GatewayName("bank"), merchant: "m", created: Self.start)
  }

  @Test func `renewing extends from the end, on the day of the first`() {
    let first = Entitlement.granting(payment("a"), to: nil, at: Self.start)
    #expect(first.until == Moment(1_709_164_800_000))  // 2024-02-29
    let second = Entitlement.granting(payment("b"), to: first, at: Self.start + .seconds(60))
    #expect(second.until == Moment(1_711_843_200_000))  // 2024-03-31
    #expect(Entitlement.granting(payment("b"), to: second, at: Self.start) == second)
  }

  @Test func `after the end comes grace, and a renewal then begins anew`() throws {
    let first = Entitlement.granting(payment("a", .days(10)), to: nil, at: Self.start)
    let end = try #require(first.until)
    #expect(first.standing(at: end - .seconds(1)) == .active && first.standing(at: end) == .grace)
    #expect(first.standing(at: end + .seconds(3 * 86_400)) == .expired)
    let later = end + .seconds(5 * 86_400)
    #expect(
      Entitlement.granting(payment("b", .days(10)), to: first, at: later).until == later + .seconds(864_000))
  }

  @Test func `a trial is added to the first, and only to that`() {
    let first = Entitlement.granting(payment("a", .days(10), trial: 7), to: nil, at: Self.start)
    #expect(first.until == Moment(Self.start.milliseconds + 17 * Self.day))
    let second = Entitlement.granting(payment("b", .days(10), trial: 7), to: first, at: Self.start)
    #expect(second.until == Moment(Self.start.milliseconds + 27 * Self.day))
  }

  @Test func `what was refunded is taken back, and what was bought after it moves forward`() {
    let first = Entitlement.granting(payment("a", .days(10)), to: nil, at: Self.start)
    let second = Entitlement.granting(payment("b", .days(10)), to: first, at: Self.start)
    let revoked = second.revoking(PaymentID("a"), at: Self.start + .seconds(86_400))
    #expect(revoked.until == Moment(Self.start.milliseconds + 11 * Self.day))
    #expect(revoked.revoking(PaymentID("a"), at: Self.start) == revoked)
    let none = revoked.revoking(PaymentID("b"), at: Self.start + .seconds(86_400))
    #expect(none.standing(at: Self.start + .seconds(86_401)) == .none)
  }

  @Test func `what is bought for ever has no end`() {
    let forever = Entitlement.granting(payment("a", .forever), to: nil, at: Self.start)
    #expect(forever.until == nil && forever.nextTurn(after: Self.start) == nil)
    #expect(forever.standing(at: Moment(.max / 2)) == .active)
  }

  @Test func `people are reminded before the end, at it, and when it is over`() throws {
    let held = Entitlement.granting(payment("a", .days(10)), to: nil, at: Self.start)
    var turns: [Int64] = []
    var now = Self.start
    while let next = held.nextTurn(after: now) {
      turns.append((next.milliseconds - Self.start.milliseconds) / Self.day)
      now = next
    }
    #expect(turns == [7, 9, 10, 13])
    let kept = try JSONCoder.decode(Entitlement.self, from: try JSONCoder.encode(held))
    #expect(kept == held)
  }
}
