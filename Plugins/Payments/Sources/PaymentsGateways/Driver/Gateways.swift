/// The drivers there are.
package enum Gateways {
  /// By the names that operators configure them by.
  package static let kinds: [String: any GatewayDriver.Type] = {
    let all: [any GatewayDriver.Type] = [ZarinPal.self, Mellat.self, Saman.self, SamanSOAP.self, Stripe.self]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })
  }()
}
