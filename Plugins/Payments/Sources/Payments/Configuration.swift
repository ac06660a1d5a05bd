import PaymentsDomain
import PaymentsGateways
import Roost

/// What the operator chooses; see plugin.json.
struct Configuration: Decodable, Sendable {
  struct PlanSettings: Decodable, Sendable {
    let sku: String
    let version: Int
    let title: String
    let price: Int64
    let unit: CurrencyUnit
    let period: Period
    let trial_days: Int
    let grace_days: Int

    var plan: Plan {
      Plan(
        sku: SKU(sku), version: version, title: title, price: Money(price, unit), period: period,
        trialDays: trial_days, graceDays: grace_days)
    }
  }

  struct Gateway: Decodable, Sendable {
    let name: String
    let driver: String
    let title: String
    let merchant: String
    let unit: CurrencyUnit?
    let base: String?
    /// The account's user, which some have beside a password.
    let user: String?
    /// The driver's names of its secrets, and the host's.
    let secrets: [String: String]
  }

  let public_url: String
  let api_secret: String
  let language: Language
  let janitor_seconds: Int
  let plans: [PlanSettings]
  let gateways: [Gateway]

  /// What the schema cannot say.
  ///
  /// - Throws: ``PluginError``.
  func check() throws {
    for name in plans.map(\.sku) + gateways.map(\.name) {
      let isName = name.utf8.allSatisfy { byte in
        switch byte {
        case 0x30...0x39, 0x61...0x7A, 0x2D, 0x5F: true
        default: false
        }
      }
      guard isName else {
        throw PluginError.permanent(
          "config: \(name) is no name of a plan or gateway — hint: write a-z, 0-9, _ and -")
      }
    }
    guard Set(gateways.map(\.name)).count == gateways.count else {
      throw PluginError.permanent("config.gateways: two have one name")
    }
  }
}

/// The gateways as they are configured. A driver is made for each use, so that its secrets are those of now.
struct GatewayTable: Sendable {
  let configured: [Configuration.Gateway]
  let secrets: Secrets

  /// The driver of a gateway; nil where none is configured by that name.
  ///
  /// - Throws: ``PluginError`` for what is wrong with its settings.
  func driver(_ name: GatewayName) async throws -> (any GatewayDriver)? {
    guard let gateway = configured.first(where: { $0.name == name.text }) else { return nil }
    guard let kind = Gateways.kinds[gateway.driver] else {
      throw PluginError.permanent("config.gateways: \(name): there is no driver \(gateway.driver)")
    }
    var settings = GatewaySettings(
      name: name, merchant: gateway.merchant, base: gateway.base, unit: gateway.unit)
    settings.secrets["user"] = gateway.user
    for (key, secret) in gateway.secrets { settings.secrets[key] = try await secrets[secret].text }
    do {
      return try kind.init(settings)
    } catch {
      throw PluginError.permanent("config.gateways: \(name): \(error)")
    }
  }

  /// That all can be made, and none is another under a second name.
  ///
  /// - Throws: ``PluginError``.
  func check() async throws {
    var drivers: [(name: String, driver: any GatewayDriver)] = []
    for gateway in configured {
      guard let driver = try await driver(GatewayName(gateway.name)) else { continue }
      drivers.append((gateway.name, driver))
    }
    guard let (one, other) = Gateways.doubles(drivers) else { return }
    throw PluginError.permanent(
      "config.gateways: \(one) and \(other) are one account at one bank — hint: keep one of them")
  }

  /// Those that take a unit.
  func offering(_ unit: CurrencyUnit) async throws -> [Configuration.Gateway] {
    var offered: [Configuration.Gateway] = []
    for gateway in configured where try await driver(GatewayName(gateway.name))?.unit == unit {
      offered.append(gateway)
    }
    return offered
  }
}
