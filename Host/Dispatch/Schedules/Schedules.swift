import HostBridge
import HostServices
import Logging
import NIOCore
import Synchronization

/// Starts the runs of the schedules that plugins declare: each in the commit that says how far its schedule has come, so
/// that it comes once whatever crashes when, and whoever else looks after the same schedule.
///
/// All but what it is told happens on its loop.
final class Schedules: Sendable {
  /// What the store has of a schedule.
  private struct Held {
    var record: ScheduleRecord
    var version: UInt64
  }

  /// A plugin that serves.
  private struct Plugin {
    var declared: [Registrations.Schedule]
    /// What the store has, by the schedules' names; nil when it is to be read.
    var held: [String: Held]?
    /// When there may be something to do next, in milliseconds since 1970.
    var next: Int64 = 0
    /// Counts up whenever it is told anew what is declared.
    var round: Int
  }

  private struct State {
    var plugins: [String: Plugin] = [:]
    /// Those that something is being done for.
    var busy: Set<String> = []
    /// Those of whose schedules the store may have something.
    var known: Set<String> = []
    var rounds = 0
    var isEnding = false
    var timer: Scheduled<Void>?
    var start: Start?
    var mayStart: MayStart?
  }

  /// Keeps the event of a run, with the steps that say how far its schedule has come, in one commit of that id; answers
  /// with the commit's version.
  typealias Start =
    @Sendable (
      StoredEvent, _ plugin: String, StateCommit.Part, CommitID,
      _ answer: @escaping @Sendable (Result<UInt64, StateFailure>) -> Void
    ) -> Void

  /// Whether a schedule's runs may start here and now. Those that may not are missed, if nobody else starts them.
  typealias MayStart = @Sendable (_ schedule: String, _ plugin: String) -> Bool

  /// A clock that is set must not be noticed too late; in milliseconds.
  private static let longestWait: Int64 = 30_000
  /// After so long it is looked again whether runs may start, and whether there is room for them.
  private static let idlePause: Int64 = 5000
  private static let retryPause: Int64 = 1000

  private let store: any StateStore
  private let loop: any EventLoop
  private let clock: StateClock
  private let log: Logger
  private let state = Mutex(State())

  init(_ store: any StateStore, _ loop: any EventLoop, _ clock: StateClock, _ log: Logger) {
    (self.store, self.loop, self.clock, self.log) = (store, loop, clock, log)
  }

  // MARK: What it is told, on any thread

  /// Begins, knowing the plugins of whose schedules the store has something.
  func open(_ plugins: [String], mayStart: @escaping MayStart, _ start: @escaping Start) {
    state.withLock { ($0.start, $0.mayStart, $0.known) = (start, mayStart, Set(plugins)) }
  }

  /// These plugins have a place in the table of routes now, with these schedules. Those of others stand still: their runs
  /// are missed.
  func update(_ serving: [String: [Registrations.Schedule]]) {
    state.withLock { state in
      state.rounds += 1
      state.plugins = serving.filter { !$0.value.isEmpty || state.known.contains($0.key) }
        .mapValues { Plugin(declared: $0, held: nil, round: state.rounds) }
    }
    wait()
  }

  /// What the store has of a plugin's schedules is being deleted.
  func forget(_ plugin: String) { state.withLock { _ = $0.known.remove(plugin) } }

  /// Starts no more runs.
  func end() {
    let timer = state.withLock { state in
      state.isEnding = true
      return state.timer
    }
    timer?.cancel()
  }

  // MARK: When to look

  private func wait() {
    let now = clock.wall()
    state.withLock { state in
      let idle = state.plugins.filter { !state.busy.contains($0.key) }
      guard !state.isEnding, state.start != nil, let next = idle.values.map(\.next).min() else { return }
      state.timer?.cancel()
      let time = max(0, min(next &- now, Self.longestWait))
      state.timer = loop.scheduleTask(in: .milliseconds(next <= now ? 0 : time)) { self.look() }
    }
  }

  private func look() {
    let now = clock.wall()
    let due = state.withLock { state in
      let due =
        state.isEnding
        ? [] : state.plugins.filter { $0.value.next <= now && !state.busy.contains($0.key) }.map(\.key)
      state.busy.formUnion(due)
      return due
    }
    for plugin in due { advance(plugin) }
    if due.isEmpty { wait() }
  }

  /// Nothing more is to be done for a plugin before a time; nil is never. What is held counts on only if it is said so.
  private func done(_ plugin: String, next: Int64?, rereads: Bool = false) {
    state.withLock { state in
      state.busy.remove(plugin)
      // Told anew meanwhile, it is looked at anew.
      guard state.plugins[plugin]?.held != nil || rereads else { return }
      if rereads { state.plugins[plugin]?.held = nil }
      state.plugins[plugin]?.next = next ?? .max
    }
    wait()
  }

  // MARK: What to do

  /// Takes the next step for a plugin, and after it the next.
  private func advance(_ plugin: String) {
    let (found, mayStart) = state.withLock { ($0.isEnding ? nil : $0.plugins[plugin], $0.mayStart) }
    guard let known = found, let mayStart else { return done(plugin, next: nil) }
    guard let held = known.held else { return read(plugin, known) }
    let now = clock.wall()
    var next: Int64?
    for schedule in known.declared {
      guard let has = held[schedule.name] else { continue }
      guard mayStart(schedule.name, plugin) else {
        next = min(next ?? .max, now + Self.idlePause)
        continue
      }
      switch schedule.step(of: plugin, after: has.record, now: now) {
      case .wait(let until): next = [next, until].compactMap(\.self).min()
      case .run(let due, let record):
        return run(schedule.name, due: due, Held(record: record, version: has.version), plugin, known.round)
      case .skip(let record):
        log.notice(
          "runs of the schedule \(schedule.name) were missed and are left out",
          metadata: ["plugin": "\(plugin)"])
        return skip(schedule.name, Held(record: record, version: has.version), plugin, known.round)
      }
    }
    done(plugin, next: next)
  }

