package import CRoost
import CHostSystem
import HostFrames
package import HostLoader
package import HostOperations
package import HostServices
package import Logging
package import NIOCore
package import HostRouter
package import RoostManifestFormat
import Synchronization

/// What the bridge needs of the host to serve plugins.
package struct BridgeEnvironment: Sendable {
  /// The event loops; the loop handle of `abi.h` is the index plus one.
  package let loops: [any EventLoop]
  /// Where plugins' numbers go.
  package let metrics: PluginMetrics
  /// Where plugins' lines go.
  package let logger: Logger
  /// Watches for handlers that never return.
  package let watchdog: Watchdog
  /// Where plugins keep their state; nil when they are not offered any.
  package let state: StateSetup?
  /// The secrets plugins may be granted; nil when they are not offered any.
  package let secrets: SecretStore?
  /// Sends plugins' requests; nil when they are not offered it.
  package let fetcher: Fetcher?
  /// Makes plugins' calls of the Bot API; nil when they are not offered it.
  package let telegram: TelegramService?
  /// Where plugins keep their files; nil when they are not offered any.
  package let files: FileStore?
  /// Where calls to services go; nil when plugins are not offered any.
  package let services: (any ServiceDispatch)?

  /// Collects the parts.
  package init(
    loops: [any EventLoop], metrics: PluginMetrics, logger: Logger, watchdog: Watchdog, state: StateSetup?,
    secrets: SecretStore? = nil, fetcher: Fetcher? = nil, telegram: TelegramService? = nil,
    files: FileStore? = nil, services: (any ServiceDispatch)? = nil
  ) {
    self.loops = loops
    self.metrics = metrics
    self.logger = logger
    self.watchdog = watchdog
    self.state = state
    self.secrets = secrets
    self.fetcher = fetcher
    self.telegram = telegram
    self.files = files
    self.services = services
  }
}

