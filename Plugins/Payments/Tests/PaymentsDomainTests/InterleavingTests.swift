import PaymentsDomain
import Testing

/// Random interleavings of people, banks, lost answers, crashes and time, by seed: afterwards the bank's books and ours
/// agree.
struct InterleavingTests {
  @Test(arguments: 0..<500)
  func `whatever happens in whichever order, the books agree`(_ seed: Int) throws {
    for profile in [Bench.mellat, Bench.zarinpal] {
      var world = World(seed: UInt64(seed), profile)
      for _ in 0..<120 { world.act() }
      world.drain()
      #expect(try Ledger.imbalance(world.entries).isEmpty, "seed \(seed)")
      let open = world.payments.values.filter { $0.state.isMoving }
      #expect(open.isEmpty, "seed \(seed): \(open.map(\.state))")
      let paid = world.payments.values.filter(\.state.isPaid)
      #expect(Set(paid.map(\.id)) == world.given, "seed \(seed): given is what is paid and not refunded")
      #expect(paid.count <= 1, "seed \(seed): an invoice is paid once")
      #expect(Set(paid.compactMap(\.reference)).count == paid.count, "seed \(seed)")
      for sale in world.bank.sales.values {
        let payment = world.payments.values.first { $0.order?.number == sale.order }
        let isKept = sale.isPaid && sale.isVerified && !sale.isReversed && sale.refunded < 50_000
        // Of what was lost and then denied nobody knows: that the bank has nothing is the person's to see.
        let isDoubtful = payment?.state == .needsReview && payment?.failure == .declinedUnpaid
        if isDoubtful, !isKept { continue }
        let isOurs = payment.map { $0.state.isPaid || $0.state == .needsReview } ?? false
        #expect(isKept == isOurs, "seed \(seed): the bank has \(sale), we have \(payment?.state as Any)")
        if profile.hasSettlement, payment?.state.isPaid == true { #expect(sale.isSettled, "seed \(seed)") }
      }
    }
  }
}
