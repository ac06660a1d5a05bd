import CRoost
@testable package import HostBridge
@testable package import HostDispatch
import HostLoader
package import HostOperations
package import HostRouter
package import NIOCore
import RoostJSON
import RoostManifestFormat

/// What a fake plugin needs of a host: loops, numbers and a log that tests can read.
package struct FakeHost: Sendable {
  /// What is logged.
  package let log = RecordedLog()
  /// What is counted.
  package let registry = MetricsRegistry(includesProcess: false)
  /// For generations.
  package let environment: BridgeEnvironment
  /// Without routes at first.
  package let dispatcher: Dispatcher

  // One thread for all tests: its patience is far longer than any of them.
  private static let watchdog = Result {
    try Watchdog(loops: 64, patience: .seconds(86_400), logger: RecordedLog().logger) { _ in }
  }

  /// A host with event loops.
  package init(_ loops: [any EventLoop], bots: [Bot] = [], state: StateSetup? = nil) throws {
    dispatcher = Dispatcher(bots: bots, metrics: DispatchMetrics(registry))
    environment = BridgeEnvironment(
      loops: loops, metrics: PluginMetrics(registry), logger: log.logger, watchdog: try Self.watchdog.get(),
      state: state, services: dispatcher)
  }

  /// The value of a series as /metrics shows it; nil when it is not there.
  package func metric(_ series: String) -> String? {
    registry.render().split(separator: "\n").first { $0.hasPrefix(series + " ") }.map {
      String($0.dropFirst(series.utf8.count + 1))
    }
  }
}

/// A plugin made of a generation, a slot and a scripted link.
package struct FakePlugin: Sendable {
  /// Its generation.
  package let generation: Generation
  /// Its place.
  package let slot: PluginSlot
  /// Its code.
  package let link: ScriptedLink

  /// A handler for registrations; the link is called in its stead.
  package static let handler = unsafe RegisteredHandler.function(
    PluginFunction({ _, _, _, _ in ROOST_PERMANENT }, user: nil))

  /// A plugin of an id; `slot` when it takes the place of another generation.
  package init(
    _ id: String, number: UInt64 = 1, on host: FakeHost, grants: [Grant] = [], slot: PluginSlot? = nil,
    limits: PluginSlot.Limits = .init(concurrency: 64, queue: 64), link: ScriptedLink = ScriptedLink()
  ) throws {
    let manifest = try Manifest(JSONValue(parsing: #"{"id": "\#(id)", "version": "1.0.0"}"#))
    generation = Generation(
      manifest: manifest, number: number, httpGrants: ["/" + id], grants: grants,
      environment: host.environment)
    generation.attach(link)
    self.slot = slot ?? PluginSlot(plugin: id, limits: limits)
    self.link = link
  }

  /// A target that leads to its link.
  package func target(
    deadline: TimeAmount = .seconds(10), bodyLimit: Int = 1 << 20, streamsBody: Bool = false
  ) -> HandlerTarget {
    HandlerTarget(
      slot: slot, generation: generation, handler: Self.handler, bodyLimit: bodyLimit,
      streamsBody: streamsBody, deadline: deadline, cors: nil)
  }

  /// Its part of a table.
  package func part(
    deadline: TimeAmount = .seconds(10), publicFolder: String = "", maximumBody: Int = 1 << 20
  )
    -> RouteSnapshot.Part
  {
    RouteSnapshot.Part(
      generation: generation, slot: slot, publicFolder: publicFolder, deadline: deadline,
      maximumBody: maximumBody)
  }

  /// Starts the generation as the host does, registering meanwhile what a plugin would.
  package func start(_ register: @escaping @Sendable (inout Registrations) -> Void) async throws {
    let link = ScriptedLink(steps: { _, _ in
      _ = generation.register {
        register(&$0)
        return true
      }
      return ROOST_DONE
    })
    generation.attach(link)
    _ = try await generation.perform(.start, within: .seconds(60))
    generation.attach(self.link)
  }
}

extension Registrations.Route {
  /// A route with the host's defaults.
  package init(
    _ method: String = "GET", _ pattern: String, bodyLimit: UInt64 = 0, streamsBody: Bool = false,
    durableKey: DurableKey? = nil, deadline: Int64 = 0
  ) throws(RouteError) {
    self.init(
      method: method, pattern: try RoutePattern(pattern), bodyLimit: bodyLimit, streamsBody: streamsBody,
      durableKey: durableKey,
      deadline: deadline, handler: FakePlugin.handler)
  }
}

extension Registrations.Update {
  /// An update handler.
  package init(kinds: UInt64 = 0, command: String? = nil) {
    self.init(
      kinds: kinds, chatTypes: 0, command: command, callback: nil, bot: nil, handler: FakePlugin.handler)
  }
}
