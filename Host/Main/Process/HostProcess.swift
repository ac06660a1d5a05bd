import ArgumentParser
import Glibc
import HostBridge
import HostDispatch
import HostIngress
import HostOperations
import HostServices
import Logging
import NIOCore
import NIOPosix

/// The composition root: every room made once and handed to those that need it.
final class HostProcess: Sendable {
  private let loaded: HostConfiguration.Loaded
  private let mode: HostMode
  private let reread: @Sendable () throws -> HostConfiguration.Loaded
  private let logs: LogSystem
  private let log: Logger
  private let health: Health
  private let store: any StateStore
  private let secrets: SecretStore
  private let pluginFiles: FileStore
  private let inbox: Inbox
  private let outbox: Outbox
  /// With a store that hosts share.
  private let leases: Leases?
  private let manager: PluginManager
  private let telegram: TelegramBots
  private let telegramParts: TelegramParts
  private let server: HTTPServer
  /// Of the public listeners, in their order.
  private let tls: [TLSFiles?]
  /// Where the admin listener is.
  private let admin: String?
  private let control: ControlServer
  private let signals: SignalWatcher

  private var configuration: HostConfiguration { loaded.configuration }

  /// Starts plugins and the admin listener.
  ///
  /// - Parameter reread: reads the configuration again, for SIGHUP.
  /// - Throws: the exit code, after printing why.
  static func start(
    _ loaded: HostConfiguration.Loaded, mode: HostMode = HostMode(),
    reread: @escaping @Sendable () throws -> HostConfiguration.Loaded
  ) async throws -> HostProcess {
    do {
      try mode.checkUser(loaded.configuration)
      return try await HostProcess(loaded, mode, reread: reread)
    } catch let code as ExitCode {
      throw code
    } catch let error as ConfigurationError {
      throw Exit.failing(error)
    } catch {
      throw Exit.failing("roost cannot start — \(error)")
    }
  }

  private init(
    _ loaded: HostConfiguration.Loaded, _ mode: HostMode,
    reread: @escaping @Sendable () throws -> HostConfiguration.Loaded
  ) async throws {
    let configuration = loaded.configuration
    let named = try StartFiles(loaded)
    self.loaded = loaded
    self.mode = mode
    self.reread = reread
    signals = try SignalWatcher()
    logs = try LogSystem(
      format: LogFormat(rawValue: configuration.log.format.rawValue) ?? .console,
      level: Logger.Level(rawValue: configuration.log.level.rawValue) ?? .info)
    KnownSecrets.shared.learn(configuration.allSecrets)
    logs.bootstrap()
    logs.flushAtCrash()
    log = Logger(label: "roost")
    for warning in loaded.warnings { log.warning("\(warning)") }
    let metrics = MetricsRegistry()
    metrics.bootstrap()
    let health = Health()
    self.health = health

    let group = MultiThreadedEventLoopGroup(
      numberOfThreads: configuration.loops ?? min(System.coreCount, HostConfiguration.maximumLoops))
    let loops = Array(group.makeIterator())
    let bots = configuration.bots.map {
      Bot(name: $0.name, plugins: $0.plugins, isKept: $0.delivery == .durable)
    }
    let dispatcher = Dispatcher(bots: bots, metrics: DispatchMetrics(metrics))
    try SandboxReport.tell(configuration.workers, log)
    store = try StateOpening(state: configuration.state, tls: named.redis, health: health, log: log)
      .open(on: loops[0])
    secrets = SecretStore(configuration.secrets)
    let fetcher = try Fetcher(
      authorities: configuration.fetch.authorities, connections: configuration.fetch.connections)
    pluginFiles = try Self.files(configuration, metrics)
    telegramParts = try TelegramParts(
      loaded, store: store, files: pluginFiles, log: Logger(label: "telegram"))
    outbox = Outbox(
      fetcher, telegram: telegramParts.service, metrics: metrics, health: health,
      log: Logger(label: "outbox"),
      logged: logs.whenWritten)
    inbox = Inbox(
      store: store, holds: try await HostLeases.holds(of: store), dispatcher: dispatcher, loops: loops,
      bots: bots.map(\.name), outbox: outbox, settings: InboxSettings(configuration.events),
      metrics: InboxMetrics(metrics),
      log: Logger(label: "inbox"))
    leases = HostLeases.make(configuration, inbox, metrics, health)
    let serving = HostLeases.serving(configuration, store, on: loops[0])
    manager = try Self.manager(
      configuration, mode, named.signatures, loops, dispatcher, metrics, health, store, inbox, secrets,
      fetcher, telegramParts.service, pluginFiles, serving, log)

    manager.answerStandings()

    let files = NIOThreadPool(numberOfThreads: 2)
    files.start()
    let limits = IngressLimits(configuration.http)
    let ingressMetrics = IngressMetrics(metrics)
    let inbox = inbox
    let webhooks = Webhooks(configuration.bots, isOpen: !configuration.telegram.checksSources)
    telegram = TelegramBots(
      loaded, telegramParts, store: store, dispatcher: dispatcher, manager: manager, inbox: inbox,
      webhooks: webhooks,
      log: Logger(label: "telegram"))
    func makeServer(_ label: String) -> HTTPServer {
      HTTPServer(
        dispatcher: dispatcher, limits: limits, trusted: configuration.trustedProxies,
        webhooks: webhooks, inbox: inbox, metrics: ingressMetrics,
        log: Logger(label: label),
        group: group,
        loops: loops, files: files)
    }
    server = makeServer("http")
    let commands = ControlCommands(
      manager: manager, state: StateCommands(store: store, inbox: inbox, files: pluginFiles, others: serving),
      bots: BotCommands(bots: telegram),
      health: health,
      logs: logs.history,
      safeFolder: mode.isSafe ? configuration.plugins.folder : nil)
    control = try ControlServer(path: configuration.control, logger: Logger(label: "control")) {
      await commands.answer($0)
    }
    tls = named.tls
    if let address = configuration.admin {
      let bound = try await Self.listen(
        makeServer("admin"), address, AdminPages.service(health: health, metrics: metrics), nil)
      admin = "admin \(bound.hasPrefix("unix:") ? "" : "http://")\(bound)"
    } else {
      admin = nil
    }
    // Before any plugin: what one publishes as it starts is for those, too, that wanted it before.
    try await telegram.load()
    try await inbox.open()
    if mode.isSafe {
      health.set("plugins", ready: false, reason: "started without plugins (--safe)")
      log.warning("no plugin is started (--safe) — hint: roost plugins reload NAME starts one")
    } else {
      let manager = manager
      Task { await manager.run() }
    }
  }

