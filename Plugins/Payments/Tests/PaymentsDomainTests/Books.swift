import PaymentsDomain

/// A bank's own books.
struct Books {
  struct Sale {
    let order: Int64
    let reference: String
    var isPaid = false
    var isVerified = false
    var isSettled = false
    var isReversed = false
    var refunded: Int64 = 0
    var refunds: Set<Int64> = []
  }

  let hasSettlement: Bool
  var sales: [Int64: Sale] = [:]

  mutating func pay(_ order: Int64) { sales[order]?.isPaid = true }

  mutating func answer(_ operation: BankCall.Operation, _ payment: Payment, _ refund: Refund?) -> BankAnswer {
    guard let number = payment.order?.number else { return .failed(.configRequest) }
    if operation == .request {
      guard sales[number] == nil else { return .failed(.duplicateOrder) }
      sales[number] = Sale(order: number, reference: "R\(number)")
      return .token("T\(number)")
    }
    guard var sale = sales[number] else { return .failed(.declinedNotFound) }
    defer { sales[number] = sale }
    if operation != .refund, operation != .inquireRefund, let reference = payment.reference,
      reference != sale.reference
    {
      return .failed(.declinedNotFound)
    }
    if operation != .inquire, sale.isReversed { return .failed(.alreadyReversed) }
    switch operation {
    case .request: return .failed(.duplicateOrder)
    case .verify:
      guard sale.isPaid else { return .failed(.declinedUnpaid) }
      sale.isVerified = true
      return .confirmed(BankConfirmation(reference: sale.reference, amount: payment.price))
    case .inquire:
      if sale.isReversed { return .standing(.reversed) }
      if sale.isSettled { return .standing(.settled) }
      if sale.isVerified { return .standing(.verified) }
      return .standing(sale.isPaid ? .paid : .unpaid)
    case .settle:
      guard sale.isVerified else { return .failed(.declinedNotFound) }
      if sale.isSettled { return .failed(.alreadySettled) }
      sale.isSettled = true
      return .done
    case .reverse:
      if sale.isSettled { return .failed(.alreadySettled) }
      sale.isReversed = true
      return .done
    case .refund:
      guard let refund else { return .failed(.configRequest) }
      guard sale.refunds.insert(refund.number).inserted else { return .failed(.alreadyRefunded) }
      sale.refunded += refund.amount.count
      return .done
    case .inquireRefund:
      guard let refund, sale.refunds.contains(refund.number) else { return .failed(.declinedNotFound) }
      return .done
    }
  }
}
