import Roost
import SandboxWorld

/// A Telegram on the machine: the Bot API below `/sandbox/bot<token>/`, and a page to act as anybody.
final class SandboxPlugin: StatefulPlugin {
  private let engine: Engine
  private let deliverer: Deliverer
  private let api: BotAPI
  private let page: PageAPI
  private let configuration: Configuration
  private let secrets: Secrets

  init(_ context: PluginContext) throws {
    configuration = try context.configuration()
    secrets = context.secrets
    engine = Engine(context, configuration.settings)
    api = BotAPI(engine, longestPoll: configuration.poll_seconds)
    deliverer = Deliverer(engine, context.fetch, api)
    page = PageAPI(engine)
  }

  var handlers: [any Handler] {
    page.handlers
    api.handlers
  }

  func start() async throws {
    try await engine.load()
    for bot in try await configuration.installed(secrets) {
      do {
        try await engine.step { try $0.install(bot) }
      } catch let error as APIError {
        throw PluginError.permanent("config.bots: @\(bot.username): \(error)")
      }
    }
    deliverer.start()
  }

  func drain() async throws {
    engine.setDraining(true)
    deliverer.stop()
  }

  func resume() async throws {
    engine.setDraining(false)
    try await engine.step { $0.forgetDeliveries() }
    deliverer.start()
  }

  func stop() async throws { deliverer.stop() }

  /// Everything is in the host's state already: the next generation reads it there, once this one has ended.
  func exportState() async throws -> [UInt8] { [] }
  func importState(_ state: [UInt8], version: Int) async throws {}
}
