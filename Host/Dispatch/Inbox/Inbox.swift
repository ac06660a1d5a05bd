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
    /// Events whose handler is not there.
    var parked: [DurableDelivery] = []
    var isWaking = false
    /// Whether what the store held at start is known.
    var isOpen = false
  }

  let store: any StateStore
  let dispatcher: Dispatcher
  let loops: [any EventLoop]
  let settings: InboxSettings
  let metrics: InboxMetrics
  let clock: StateClock
  let log: Logger
  private let state = Mutex(State())
  private let ending = Atomic<Bool>(false)
  private let bots: [String]
  let subscriptions: Subscriptions
  let jobs: Jobs

  /// An inbox that takes events; ``open()`` brings those that an earlier host left.
  ///
  /// - Parameters:
  ///   - loops: the event loops, as the plugins number them.
  ///   - bots: the names of the bots, by their index.
  package init(
    store: any StateStore, dispatcher: Dispatcher, loops: [any EventLoop], bots: [String],
    settings: InboxSettings, metrics: InboxMetrics, clock: StateClock = .system, log: Logger
  ) {
    (self.store, self.dispatcher, self.loops, self.bots) = (store, dispatcher, loops, bots)
    (self.settings, self.metrics, self.clock, self.log) = (settings, metrics, clock, log)
    subscriptions = Subscriptions(store, log)
    jobs = Jobs(store, loops[0], clock, log)
  }

  var now: Int64 { clock.wall() }
  var isEnding: Bool { ending.load(ordering: .acquiring) }

  // MARK: Life

  /// Finds what was kept and not dealt with, and begins to deliver it.
  package func open() async throws(StateFailure) {
    CrashPoint.reach(.inboxOpening)
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
      source(origin, entries: space.entries).loadMore()
    }
    try await subscriptions.load()
    jobs.open(usage.filter { $0.entries > 0 }.map(\.plugin).compactMap { Self.id($0, after: "jobs/") }) {
      [unowned self] in
      bring($0, of: $1, taking: $2, $3)
    }
    dispatcher.onSwap { [weak self] in self?.routesChanged() }
    // Those that serve already have been seen by nobody.
    routesChanged()
    CrashPoint.reach(.inboxOpened)
  }

  private static func id(_ space: String, after prefix: String) -> String? {
    space.hasPrefix(prefix) ? String(space.dropFirst(prefix.count)) : nil
  }

  private func routesChanged() {
    CrashPoint.reach(.routesSwapped)
    subscriptions.update(dispatcher.routes)
    wakeParked()
  }

  /// Forgets which topics a plugin wanted that is gone.
  package func forget(_ plugin: String) { subscriptions.forget(plugin) }

  /// Begins no more deliveries: what is not in hand stays in the store.
  package func end() {
    ending.store(true, ordering: .releasing)
    jobs.end()
    for source in state.withLock({ Array($0.sources.values) }) { source.end() }
  }

  // MARK: Taking events

  /// Keeps an update of a bot.
  ///
  /// - Parameters:
  ///   - id: its id in logs.
  ///   - loop: the loop that it is delivered on.
  ///   - answer: called once, on a thread of the store's.
  package func receive(
    bot: Int, _ envelope: borrowing UpdateEnvelope, body: ByteBuffer, id: String, loop: Int,
    _ answer: @escaping @Sendable (Receipt) -> Void
  ) {
    let lane = Lane(bot: bot, chat: envelope.chatID, user: envelope.userID)
    let event = StoredEvent(kind: .update, id: id, lane: lane.peer, received: now, body: body)
    receive(
      event, EventMark(number: envelope.updateID), from: source(.bot(bot)), loop: loop, answer)
  }

  func receive(
    _ event: StoredEvent, _ mark: EventMark, from source: InboxSource, loop: Int,
    _ answer: @escaping @Sendable (Receipt) -> Void
  ) {
    if let oldest = source.oldest, event.received - oldest > settings.age {
      metrics.refused.increment()
      return answer(
        .full("the oldest event of \(source.name) has waited for \((event.received - oldest) / 1000) s"))
    }
    let commit = StateCommit(
      id: nil, steps: [.append([], event.record, expires: 0)],
      others: [StateCommit.Part(source.marks, [mark.step(at: event.received)])])
    CrashPoint.reach(.inboxAppending)
    store.commit(commit, to: source.space) { result in
      switch result {
      case .success(let receipt):
        CrashPoint.reach(.inboxAppended)
        self.metrics.taken.increment()
        source.appended(event, key: receipt.key([], 0), version: receipt.version, on: loop)
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

  // MARK: Sources

  /// The source of an origin, which is made when it is first needed.
  ///
  /// - Parameter entries: how many events its space has, when it may be made.
  func source(_ origin: InboxSource.Origin, entries: Int = 0) -> InboxSource {
    state.withLock { state in
      if let known = state.sources[origin] { return known }
      let (name, number) =
        switch origin {
        case .bot(let index): ("bot:\(bots[index])", index)
        case .plugin(let id): ("plugin:\(id)", bots.count + state.sources.count)
        }
      let made = InboxSource(origin, name: name, number: number, inbox: self, entries: entries)
      state.sources[origin] = made
      return made
    }
  }

  /// The number of the loop that an event is delivered on which came by none.
  func loop(of event: StoredEvent) -> Int { Int(event.lane & Int64.max) % loops.count }

  func origin(named name: String) -> InboxSource.Origin? {
    if name.hasPrefix("plugin:") { return .plugin(String(name.dropFirst("plugin:".count))) }
    guard name.hasPrefix("bot:") else { return nil }
    return bots.firstIndex(of: String(name.dropFirst("bot:".count))).map { .bot($0) }
  }

  /// What a commit of a source's events must find, so that it is not another host's.
  func fence(_ source: InboxSource) -> [StateCommit.Part] { [] }

  // MARK: Events without a handler

  /// Keeps an event in its lane until routes change.
  func park(_ delivery: DurableDelivery) {
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
