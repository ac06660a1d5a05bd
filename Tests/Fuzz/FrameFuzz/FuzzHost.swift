@testable internal import HostBridge
internal import HostDispatch
internal import HostOperations
internal import HostServices
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
    BridgeEnvironment(
      loops: [loop], metrics: metrics, logger: logger, watchdog: watchdog,
      state: StateSetup(store: Store(), quota: nil, effects: Effects()), fetcher: try? .deaf,
      telegram: try? .deaf([], of: "fuzzed", .deaf), services: Services())
  }

  /// A store that checks the bounds a question must have been held to, and gives back what it was given.
  private struct Store: StateStore {
    func get(_ keys: [[UInt8]], of space: StateSpace, _ answer: @escaping StateAnswer<[StateEntry?]>) {
      precondition((1...256).contains(keys.count) && keys.allSatisfy { (1...512).contains($0.count) })
      answer(.success(keys.map { $0[0] % 2 == 0 ? nil : entry($0, $0) }))
    }

    func scan(_ range: StateRange, of space: StateSpace, _ answer: @escaping StateAnswer<StatePage>) {
      precondition((1...1000).contains(range.limit) && range.from.count <= 513 && range.to.count <= 513)
      answer(.success(StatePage(entries: [entry(range.from, range.to)], hasMore: range.isDescending)))
    }

    func commit(_ commit: StateCommit, to space: StateSpace, _ answer: @escaping StateAnswer<StateReceipt>) {
      let steps = commit.steps + commit.others.flatMap(\.steps)
      precondition(steps.count <= 512)
      var sums: [Int64] = []
      for step in steps {
        switch step {
        case .put(let key, let value, let expires):
          precondition((1...512).contains(key.count) && value.count <= 1 << 20 && expires >= 0)
        case .add(_, let number): sums.append(number)
        case .append(_, let value, _): precondition(value.count <= 1 << 18)
        case .expect, .delete: break
        case .mark: preconditionFailure("only the host marks")
        }
      }
      guard let id = commit.id else { preconditionFailure("a plugin's commit has an id") }
      if id.low % 3 == 0 { return answer(.failure(StateFailure(.conflict, "not so"))) }
      answer(.success(StateReceipt(version: id.high, sums: sums)))
    }

    func purge(_ plugin: String, _ answer: @escaping StateAnswer<Int>) { answer(.success(0)) }

    func usage(_ answer: @escaping StateAnswer<[StateUsage]>) { answer(.success([])) }

    func backUp(to path: String, _ answer: @escaping StateAnswer<Void>) { answer(.success(())) }

    func close() {}

    private func entry(_ key: [UInt8], _ value: [UInt8]) -> StateEntry {
      StateEntry(key: key, value: value, version: 1, expires: 2)
    }
  }

  /// Takes effects, and checks the bounds they must have been held to.
  private struct Effects: EffectDesk {
    func plan(
      _ effects: [Effect], of plugin: String, in event: (any EventAcknowledgement)?
    ) throws(PluginFailure) -> [PlannedEffect] {
      var planned: [PlannedEffect] = []
      for effect in effects {
        var steps: [EffectStep] = []
        switch effect {
        case .publish(let topic, let body, _):
          precondition(!topic.isEmpty && body.count <= 1 << 18)
          steps.append(EffectStep(StateSpace(host: "inbox/fuzzed"), .append([], body, expires: 0)))
        case .schedule(let name, let due, let body):
          precondition(!name.isEmpty && due > 0 && body.count <= 1 << 18)
          steps.append(
            EffectStep(StateSpace(host: "jobs/fuzzed"), .put(Array(name.utf8.prefix(512)), body, expires: 0)))
        case .cancel(let name):
          guard name.utf8.count % 2 == 0 else { throw PluginFailure(code: -7, message: name) }
          steps.append(EffectStep(StateSpace(host: "jobs/fuzzed"), .delete(Array(name.utf8))))
        case .fetch, .telegram:
          preconditionFailure("a request that is not granted has become an effect")
        case .notice(let subject, let text): precondition(!subject.isEmpty && (1...4096).contains(text.count))
        }
        planned.append(PlannedEffect(effect, id: "fuzzed", steps: steps))
      }
      return planned
    }
  }

  /// Takes calls, checks the bounds they must have been held to, and answers some of them.
  private struct Services: ServiceDispatch {
    func begin(_ call: ServiceCall) {
      precondition((1...128).contains(call.name.utf8.count) && call.body.readableBytes <= 1 << 20)
      precondition(call.chain.methods == [call.name] && call.caller == "fuzzed" && call.deadline > 0)
      switch call.body.readableBytes % 3 {
      case 0: unsafe call.body.withUnsafeReadableBytes { unsafe call.answer($0) }
      case 1: call.fail(-5, call.name)
      default: call.whenCallerLeaves {}
      }
    }
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