  /// Serves the public when the plugins are there: before, it would be told that nothing is served.
  ///
  /// - Throws: the exit code, after saying why.
  private func open() async throws {
    if !mode.isSafe {
      guard await manager.firstLook() else { return }
      Self.tellAbsent(loaded, mode, await manager.list(), log)
      // Not before: events would come here for plugins that are not there yet.
      leases?.start()
    }
    await telegram.open()
    var addresses: [String] = []
    for (listener, files) in zip(configuration.listeners, tls) {
      let address = try await Self.listen(server, listener.address, .plugins, files?.factory)
      addresses.append(
        address.hasPrefix("unix:") ? address : "\(files == nil ? "http" : "https")://\(address)")
    }
    if let admin { addresses.append(admin) }
    log.notice(
      "roost \(HostVersion.text) serves \(addresses.joined(separator: ", ")); control \(configuration.control)"
    )
  }

  /// Warns of plugins that are named and not there: their names may be misspelt.
  private static func tellAbsent(
    _ loaded: HostConfiguration.Loaded, _ mode: HostMode, _ plugins: [PluginReport], _ log: Logger
  ) {
    let ids = Set(plugins.map(\.id)).subtracting([""])
    for problem in FolderCheck.absent(loaded, among: ids) { log.warning("\(problem)") }
    guard let debugged = mode.debugged else { return }
    let there = ids.isEmpty ? "none is there" : "those there are \(ids.sorted().joined(separator: ", "))"
    if !ids.contains(debugged) {
      log.warning("--wait-debugger \(debugged) — no plugin has this id — hint: \(there)")
    } else if plugins.contains(where: { $0.id == debugged && $0.isolation == "inline" }) {
      log.warning(
        """
        --wait-debugger \(debugged) — it runs inline, no worker of it can wait — hint: gdb -p \(getpid())
        """)
    }
  }

