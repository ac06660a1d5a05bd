import PaymentsDomain
import PaymentsGateways
import Roost

/// Reads the gateways' own lists of what was paid and is not confirmed: what was given up here, and paid after all, is
/// taken up again.
struct Reconciler: Sendable {
  let cashier: Cashier
  let fetch: Fetch

  /// More often than the shortest time in which a bank gives back what nobody confirms.
  var handler: any Handler {
    OnSchedule("reconcile", "*/10 * * * *", missed: .runOnce) { _ in _ = await reconcile() }
  }

  /// Reads all lists.
  ///
  /// - Returns: how many payments were taken up again.
  func reconcile() async -> Int {
    var count = 0
    for gateway in cashier.gateways.configured {
      do {
        count += try await reconcile(GatewayName(gateway.name))
      } catch {
        // The next run reads it again.
        cashier.log.warning("gateway \(gateway.name): its list cannot be read: \(error)")
      }
    }
    return count
  }

  private func reconcile(_ gateway: GatewayName) async throws -> Int {
    guard let driver = try await cashier.gateways.driver(gateway), let request = driver.feedRequest() else {
      return 0
    }
    let response = try await fetch(
      FetchRequest(
        request.url, method: request.method, headers: request.head.map { ($0.name, $0.value) },
        body: request.body,
        timeout: .seconds(20), limit: 256 << 10))
    guard !response.isCut else { throw PluginError.permanent("the list has more than 256 KiB") }
    var count = 0
    for token in driver.feedTokens(.answered(status: response.status, body: response.body)) {
      guard let id: PaymentID = try await cashier.state.value(Key.token(gateway, token)) else { continue }
      // An order that was given up for another has a token too.
      guard try await cashier.record(id)?.payment.order?.token == token else { continue }
      let result = try await cashier.apply(.reported(.paid), to: id)
      if case .step? = result?.decision { count += 1 }
    }
    return count
  }
}
