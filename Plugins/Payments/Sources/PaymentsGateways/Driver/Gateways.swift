import PaymentsDomain

/// The drivers there are.
package enum Gateways {
  /// By the names that operators configure them by.
  package static let kinds: [String: any GatewayDriver.Type] = {
    let all: [any GatewayDriver.Type] = [ZarinPal.self, Mellat.self, Saman.self, SamanSOAP.self, Stripe.self]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.kind, $0) })
  }()

  /// Two gateways that are the same account at the same bank, for the same unit: nobody can tell whose a payment is.
  ///
  /// - Parameter gateways: what each is called, and its driver.
  /// - Returns: the names of the first such two; nil is none.
  package static func doubles(
    _ gateways: [(name: String, driver: any GatewayDriver)]
  ) -> (String, String)? {
    var seen: [[String]: String] = [:]
    for (name, driver) in gateways {
      let account = [driver.profile.bank, driver.merchant, driver.unit.rawValue]
      if let other = seen.updateValue(name, forKey: account) { return (other, name) }
    }
    return nil
  }
}