/// One loaded version of a plugin, from its creation to its end.
package final class Generation: Sendable {
  /// What the plugin is told it is; never used twice.
  package let handle: UInt64
  /// The plugin's manifest.
  package let manifest: Manifest
  /// Counts up with every generation of every plugin.
  package let number: UInt64
  /// URL prefixes the plugin may register routes under.
  package let httpGrants: [String]
  /// Topics the plugin may subscribe to.
  package let topicGrants: [TopicPattern]
  /// The extensions it is offered.
  package let extensions: Extensions
  /// Logs with the plugin's id and generation.
  package let logger: Logger

  let environment: BridgeEnvironment
  private let gate = Gate()
  private let building = Mutex<Registrations?>(nil)
  private let finished = Mutex(Registrations())
  private let link = Mutex<(any PluginLink)?>(nil)
  private let blame = Atomic<UInt>(0)
  /// Completions that broke the contract, by how.
  package let misconduct = Misconduct()
  let timers = Timers()
  /// Its questions to the store; nil when it is not offered one.
  let state: StateDesk?
  /// Its questions for secrets; nil when it is not offered any.
  let secrets: SecretsDesk?
  /// Its requests to servers elsewhere; nil when it is not offered them.
  let fetch: FetchDesk?
  /// Its calls of the Bot API; nil when it is not offered them.
  let telegram: TelegramDesk?
  /// Its questions about files; nil when it is not offered any.
  let files: FilesDesk?
  /// Its calls to services; nil when it is not offered any.
  let services: ServicesDesk?
  private let isSilent = Atomic<Bool>(false)
  private let isCreated = Atomic<Bool>(false)
  private let isStuck = Atomic<Bool>(false)
  let complaints = Mutex(LineBudget())
  private let hasBeenLost = Atomic<Bool>(false)

  /// The plugin's id.
  package var plugin: String { manifest.id }

  /// Makes a generation without code; ``attach(_:)`` gives it some. `grants` is what it may do beside HTTP.
  package init(
    manifest: Manifest, number: UInt64, httpGrants: [String], grants: [Grant] = [],
    extensions: Extensions = .all, environment: BridgeEnvironment
  ) {
    self.manifest = manifest
    self.number = number
    self.httpGrants = httpGrants
    topicGrants = ([.topic("\(manifest.id).**")] + grants).compactMap { grant in
      if case .topic(let topics) = grant { TopicPattern(topics) } else { nil }
    }
    let fetch = environment.fetcher.map { FetchDesk($0, grants: grants) }
    self.fetch = fetch
    let telegram = environment.telegram.map { TelegramDesk($0, of: manifest.id, grants: grants) }
    self.telegram = telegram
    state = environment.state.map { StateDesk($0, of: manifest, fetch: fetch, telegram: telegram) }
    secrets = environment.secrets.map { SecretsDesk($0, of: manifest.id, grants: grants) }
    files = environment.files.map { FilesDesk($0, of: manifest.id) }
    services = environment.services.map { ServicesDesk($0, of: manifest.id, grants: grants) }
    var extensions = extensions
    if environment.state == nil { extensions.subtract([.state, .events, .schedule]) }
    if environment.secrets == nil { extensions.subtract(.secrets) }
    if environment.fetcher == nil { extensions.subtract(.fetch) }
    if environment.telegram == nil { extensions.subtract(.telegram) }
    if environment.files == nil { extensions.subtract(.files) }
    if environment.services == nil { extensions.subtract(.services) }
    self.extensions = extensions
    self.environment = environment
    var logger = environment.logger
    logger[metadataKey: "plugin"] = "\(manifest.id)"
    logger[metadataKey: "generation"] = "\(number)"
    self.logger = logger
    handle = Generations.shared.nextHandle()
    Generations.shared.add(self)
  }

  /// Gives the generation its code.
  package func attach(_ link: any PluginLink) {
    blame.store(link.blame, ordering: .releasing)
    self.link.withLock { $0 = link }
  }

  // MARK: Events

  /// Enters, so that the generation stays until ``leave()``; false once it is closed.
  package func enter() -> Bool { gate.enter() }

  /// Leaves after a successful ``enter()``.
  package func leave() { gate.leave() }

  /// Events inside.
  package var eventsInHand: Int { gate.count }

  /// Calls a handler on the current thread, which is the event's loop. The caller has entered.
  package func deliver(
    _ event: UnsafePointer<roost_event>, to handler: RegisteredHandler, ticket: UInt64, loop: Int
  ) -> Int32 {
    guard let link = link.withLock({ $0 }) else { return ROOST_STALE }
    environment.watchdog.enter(loop: loop, generation: handle)
    defer { environment.watchdog.leave(loop: loop) }
    return unsafe link.deliver(event, to: handler, ticket: ticket)
  }

  /// Tells the events in hand that the generation drains, so that streams end.
  package func tellDraining() {
    for owner in Tickets.shared.owners(of: self) { owner.drainBegins() }
  }

  /// Counts a completion that broke the contract: `late`, `twice` or `never`.
  package func countMisconduct(_ how: String) { environment.metrics.misconduct(plugin, how) }

  /// Timers of the plugin that have not run; of one in a worker when its last step returned.
  package var runningTimers: Int { link.withLock { $0 }?.runningTimers ?? timers.count }

  /// Runs a callback of the plugin on the current thread, which is the loop's; nothing once the
  /// generation has ended.
  package func run(_ callback: PluginCallback, loop: Int) { run(loop: loop) { callback() } }

  /// Runs what calls the plugin on the current thread, which is the loop's: watched, and named should the
  /// host crash in it. Nothing once the generation has ended.
  package func run(loop: Int, _ call: () -> Void) {
    guard !isSilent.load(ordering: .acquiring) else { return }
    environment.watchdog.enter(loop: loop, generation: handle)
    let before = unsafe csystem_enter_plugin(
      UnsafePointer(bitPattern: blame.load(ordering: .acquiring)))
    call()
    unsafe csystem_enter_plugin(before)
    environment.watchdog.leave(loop: loop)
  }

  /// Takes away, from all that lives of a plugin, what is not among the grants that it has now.
  package static func restrict(_ plugin: String, to grants: [Grant]) {
    for generation in Generations.shared.all(of: plugin) {
      generation.secrets?.restrict(to: grants)
      generation.fetch?.restrict(to: grants)
      generation.telegram?.restrict(to: grants)
      generation.services?.restrict(to: grants)
    }
  }

  /// Where the newest of a plugin's generations may send requests; nil when there is none.
  package static func fetchScope(of plugin: String) -> FetchScope? { newest(of: plugin)?.fetch?.scope }

  /// The bots that the newest of a plugin's generations may call as; nil when there is none.
  package static func botScope(of plugin: String) -> BotScope? { newest(of: plugin)?.telegram?.scope }

  private static func newest(of plugin: String) -> Generation? {
    Generations.shared.all(of: plugin).max { $0.number < $1.number }
  }

  /// Whether its code runs in this process, so that a crash of it is the host's.
  package var isInline: Bool { blame.load(ordering: .acquiring) != 0 }

  /// Lets no event in any more.
  package func close() { gate.close() }

  /// Lets events in again, unless its worker has been lost.
  package func reopen() { if !isLost { gate.open() } }

  /// Waits until the last event has left; false when the time is up first.
  package func emptied(within time: Duration) async -> Bool { await gate.emptied(within: time) }

  // MARK: Loss

  /// Whether its worker has ended before it was to.
  package var isLost: Bool { hasBeenLost.load(ordering: .sequentiallyConsistent) }

  /// Its worker has ended: nothing enters any more.
  ///
  /// - Parameter hold: makes what comes wait; called before the gate closes, or events would find a
  ///   closed gate and nobody who keeps them.
  package func lost(_ hold: () -> Void) {
    hasBeenLost.store(true, ordering: .sequentiallyConsistent)
    hold()
    gate.close()
    services?.end()
    telegram?.end()
  }

  /// Gives back the tickets of a shard that the lost worker had. Only after ``lost(_:)``, or they could
  /// come here again.
  func workerLost(shard: Int) {
    assert(gate.isClosed, "the worker's events are given back before its generation is closed")
    for owner in Tickets.shared.owners(of: self, shard: shard) { owner.workerLost() }
  }

  /// The process of its worker; nil for code in this process, and when it has been lost.
  package var workerProcess: Int32? { isLost ? nil : link.withLock { ($0 as? WorkerLink)?.pid } }

  /// An event's deadline has passed and it is not completed; on the event's loop.
  package func overdue(_ ticket: UInt64, loop: Int) { link.withLock { $0 }?.overdue(ticket, loop: loop) }

  /// Bytes of a streaming answer have left; on the event's loop.
  package func streamed(_ bytes: Int, ticket: UInt64, loop: Int) {
    link.withLock { $0 }?.streamed(bytes, ticket: ticket, loop: loop)
  }

  // MARK: Life

  /// What the plugin registered when it started.
  package var registrations: Registrations { finished.withLock { $0 } }

  /// Performs a lifecycle step on a thread of its own.
  ///
  /// - Returns: what the plugin completed with: the state for ``LifecycleStep/exportState``, else
  ///   usually nothing.
  /// - Throws: what the plugin failed with, or that it did not finish in time.
  package func perform(
    _ step: LifecycleStep, bytes: [UInt8] = [], version: UInt32 = 0, within time: Duration
  ) async throws(PluginFailure) -> [UInt8] {
    guard let link = link.withLock({ $0 }) else { return [] }
    // A plugin that was not created has nothing to stop.
    if step == .stop, !isCreated.load(ordering: .acquiring) { return [] }
    // Steps come one at a time: after one that did not finish there is no next.
    guard !isStuck.load(ordering: .acquiring) else {
      throw PluginFailure(code: ROOST_PERMANENT, message: "an earlier step has not returned")
    }
    if step == .start { building.withLock { $0 = Registrations() } }
    defer { building.withLock { $0 = nil } }
    let call = LifecycleCall(self)
    guard let ticket = Tickets.shared.open(call, lane: Tickets.lifecycleShard) else {
      throw PluginFailure(code: ROOST_BUSY, message: "no ticket is free")
    }
    do throws(PluginFailure) {
      try link.perform(step, bytes: bytes, version: version, ticket: ticket) {
        call.returned($0, ticket: ticket)
      }
    } catch {
      call.refused(error)
    }
    let result = await call.result(within: time)
    _ = Tickets.shared.close(ticket)
    guard let result else {
      isStuck.store(true, ordering: .releasing)
      throw PluginFailure(
        code: ROOST_PERMANENT,
        message:
          "\(step.name) did not finish within \(time) — hint: return, and complete what was pending")
    }
    let bytes = try result.get()
    if step == .create { isCreated.store(true, ordering: .releasing) }
    if step == .start, let built = building.withLock({ $0.take() }) { finished.withLock { $0 = built } }
    return bytes
  }

  /// Ends the worker of a plugin that hangs in a step: to the rest of the host it has crashed. Code in this
  /// process stays as it is.
  package func giveUpIfStuck() {
    guard isStuck.load(ordering: .acquiring) else { return }
    link.withLock { $0 }?.giveUp("a step of its life did not return")
  }

  /// Ends the worker of a generation that does not serve yet because the host ends: whoever waits for one of
  /// its steps is told. Code in this process goes on.
  package func breakOff() { (link.withLock { $0 } as? WorkerLink)?.breakOff() }

  /// Runs no callback of the plugin any more, and waits for those that run now. Then ``end()`` cannot
  /// free what they use.
  package func silence() async {
    timers.cancelAll()
    isSilent.store(true, ordering: .releasing)
    services?.end()
    telegram?.end()
    for loop in environment.loops { try? await loop.submit {}.get() }
  }

  /// Frees the plugin and forgets it. Blocks as long as the plugin's `destroy`. With events still
  /// inside, or a step that never finished, its memory is left alone instead: code that cannot be
  /// unloaded may still use it.
  ///
  /// - Parameter withHost: the host ends too. It does not wait for deadlines, so that what is still in hand
  ///   is nobody's misconduct.
  package func end(withHost: Bool = false) {
    timers.cancelAll()
    isSilent.store(true, ordering: .releasing)
    fetch?.end()
    services?.end()
    telegram?.end()
    let link = link.withLock { $0.take() }
    if isLost {
      // What its channels have not given back yet, because their ends were not heard.
      for owner in Tickets.shared.owners(of: self) { owner.workerLost() }
    }
    let left = gate.count
    if left > 0, !isLost {
      for owner in Tickets.shared.owners(of: self) { owner.generationEnded() }
      let worker = link as? WorkerLink
      if !withHost { complain(of: left, isKept: worker == nil) }
      // In a worker nobody else can use it.
      worker?.kill()
    } else if !isStuck.load(ordering: .acquiring) {
      link?.destroy()
    } else {
      (link as? WorkerLink)?.kill()
    }
    Generations.shared.remove(self)
  }

  private func complain(of left: Int, isKept: Bool) {
    misconduct.abandoned(left)
    environment.metrics.misconduct(plugin, "never", by: left)
    let memory = isKept ? "the generation's memory is kept" : "its worker ends with them"
    logger.error("\(left) events were never completed; \(memory) — hint: complete every ticket")
  }

  /// Adds to the registrations; false outside `start` or past the bound.
  func register(_ add: (inout Registrations) -> Bool) -> Bool {
    building.withLock { building in
      guard var registrations = building else {
        misconduct.registrationOutsideStart()
        return false
      }
      building = nil
      defer { building = registrations }
      return add(&registrations)
    }
  }
}

