import PaymentsDomain
import Roost

extension Merchants {
  /// The balance of each account, by unit and name: of each unit they sum to zero.
  func balances() async throws -> [String: Int64] {
    var sums: [String: Int64] = [:]
    var range: StateRange? = .prefix("balance/")
    while let next = range {
      let page = try await desk.state.scan(next, limit: 500)
      for entry in page.entries {
        sums[String(entry.key.dropFirst(8))] = Int64(String(decoding: entry.value, as: UTF8.self))
      }
      range = page.next
    }
    return sums
  }

  /// Everything that happened to a payment, oldest first.
  ///
  /// - Throws: ``HTTPError`` 404 where there is no such payment.
  func audit(_ id: PaymentID) async throws -> [AuditLine] {
    guard id.canBeKept else { throw HTTPError(.notFound, "there is no such payment") }
    var lines: [AuditLine] = []
    var range: StateRange? = .prefix("audit/\(id)/")
    while let next = range {
      let page = try await desk.state.scan(next, limit: 500)
      lines += try page.entries.map { try $0.decode() }
      range = page.next
    }
    guard !lines.isEmpty else {
      throw HTTPError(.notFound, "there is no such payment, or nothing has happened to it")
    }
    return lines
  }

  /// Has the bank asked about a payment now, also about one that a person has looked at.
  ///
  /// - Throws: ``HTTPError`` 404 where there is no such payment, 409 where there is nothing to ask.
  func retry(_ id: PaymentID) async throws -> Response {
    guard let result = try await desk.cashier.apply(.retry, to: id) else {
      throw HTTPError(.notFound, "there is no such payment")
    }
    if case .refused(let refusal) = result.decision {
      throw HTTPError(.conflict, "the bank cannot be asked again: \(refusal.rawValue)")
    }
    return try .json(["state": result.record.payment.state.rawValue], status: .accepted)
  }
}