  private func run(_ name: String, due: Int64, _ next: Held, _ plugin: String, _ round: Int) {
    let event = StoredEvent(
      kind: .run, id: EventID.fresh(), lane: Self.lane(name), name: name, sender: plugin,
      received: clock.wall(), block: StoredEvent.block(due: due), body: ByteBuffer())
    start(event, next, plugin, round, .fresh(at: clock.wall()))
  }

  /// The lane of a schedule's runs, among its plugin's.
  static func lane(_ schedule: String) -> Int64 { Inbox.lane(named: "schedule \(schedule)") }

  /// Until it is known whether the run has started: the same commit again is never another run.
  private func start(_ event: StoredEvent, _ next: Held, _ plugin: String, _ round: Int, _ id: CommitID) {
    guard let start = state.withLock({ $0.isEnding ? nil : $0.start }) else { return done(plugin, next: nil) }
    start(event, plugin, Self.part(event.name, next, plugin), id) { result in
      self.loop.execute {
        if case .failure(let failure) = result, failure.kind == .unknown {
          self.loop.scheduleTask(in: .milliseconds(Self.retryPause)) {
            self.start(event, next, plugin, round, id)
          }
        } else {
          self.moved(event.name, next, plugin, round, result)
        }
      }
    }
  }

  private func skip(_ name: String, _ next: Held, _ plugin: String, _ round: Int) {
    let part = Self.part(name, next, plugin)
    store.commit(StateCommit(id: nil, steps: part.steps), to: part.space) { result in
      self.loop.execute { self.moved(name, next, plugin, round, result.map(\.version)) }
    }
  }

  private static func part(_ name: String, _ next: Held, _ plugin: String) -> StateCommit.Part {
    let key = Array(name.utf8)
    return StateCommit.Part(
      ScheduleRecord.space(of: plugin),
      [.expect(key, version: next.version), .put(key, next.record.record, expires: 0)])
  }

  /// A schedule has come further, or not.
  private func moved(
    _ name: String, _ next: Held, _ plugin: String, _ round: Int, _ result: Result<UInt64, StateFailure>
  ) {
    switch result {
    case .success(let version):
      state.withLock { state in
        guard state.plugins[plugin]?.round == round else { return }
        state.plugins[plugin]?.held?[name] = Held(record: next.record, version: version)
      }
      advance(plugin)
    // Another host was faster, or it is done already: the store tells how far it is.
    case .failure(let failure) where failure.kind == .stale || failure.kind == .conflict:
      done(plugin, next: clock.wall(), rereads: true)
    case .failure(let failure):
      log.warning(
        "a run of the schedule \(name) waits: \(failure)", metadata: ["plugin": "\(plugin)"])
      done(plugin, next: clock.wall() + Self.idlePause, rereads: true)
    }
  }

  // MARK: What the store has

  private func read(_ plugin: String, _ known: Plugin) {
    // A plugin has fewer than a page of them.
    store.scan(StateRange(limit: 1000), of: ScheduleRecord.space(of: plugin)) { result in
      self.loop.execute {
        switch result {
        case .failure: self.done(plugin, next: self.clock.wall() + Self.retryPause, rereads: true)
        case .success(let page): self.settle(page.entries, plugin, known)
        }
      }
    }
  }

  /// Begins schedules that are new or another, and forgets those that are declared no more.
  private func settle(_ entries: [StateEntry], _ plugin: String, _ known: Plugin) {
    let now = clock.wall()
    var found: [String: StateEntry] = [:]
    for entry in entries { found[String(decoding: entry.key, as: UTF8.self)] = entry }
    var held: [String: Held] = [:]
    var steps: [StateCommit.Step] = []
    var begun: [String] = []
    for schedule in known.declared {
      let entry = found.removeValue(forKey: schedule.name)
      if let entry, let record = try? ScheduleRecord(record: entry.value), schedule.continues(record) {
        held[schedule.name] = Held(record: record, version: entry.version)
        continue
      }
      let record = schedule.begun(at: now)
      let key = Array(schedule.name.utf8)
      steps += [.expect(key, version: entry?.version ?? 0), .put(key, record.record, expires: 0)]
      held[schedule.name] = Held(record: record, version: 0)
      begun.append(schedule.name)
    }
    for entry in found.values { steps += [.expect(entry.key, version: entry.version), .delete(entry.key)] }
    guard !steps.isEmpty else { return settled(held, plugin, known.round) }
    store.commit(StateCommit(id: nil, steps: steps), to: ScheduleRecord.space(of: plugin)) {
      [held, begun] result in
      self.loop.execute {
        guard case .success(let receipt) = result else {
          return self.done(plugin, next: self.clock.wall() + Self.retryPause, rereads: true)
        }
        var held = held
        for name in begun { held[name]?.version = receipt.version }
        self.settled(held, plugin, known.round)
      }
    }
  }

  private func settled(_ held: [String: Held], _ plugin: String, _ round: Int) {
    state.withLock { state in
      state.known.insert(plugin)
      if state.plugins[plugin]?.round == round { state.plugins[plugin]?.held = held }
    }
    advance(plugin)
  }
}