/// The generations plugins can name by handle.
final class Generations: Sendable {
  static let shared = Generations()

  private struct State: ~Copyable {
    var next: UInt64 = 1
    var alive: [UInt64: Generation] = [:]
    /// Who had a handle, by its low bits: what a stale ticket still tells.
    var names: [UInt64: String] = [:]
  }
  private let state = Mutex(State())

  func nextHandle() -> UInt64 {
    state.withLock { state in
      defer { state.next += 1 }
      return state.next
    }
  }

  func add(_ generation: Generation) {
    state.withLock { state in
      state.alive[generation.handle] = generation
      state.names[generation.handle & 0x1FFF] = "\(generation.plugin) generation \(generation.number)"
    }
  }

  func remove(_ generation: Generation) {
    _ = state.withLock { $0.alive.removeValue(forKey: generation.handle) }
  }

  func find(_ handle: UInt64) -> Generation? { state.withLock { $0.alive[handle] } }

  func all(of plugin: String) -> [Generation] {
    state.withLock { $0.alive.values.filter { $0.plugin == plugin } }
  }

  /// The living generation a stale ticket was given to, and its name even when it is gone.
  func blame(_ ticket: UInt64) -> (generation: Generation?, name: String) {
    let bits = TicketNumber(ticket).generation
    return state.withLock { state in
      (state.alive.values.first { $0.handle & 0x1FFF == bits }, state.names[bits] ?? "an unknown plugin")
    }
  }
}
