import HostDispatch
import HostIngress
import HostOperations
import HostRouter
import HostServices
import Logging
import NIOCore
import Synchronization

/// The bots that were added by command, and what they are served with: their routes, webhooks and updates.
actor TelegramBots {
  /// What an operator was told of a bot last.
  struct Notice: Sendable {
    var time: Int64
    var text: String
  }

  private let configured: [Bot]
  private let registry: BotRegistry
  private let upkeep: BotUpkeep
  private let directory: BotDirectory
  private let manager: PluginManager
  private let inbox: Inbox
  private let webhooks: Webhooks
  private let log: Logger
  /// Whether others may change the store too.
  private let isShared: Bool
  private let notices: BotNotices
  /// Names by index behind the configuration's: one that was there keeps its place as long as the host runs.
  private var names: [String] = []
  private var looking: Task<Void, Never>?

  init(
    _ loaded: HostConfiguration.Loaded, _ parts: TelegramParts, store: any StateStore, dispatcher: Dispatcher,
    manager: PluginManager, inbox: Inbox, webhooks: Webhooks, log: Logger
  ) {
    let configuration = loaded.configuration
    configured = dispatcher.routes.bots
    (registry, notices, directory) = (parts.registry, parts.notices, parts.service.bots)
    (self.manager, self.inbox, self.webhooks, self.log) = (manager, inbox, webhooks, log)
    isShared = configuration.state.redis != nil
    let (notices, registry, later) = (notices, registry, Later())
    let revoked: TelegramParts.Revoked.Tell = { name, why in
      notices.tell(
        name, "its token was revoked (\(why)) — hint: roost bots remove \(name), and add it anew")
      Task {
        _ = try? await registry.set(name, .revoked, reason: "the token was revoked: \(why)")
        await later.bots?.apply()
      }
    }
    parts.whenRevoked(revoked)
    let feed = UpdateFeed(
      publicURL: configuration.telegram.publicURL,
      interval: Int64(configuration.telegram.check / .milliseconds(1)),
      isMine: { inbox.attends(bot: $0) }, allowed: { dispatcher.routes.wantedUpdates(ofBot: $0) },
      keep: { await Self.keep($0, $1, $2, dispatcher, inbox) },
      notice: { notices.tell($0, $1) }, revoked: revoked)
    upkeep = BotUpkeep(parts.caller, store, feed)
    later.set(self)
  }

  // MARK: Life

  /// Reads which bots there are, so that the inbox knows what it kept for them. Before the inbox opens.
  func load() async throws {
    for problem in try await registry.load() { log.error("\(problem)") }
    await place()
    inbox.serve(bots: configured.map(\.name) + names)
  }

  /// Serves them.
  func open() async {
    await apply()
    // What another host was told counts here within seconds.
    let pause = Duration.seconds(isShared ? 5 : 30)
    looking = Task { [weak self] in
      while !Task.isCancelled {
        try? await Task.sleep(for: pause)
        await self?.look()
      }
    }
  }

  /// Fetches and looks no more.
  func stop() async {
    looking?.cancel()
    await upkeep.stop()
  }

  private func look() async {
    do {
      // Another host may have changed them.
      if isShared { _ = try await registry.load() }
      let hasExpired = try await registry.expireSecrets()
      if hasExpired || isShared { await apply() }
    } catch {
      log.warning("the bots could not be looked at: \(error)")
    }
  }

  private func place() async {
    directory.set(await registry.served.map { BotDirectory.Entry($0.record) })
    for bot in await registry.served where !names.contains(bot.record.name) { names.append(bot.record.name) }
  }

  private func apply() async {
    await place()
    let served = await registry.served
    let active = Dictionary(
      served.filter { $0.record.status == .active }.map { ($0.record.name, $0) }, uniquingKeysWith: { $1 })
    inbox.serve(bots: configured.map(\.name) + names)
    await manager.serve(
      bots: configured
        + names.map { name in
          Bot(
            name: name, plugins: active[name]?.record.plugins ?? [],
            isKept: active[name]?.record.isKept ?? true)
        })
    webhooks.serve(
      names.enumerated().compactMap { index, name in
        active[name].map {
          Webhooks.Hook(bot: configured.count + index, path: $0.record.path, secrets: $0.secrets)
        }
      })
    upkeep.serve(served)
  }

  /// Keeps an update that was fetched, as if it had come to a webhook.
  private static func keep(
    _ name: String, _ update: [UInt8], _ part: StateCommit.Part, _ dispatcher: Dispatcher, _ inbox: Inbox
  ) async -> UpdateFeed.Receipt {
    guard let bot = dispatcher.routes.bots.firstIndex(where: { $0.name == name }) else { return .full }
    let body = ByteBuffer(bytes: update)
    let receipt: Result<Inbox.Receipt, UpdateError> = await withCheckedContinuation { waiting in
      do throws(UpdateError) {
        try unsafe body.withUnsafeReadableBytesTyped { (json) throws(UpdateError) in
          let envelope = try unsafe UpdateEnvelope(scanning: json)
          inbox.receive(
            bot: bot, envelope, body: body, id: SecureRandom.token(bytes: 8), loop: 0,
            also: part
          ) { waiting.resume(returning: .success($0)) }
        }
      } catch {
        waiting.resume(returning: .failure(error))
      }
    }
    switch receipt {
    case .success(.taken), .success(.known): return .kept
    case .success(.full), .success(.failed): return .full
    case .failure(let error): return .malformed("\(error)")
    }
  }

  // MARK: Commands

  /// All of them, with what was told of each last.
  func list() async -> [(record: BotRecord, notice: Notice?)] {
    await registry.records.map { ($0, notices.last(of: $0.name)) }
  }

  func add(_ wish: BotRegistry.Wish) async throws -> BotRecord {
    let record = try await registry.add(wish)
    await apply()
    return record
  }

  func set(_ name: String, isActive: Bool) async throws {
    let before = await registry.served.first { $0.record.name == name }
    _ = try await registry.set(
      name, isActive ? .active : .disabled, reason: isActive ? "" : "switched off by command")
    await apply()
    if !isActive, let before { tell(name, await upkeep.deleteWebhook(of: before)) }
  }

  func rotateSecret(_ name: String) async throws {
    _ = try await registry.rotateSecret(name)
    await apply()
  }

  func remove(_ name: String) async throws {
    let before = await registry.served.first { $0.record.name == name }
    _ = try await registry.remove(name)
    await apply()
    if let before, before.record.status == .active { tell(name, await upkeep.deleteWebhook(of: before)) }
  }

  private func tell(_ name: String, _ outcome: TelegramOutcome) {
    if case .done = outcome { return }
    notices.tell(name, "its webhook could not be deleted: \(outcome)")
  }
}

/// The bots, for what is made before they are.
private final class Later: Sendable {
  private struct Weak: Sendable { weak var bots: TelegramBots? }
  private let state = Mutex(Weak())

  var bots: TelegramBots? { state.withLock { $0.bots } }

  func set(_ bots: TelegramBots) { state.withLock { $0.bots = bots } }
}
