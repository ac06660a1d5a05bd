import PaymentsDomain
import Roost

/// Sells plans: see the README.
struct PaymentsPlugin: Plugin {
  private let configuration: Configuration
  private let context: PluginContext
  private let cashier: Cashier
  private let catalogue: Catalogue

  init(_ context: PluginContext) async throws {
    self.context = context
    let configuration: Configuration = try context.configuration()
    try configuration.check()
    var url = configuration.public_url
    while url.hasSuffix("/") { url.removeLast() }
    guard url.hasPrefix("https://") || url.hasPrefix("http://127.0.0.1") else {
      throw PluginError.permanent(
        "config.public_url: \(url) is no https:// address, by which banks send people back")
    }
    var catalogue = Catalogue()
    for settings in configuration.plans.sorted(by: { $0.version < $1.version }) {
      do { try catalogue.add(settings.plan) } catch {
        throw PluginError.permanent("config.plans: \(error)")
      }
    }
    let gateways = GatewayTable(configured: configuration.gateways, secrets: context.secrets)
    try await gateways.check()
    self.configuration = configuration
    self.catalogue = catalogue
    cashier = Cashier(state: context.state, gateways: gateways, log: context.log, publicURL: url)
  }

  private var desk: Desk { Desk(state: context.state, cashier: cashier, catalogue: catalogue) }
  private var janitor: Janitor { Janitor(cashier: cashier, seconds: configuration.janitor_seconds) }

  private var reconciler: Reconciler { Reconciler(cashier: cashier, fetch: context.fetch) }

  var handlers: [any Handler] {
    People(desk: desk, language: configuration.language).handlers
    Merchants(
      desk: desk, reconciler: reconciler, secrets: context.secrets, secretName: configuration.api_secret
    ).handlers
    Webhooks(cashier: cashier).handlers
    Bank(cashier: cashier).handler
    janitor.handlers
    reconciler.handler
    Provide("entitlement") { [desk] call in
      let question: EntitlementQuestion = try call.json()
      return try await desk.entitlement(question.subject, question.sku)
    }
  }

  func start() async throws {
    for settings in configuration.plans { try await keep(settings.plan) }
    do {
      try await janitor.begin()
    } catch let error as PluginError where error.class == .denied {
      context.log.warning("the janitor waits for its schedule: \(error)")
    }
  }

  /// A version of a plan is for ever: a file that says otherwise than before is refused.
  private func keep(_ plan: Plan) async throws {
    let key = Key.plan(plan.sku, plan.version)
    if let known: Plan = try await context.state.value(key) {
      guard known == plan else {
        throw PluginError.permanent("config.plans: \(CatalogueError.changed(plan.sku, plan.version))")
      }
      return
    }
    try await context.state.put(key, plan)
  }
}

/// The question of the service `payments.entitlement`.
struct EntitlementQuestion: Decodable, Sendable {
  let subject: String
  let sku: SKU
}
