package import HostBridge
import HostOperations
package import HostServices
package import Logging
package import NIOCore
import Synchronization

/// An event that has ended, with what was decided about it.
package struct RecordedEvent: Sendable {
  let record: TrailRecord
  /// What people see of it.
  package let report: EventReport

  /// Reads a record of a trail.
  ///
  /// - Throws: `RecordError` when it is none.
  package init(_ entry: StateEntry) throws {
    record = try TrailRecord(record: entry.value)
    report = EventReport(record, key: entry.key, version: entry.version)
  }

  /// Whether it can be given to a handler again: nothing of it was too long to be kept.
  package var isWhole: Bool { record.isWhole }

  /// The state as it was before the event, as far as that is known.
  var view: OverlayStore.View {
    let absent = record.decision.writes.filter { $0.kind == .expect && $0.number == 0 }.map(\.key)
    return OverlayStore.View(absent: Set(absent), commit: report.ended?.commit ?? .max)
  }

  /// The event as its handler had it at the last attempt.
  var event: StoredEvent {
    var event = record.event
    if record.end == .dead { event.failures = event.failures.dropLast() }
    return event
  }
}

/// Gives recorded events to another generation's handlers, through an inbox of its own: what they decide is told, and
/// nothing of it happens.
package final class Replay: Sendable {
  /// What the generation reads and writes.
  package let store: OverlayStore
  /// Takes the generation's effects: they are looked at as in the host, and lead to nothing.
  package let effects: any EffectDesk
  private let inbox: Inbox
  private let dispatcher: Dispatcher
  private let bots: [Bot]
  private let ends: Ends

  /// Whoever waits for the end of an event, and the time that the inbox shows.
  private final class Ends: Sendable {
    private struct State {
      var waiting: (kept: [UInt8], waiter: CheckedContinuation<RecordedEvent?, Never>)?
      var now: Int64 = 0
    }

    private let state = Mutex(State())

    var now: Int64 {
      get { state.withLock { $0.now } }
      set { state.withLock { $0.now = newValue } }
    }

    /// Waits for the end of the event that is kept with a key.
    func wait(_ kept: [UInt8], _ waiter: CheckedContinuation<RecordedEvent?, Never>) {
      state.withLock { $0.waiting = (kept, waiter) }
    }

    /// A part of a commit is there.
    func committed(_ part: StateCommit.Part) {
      guard part.space.plugin == Trail.space.plugin else { return }
      for case .append(_, let value, _) in part.steps {
        for entry in (try? TrailChunk(record: value))?.entries ?? [] {
          let kept = entry.key.suffix(StateReceipt.keySuffix)
          if let event = try? RecordedEvent(entry) {
            end(event) { $0.suffix(StateReceipt.keySuffix) == kept }
          }
        }
      }
    }

    func end(_ event: RecordedEvent?, where isMeant: ([UInt8]) -> Bool) {
      let waiter = state.withLock { state in
        guard let waiting = state.waiting, isMeant(waiting.kept) else {
          return nil as CheckedContinuation<RecordedEvent?, Never>?
        }
        state.waiting = nil
        return waiting.waiter
      }
      waiter?.resume(returning: event)
    }
  }

  /// Checks effects as an inbox does, and lets nothing of them be written.
  private struct Desk: EffectDesk {
    let inbox: Inbox

    func plan(
      _ effects: [Effect], of plugin: String, in event: (any EventAcknowledgement)?
    ) throws(PluginFailure) -> [PlannedEffect] {
      try inbox.plan(effects, of: plugin, in: event).map { PlannedEffect($0.effect, id: $0.id, steps: []) }
    }
  }

  /// - Parameters:
  ///   - state: reads the plugin's state.
  ///   - bots: the names of the bots whose updates there are.
  ///   - fetcher: sends nothing.
  package init(
    of plugin: String, state: any StateReader, bots: [String], loops: [any EventLoop], fetcher: Fetcher,
    log: Logger
  ) {
    let ends = Ends()
    ends.now = StateClock.system.wall()
    self.ends = ends
    let clock = StateClock(wall: { ends.now }, steady: StateClock.system.steady)
    store = OverlayStore(state, of: plugin, clock: clock) { ends.committed($0) }
    self.bots = bots.map { Bot(name: $0, plugins: [plugin], isKept: true) }
    let metrics = MetricsRegistry(includesProcess: false)
    dispatcher = Dispatcher(bots: self.bots, metrics: DispatchMetrics(metrics))
    // One attempt: whatever would be tried again is a decision, too.
    let settings = InboxSettings(
      retries: RetryPolicy(attempts: 1, pause: 1), trail: TrailSettings(life: .max, bytes: .max, pause: 0))
    inbox = Inbox(
      store: store, dispatcher: dispatcher, loops: loops, bots: bots,
      outbox: Outbox(fetcher, metrics: metrics, log: log), settings: settings, metrics: InboxMetrics(metrics),
      clock: clock, log: log)
    effects = Desk(inbox: inbox)
  }

  /// Events go to this generation from now on, which has started.
  ///
  /// - Throws: why its routes are in each other's way.
  package func serve(_ part: RouteSnapshot.Part) throws {
    dispatcher.swap(try RouteSnapshot([part], bots: bots))
    store.keep()
  }

  /// Gives an event to its handler, with the state as it was before it as far as that is known, at the time at which
  /// it ended then.
  ///
  /// - Parameter time: how long it may take.
  /// - Returns: how it ends now; nil when it does not within the time.
  package func run(_ recorded: RecordedEvent, within time: Duration) async -> RecordedEvent? {
    guard let origin = inbox.origin(named: recorded.record.source) else { return nil }
    store.begin(recorded.view)
    ends.now = recorded.report.ended?.time ?? ends.now
    let (source, event) = (inbox.source(origin), recorded.event)
    let loop = inbox.loop(of: event)
    let timer = inbox.loops[0].scheduleTask(in: TimeAmount(time)) { self.ends.end(nil) { _ in true } }
    defer { timer.cancel() }
    return await withCheckedContinuation { waiter in
      store.commit(StateCommit(id: nil, steps: [source.step(appending: event)]), to: source.space) { result in
        guard case .success(let receipt) = result else { return waiter.resume(returning: nil) }
        let key = receipt.key(source.prefix(of: event), 0)
        self.ends.wait(key, waiter)
        source.appended(event, key: key, version: receipt.version, on: loop)
      }
    }
  }
}
