import Roost
import SandboxWorld

/// A Telegram on the machine: the Bot API below `/sandbox/bot<token>/`, and a page to act as anybody.
final class SandboxPlugin: StatefulPlugin {
  private let engine: Engine
  private let deliverer: Deliverer
  private let api: BotAPI
  private let page: PageAPI

  init(_ context: PluginContext) throws {
    let configuration = try context.configuration(as: Configuration.self)
    engine = Engine(context, configuration.settings)
    api = BotAPI(engine, longestPoll: configuration.poll_seconds)
    deliverer = Deliverer(engine, context.fetch, api)
    page = PageAPI(engine)
  }

  /// What the operator chooses; see plugin.json.
  private struct Configuration: Decodable {
    let history: Int
    let queue: Int
    let files_mb: Int
    let limits: Bool
    let poll_seconds: Int

    var settings: Settings {
      var settings = Settings()
      settings.historyLength = history
      settings.queueLength = queue
      settings.fileBytes = files_mb << 20
      settings.hasLimits = limits
      return settings
    }
  }

  var handlers: [any Handler] {
    page.handlers
    api.handlers
  }

  func start() async throws {
    try await engine.load()
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
