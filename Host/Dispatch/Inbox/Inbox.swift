import HostBridge
import HostOperations
package import HostRouter
package import HostServices
package import Logging
package import NIOCore
import Synchronization

/// Keeps events in the store until they are dealt with, and brings them to handlers: each is taken once, handled in
/// its lane, and acknowledged by a commit.
package final class Inbox: Sendable {
  /// What became of an event that was to be kept.
  package enum Receipt: Sendable {
    /// It is kept.
    case taken
    /// It was kept before; there is nothing to do.
    case known
    /// There is no room, for the reason given.
    case full(String)
    /// The store cannot keep it now.
    case failed(StateFailure)
  }

  private struct State {
    var sources: [InboxSource.Origin: InboxSource] = [:]
    /// The same by the names of their spaces.
    var spaces: [String: InboxSource] = [:]
    /// Events whose handler is not there.
    var parked: [KeptDelivery] = []
    var isWaking = false
  }

  let store: any StateStore
  /// Which events are this host's.
  let holds: Holds
  let dispatcher: Dispatcher
  let loops: [any EventLoop]
  let settings: InboxSettings
  let metrics: InboxMetrics
  let clock: StateClock
  let log: Logger
  private let state = Mutex(State())
  private let ending = Atomic<Bool>(false)
  /// The names of the bots, by their index. Some may come behind.
  private let bots: Mutex<[String]>
  let subscriptions: Subscriptions
  let jobs: Jobs
  let outbox: Outbox
  let schedules: Schedules
  let suspects = Suspects()
  let trail: Trail

  /// An inbox that takes events; ``open()`` brings those that an earlier host left.
  ///
  /// - Parameters:
  ///   - holds: which partitions of the store this host has.
  ///   - loops: the event loops, as the plugins number them.
  ///   - bots: the names of the bots, by their index.
  ///   - outbox: sends the effects of commits.
  package init(
    store: any StateStore, holds: Holds = .whole, dispatcher: Dispatcher, loops: [any EventLoop],
    bots: [String],
    outbox: Outbox, settings: InboxSettings, metrics: InboxMetrics, clock: StateClock = .system, log: Logger
  ) {
    (self.store, self.holds, self.dispatcher) = (store, holds, dispatcher)
    (self.loops, self.outbox) = (loops, outbox)
    self.bots = Mutex(bots)
    (self.settings, self.metrics, self.clock, self.log) = (settings, metrics, clock, log)
    subscriptions = Subscriptions(store, log)
    jobs = Jobs(store, holds, loops[0], clock, log)
    schedules = Schedules(store, loops[0], clock, log)
    trail = Trail(settings.trail, store, holds, clock, log)
  }

  var now: Int64 { clock.wall() }
  var isEnding: Bool { ending.load(ordering: .acquiring) }

  // MARK: Life

  /// Finds what was kept and not dealt with, and begins to deliver it; where hosts share the store, what a hold brings
  /// is found when it begins.
  package func open() async throws(StateFailure) {
    CrashPoint.reach(.inboxOpening)
    try await readHold()
    let usage = try await withCheckedContinuation { waiting in store.usage { waiting.resume(returning: $0) } }
      .get()
    let prefix = "inbox/"
    for space in usage where space.plugin.hasPrefix(prefix) && space.entries > 0 {
      let name = String(space.plugin.dropFirst(prefix.count))
      guard let origin = origin(named: name) else {
        log.warning(
          """
          \(space.entries) events of \(name) wait, and nobody here takes them — \
          hint: put the bot back into the configuration, or see roost dead
          """)
        continue
      }
      let source = source(origin)
      if !holds.isShared { source.waiting.set(Int64(space.entries)) }
      for hold in holds.all { source.read(hold) }
    }
    try await subscriptions.load()
    jobs.open(usage.filter { $0.entries > 0 }.map(\.plugin).compactMap { Self.id($0, after: "jobs/") }) {
      [unowned self] in
      bring($0, of: $1, taking: $2, $3)
    }
    openSchedules(
      usage.filter { $0.entries > 0 }.map(\.plugin).compactMap { Self.id($0, after: "schedules/") })
    trail.open(on: loops[0])
    dispatcher.onSwap { [weak self] in self?.routesChanged() }
    // Those that serve already have been seen by nobody.
    routesChanged()
    CrashPoint.reach(.inboxOpened)
  }

  static func id(_ space: String, after prefix: String) -> String? {
    space.hasPrefix(prefix) ? String(space.dropFirst(prefix.count)) : nil
  }

  private func routesChanged() {
    CrashPoint.reach(.routesSwapped)
    subscriptions.update(dispatcher.routes)
    schedules.update(dispatcher.routes.declaredSchedules)
    wakeParked()
  }

  /// Forgets which topics a plugin wanted that is gone, its schedules, and what became of its events.
  package func forget(_ plugin: String) async throws(StateFailure) {
    try await trail.forget(plugin)
    subscriptions.forget(plugin)
    schedules.forget(plugin)
  }

  /// Begins no more deliveries: what is not in hand stays in the store.
  package func end() {
    ending.store(true, ordering: .releasing)
    jobs.end()
    schedules.end()
    trail.end()
    for source in sources { source.end() }
  }

  // MARK: Taking events

  /// Keeps an update of a bot.
  ///
  /// - Parameters:
  ///   - id: its id in logs.
  ///   - loop: the loop that it is delivered on.
  ///   - part: what is written in the same commit.
  ///   - answer: called once, on a thread of the store's.
  package func receive(
    bot: Int, _ envelope: borrowing UpdateEnvelope, body: ByteBuffer, id: String, loop: Int,
    also part: StateCommit.Part? = nil, _ answer: @escaping @Sendable (Receipt) -> Void
  ) {
    let lane = Lane(bot: bot, chat: envelope.chatID, user: envelope.userID)
    let event = StoredEvent(kind: .update, id: id, lane: lane.peer, received: now, body: body)
    receive(
      event, EventMark(number: envelope.updateID), from: source(.bot(bot)), loop: loop, also: part, answer)
  }

  /// Takes updates of bots that come behind those there are.
  ///
  /// - Parameter names: the names of all, by their index.
  package func serve(bots names: [String]) { bots.withLock { $0 = names } }

  func receive(
    _ event: StoredEvent, _ mark: EventMark, from source: InboxSource, loop: Int,
    also part: StateCommit.Part? = nil, _ answer: @escaping @Sendable (Receipt) -> Void
  ) {
    if let oldest = source.oldest, event.received - oldest > settings.age {
      metrics.refused.increment()
      return answer(
        .full("the oldest event of \(source.name) has waited for \((event.received - oldest) / 1000) s"))
    }
    let commit = StateCommit(
      id: nil, steps: [source.step(appending: event)],
      others: [StateCommit.Part(source.marks, [mark.step(at: event.received)])] + (part.map { [$0] } ?? []))
    CrashPoint.reach(.inboxAppending)
    store.commit(commit, to: source.space) { result in
      switch result {
      case .success(let receipt):
        CrashPoint.reach(.inboxAppended)
        self.metrics.taken.increment()
        source.appended(
          event, key: receipt.key(source.prefix(of: event), 0), version: receipt.version, on: loop)
        answer(.taken)
        CrashPoint.reach(.inboxAnswered)
      case .failure(let failure) where failure.kind == .marked:
        self.metrics.known.increment()
        answer(.known)
      case .failure(let failure):
        self.metrics.refused.increment()
        answer(failure.kind == .denied ? .full(failure.description) : .failed(failure))
      }
    }
  }

  /// Whether it is this host that has a bot's updates come, where hosts share the store: one of them does.
  package func attends(bot name: String) -> Bool {
    !holds.isShared || holds[holds.partition(of: "bot:\(name)", 0)]?.isOpen ?? false
  }

  // MARK: Sources

  /// Lanes of plugins are numbered behind those of bots.
  private static let firstOfPlugins = 1 << 20

  /// The source of an origin, which is made when it is first needed.
  func source(_ origin: InboxSource.Origin) -> InboxSource {
    state.withLock { state in
      if let known = state.sources[origin] { return known }
      let (name, number) =
        switch origin {
        case .bot(let index): ("bot:\(bots.withLock { $0[index] })", index)
        case .plugin(let id): ("plugin:\(id)", Self.firstOfPlugins + state.sources.count)
        case .effects(let id): ("effects:\(id)", Self.firstOfPlugins + state.sources.count)
        }
      let made = InboxSource(origin, name: name, number: number, inbox: self)
      state.sources[origin] = made
      state.spaces[made.space.plugin] = made
      return made
    }
  }

  /// A kept event on its way, by its kind.
  func delivery(
    _ event: StoredEvent, key: [UInt8], version: UInt64, queue: InboxQueue, loop: Int
  ) -> KeptDelivery {
    event.kind == .effect
      ? EffectDelivery(event, key: key, version: version, queue: queue, inbox: self, loop: loop)
      : DurableDelivery(event, key: key, version: version, queue: queue, inbox: self, loop: loop)
  }

  /// The number of the loop that an event is delivered on which came by none.
  func loop(of event: StoredEvent) -> Int { Int(event.lane & Int64.max) % loops.count }

  func origin(named name: String) -> InboxSource.Origin? {
    if let id = Self.id(name, after: "plugin:") { return .plugin(id) }
    if let id = Self.id(name, after: "effects:") { return .effects(id) }
    return Self.id(name, after: "bot:").flatMap { name in bots.withLock { $0.firstIndex(of: name) } }.map {
      .bot($0)
    }
  }

  /// The source whose events a space has; nil when it is none, or of a bot that is not here.
  func source(ofSpace space: String) -> InboxSource? {
    if let known = state.withLock({ $0.spaces[space] }) { return known }
    return Self.id(space, after: "inbox/").flatMap { origin(named: $0) }.map { source($0) }
  }

  /// Every source that was needed so far.
  var sources: [InboxSource] { state.withLock { Array($0.sources.values) } }

  // MARK: Events without a handler

  /// Whether an event waits for its handler to be there.
  func isParked(_ delivery: KeptDelivery) -> Bool {
    state.withLock { $0.parked.contains { $0 === delivery } }
  }

  /// Keeps an event in its lane until routes change.
  func park(_ delivery: KeptDelivery) {
    let isFirst = state.withLock { state in
      state.parked.append(delivery)
      defer { state.isWaking = true }
      return !state.isWaking
    }
    // A plugin's place may take events again without a change of routes.
    if isFirst { later(.seconds(5)) { self.wakeParked() } }
  }

  private func wakeParked() {
    let parked = state.withLock { state in
      defer { (state.parked, state.isWaking) = ([], false) }
      return state.parked
    }
    for delivery in parked {
      delivery.laneIsFree()
      CrashPoint.reach(.parkedWoken)
    }
  }

  func later(_ time: TimeAmount, _ work: @escaping @Sendable () -> Void) {
    loops[0].scheduleTask(in: time, work)
  }
}