  private static func manager(
    _ configuration: HostConfiguration, _ mode: HostMode, _ signatures: SignaturePolicy,
    _ loops: [any EventLoop], _ dispatcher: Dispatcher, _ metrics: MetricsRegistry, _ health: Health,
    _ store: any StateStore, _ inbox: Inbox, _ secrets: SecretStore, _ fetcher: Fetcher,
    _ telegram: TelegramService, _ files: FileStore, _ serving: ServingRecords?, _ log: Logger
  ) throws -> PluginManager {
    let plugins = configuration.plugins
    let watchdog = try Watchdog(loops: loops.count, patience: .seconds(1), logger: log) { stuck in
      health.set(
        "loops", ready: stuck.isEmpty, reason: stuck.isEmpty ? "" : "busy in \(stuck.joined(separator: ", "))"
      )
    }
    let quota = configuration.state.quotaMiB
    return PluginManager(
      settings: PluginSettings(
        configuration, worker: besideThis("roost-worker"), program: besideThis("roost"),
        isDevelopment: mode.isDevelopment,
        debugged: mode.debugged),
      intake: try PluginIntake(
        folder: plugins.folder, cache: plugins.cache, policy: signatures),
      watcher: try FolderWatcher(folder: plugins.folder, quiet: plugins.quiet, rescan: plugins.rescan),
      host: .this,
      environment: BridgeEnvironment(
        loops: loops, metrics: PluginMetrics(metrics), logger: Logger(label: "plugin"), watchdog: watchdog,
        state: StateSetup(store: store, quota: quota == 0 ? nil : quota << 20, effects: inbox),
        secrets: secrets, fetcher: fetcher, telegram: telegram, files: files, services: dispatcher),
      dispatcher: dispatcher, health: health, log: Logger(label: "plugins")
    ) { serving?.tell($0) }
  }

  private static func files(
    _ configuration: HostConfiguration, _ metrics: MetricsRegistry
  ) throws -> FileStore {
    let (files, notes) = (configuration.files, FileNotes(metrics, Logger(label: "files")))
    let bytes = files.quotaMiB == 0 ? nil : Int64(files.quotaMiB) << 20
    return try FileStore(
      root: configuration.workers.data, limits: FileLimits(bytes: bytes, files: files.maximum),
      interval: files.recount
    ) { notes.note($0, $1, $2) }
  }

  /// The path of a program installed beside this one.
  static func besideThis(_ name: String) -> String {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    let count = unsafe readlink("/proc/self/exe", &path, path.count - 1)
    let this = String(decoding: path.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return this.lastIndex(of: "/").map { this[...$0] + name } ?? name
  }

  private static func listen(
    _ server: HTTPServer, _ address: ListenAddress, _ service: Service, _ tls: TLSHandlerFactory?
  ) async throws -> String {
    do {
      return try await server.listen(on: address, service: service, tls: tls)
    } catch {
      throw Exit.failing("roost cannot listen on \(address) — \(ListenFailure(error, on: address))")
    }
  }

  // MARK: Signals

  /// Serves until SIGTERM or SIGINT, then drains.
  ///
  /// - Returns: the exit code.
  /// - Throws: the exit code when it cannot serve, after saying why.
  func serveUntilSignal() async throws -> Int32 {
    var draining: Task<Void, Never>?
    // A signal also ends a start that takes long, as with a plugin that waits for a debugger.
    let opening = Task {
      do {
        try await open()
      } catch {
        signals.stop()
        throw error
      }
    }
    for await signal in signals.signals {
      switch signal {
      case .hangUp: hangUp()
      case .terminate, .interrupt:
        guard draining == nil else {
          log.warning("a second signal: ending at once")
          _ = logs.flush()
          return 1
        }
        log.notice("draining; a second signal ends at once")
        draining = Task {
          await drain()
          signals.stop()
        }
      }
    }
    await draining?.value
    try await opening.value
    log.notice("ended")
    _ = logs.flush()
    return 0
  }

  private func drain() async {
    health.set("draining", ready: false, reason: "the host is ending")
    await server.drain()
    await manager.tellDraining()
    let limit = ContinuousClock.now + configuration.drain
    while server.openConnections > 0, ContinuousClock.now < limit {
      try? await Task.sleep(for: .milliseconds(20))
    }
    await telegram.stop()
    leases?.leave()
    inbox.end()
    await manager.shutDown(within: max(.zero, limit - ContinuousClock.now))
    outbox.stopCalls()
    // What is on its way should have its outcome; what then has none is broken off, and that is kept while the store
    // still takes it.
    await outbox.drained(until: limit)
    outbox.close()
    telegramParts.close()
    await outbox.drained(until: .now + .seconds(2))
    await leases?.close()
    store.close()
    pluginFiles.close()
    control.stop()
  }

  private func hangUp() {
    do {
      let fresh = try reread().configuration
      if let level = Logger.Level(rawValue: fresh.log.level.rawValue) { logs.level = level }
      KnownSecrets.shared.learn(fresh.allSecrets)
      secrets.replace(fresh.secrets)
      for files in tls { try files?.reload() }
      log.notice("read again: log.level, secrets, certificates\(mode.isSafe ? "" : ", the plugin folder")")
    } catch let error as ConfigurationError {
      for problem in error.problems { log.error("the configuration was not taken over — \(problem)") }
    } catch {
      log.error("the certificates were not taken over — \(error)")
    }
    guard !mode.isSafe else { return }
    let manager = manager
    Task { await manager.rescan() }
  }
}
