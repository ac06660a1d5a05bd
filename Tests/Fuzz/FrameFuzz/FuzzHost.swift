@testable internal import HostBridge
internal import HostDispatch
internal import HostOperations
internal import Logging
internal import NIOCore
internal import RoostJSON
internal import RoostManifestFormat

/// What is the same for all inputs.
enum FuzzHost {
  static let manifest: Manifest = {
    do {
      return try Manifest(JSONValue(parsing: #"{"id": "fuzzed", "version": "1.0.0"}"#))
    } catch {
      fatalError("\(error)")
    }
  }()

  private static let registry = MetricsRegistry(includesProcess: false)
  private static let metrics = PluginMetrics(registry)
  private static let logger = Logger(label: "fuzz") { _ in Reader() }
  private static let watchdog: Watchdog = {
    do {
      return try Watchdog(loops: 1, patience: .seconds(86_400), logger: logger) { _ in }
    } catch {
      fatalError("\(error)")
    }
  }()

  static let dispatcher = Dispatcher(
    bots: [Bot(name: "bot", plugins: ["fuzzed"])], metrics: DispatchMetrics(registry))

  static func environment(_ loop: any EventLoop) -> BridgeEnvironment {
    BridgeEnvironment(loops: [loop], metrics: metrics, logger: logger, watchdog: watchdog)
  }

  /// A log that everything is written to and nothing is kept of.
  private struct Reader: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let all = event.metadata?.reduce(0) { $0 + $1.key.utf8.count + $1.value.description.utf8.count } ?? 0
      precondition(event.message.description.utf8.count + all >= 0)
    }
  }
}
