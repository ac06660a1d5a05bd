import PaymentsDomain
import Testing

struct MoneyTests {
  @Test func `sums of two units do not add`() throws {
    #expect(throws: MoneyError.units(.toman, .rial)) { try Money(1, .toman).adding(Money(1, .rial)) }
    #expect(throws: MoneyError.overflow) { try Money(.max, .rial).adding(Money(1, .rial)) }
    #expect(try Money(1, .rial).adding(Money(2, .rial)) == Money(3, .rial))
  }

  @Test func `an amount of rials is not taken for one of tomans`() throws {
    #expect(throws: MoneyError.units(.rial, .toman)) { try Amount<IRT>(Money(1000, .rial)) }
    #expect(try Amount<IRT>(Money(1000, .toman)).count == 1000)
    #expect(try Amount<IRR>(Amount<IRT>(100)).count == 1000)
    #expect(try Amount<IRT>(exactly: Amount<IRR>(1000)).count == 100)
    #expect(throws: MoneyError.fraction(Money(1005, .rial))) { try Amount<IRT>(exactly: Amount<IRR>(1005)) }
    #expect(throws: MoneyError.overflow) { try Amount<IRR>(Amount<IRT>(.max / 5)) }
  }

  /// 2024-01-31, at ten.
  private static let january = Moment(1_706_695_200_000)

  @Test func `a month from the last of January is the last of February, and then the last of March`() {
    let february = Period.months(1).end(from: Self.january, anchor: 31)
    #expect(february == Moment(1_709_200_800_000))  // 2024-02-29
    #expect(february.flatMap { Period.months(1).end(from: $0, anchor: 31) } == Moment(1_711_879_200_000))
    #expect(Period.months(12).end(from: Moment(1_709_200_800_000), anchor: 29) == Moment(1_740_736_800_000))
    #expect(Period.anchor(of: Self.january) == 31)
    #expect(Period.days(30).end(from: Moment(0), anchor: 1) == Moment(30 * 86_400_000))
    #expect(Period.forever.end(from: Moment(0), anchor: 1) == nil)
  }

  @Test func `every day of four centuries is the day after the one before`() {
    // Months of one step lead through every month, its ends and its leap days.
    var moment = Moment(-946_771_200_000)  // 1940-01-01
    var count = 0
    while count < 4800 {
      let next = Period.months(1).end(from: moment, anchor: 1) ?? moment
      let days = (next.milliseconds - moment.milliseconds) / 86_400_000
      #expect((28...31).contains(days) && Period.anchor(of: next) == 1)
      moment = next
      count += 1
    }
    #expect(moment.milliseconds + 946_771_200_000 == 146_097 * 86_400_000)
  }

  @Test(arguments: ["", "d", "0d", "-1m", "1y", "1201m", "36501d", "1.5m"])
  func `what is no period is refused`(_ text: String) { #expect(Period(text) == nil) }

  @Test func `a version of a plan never changes`() throws {
    var catalogue = Catalogue()
    try catalogue.add(Bench.plan)
    try catalogue.add(Bench.plan)
    let dearer = Plan(
      sku: SKU("vip"), version: 1, title: "VIP", price: Money(60_000, .rial), period: .months(1))
    #expect(throws: CatalogueError.changed(SKU("vip"), 1)) { try catalogue.add(dearer) }
    let third = Plan(
      sku: SKU("vip"), version: 3, title: "VIP", price: Money(60_000, .rial), period: .months(1))
    #expect(throws: CatalogueError.gap(SKU("vip"), 3, expected: 2)) { try catalogue.add(third) }
    let free = Plan(sku: SKU("free"), version: 1, title: "Free", price: Money(0, .rial), period: .forever)
    #expect(throws: CatalogueError.price(SKU("free"))) { try catalogue.add(free) }
    let second = Plan(
      sku: SKU("vip"), version: 2, title: "VIP", price: Money(60_000, .rial), period: .months(1))
    try catalogue.add(second)
    #expect(catalogue.plan(SKU("vip")) == second && catalogue.plan(SKU("vip"), version: 1) == Bench.plan)
  }
}
