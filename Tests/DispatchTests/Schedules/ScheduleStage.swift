import CRoost
@testable import HostBridge
@testable import HostDispatch
import HostFakes
import HostOperations
import HostRouter
@testable import HostServices
import NIOCore
import NIOEmbedded
import Synchronization

/// Hosts, one after the other or side by side, on one store, with clocks that go as a test says.
final class ScheduleStage {
  let store = MemoryStore()
  private let time: TestTime
  /// When it began.
  static let start: Int64 = 1_767_225_600_000  // 2026-01-01T00:00:00Z, a Thursday

  init() { time = TestTime(Self.start) }

  /// A host with its inbox open.
  func host(_ settings: InboxSettings = InboxSettings()) async throws -> ScheduledHost {
    try await ScheduledHost(store, time, settings)
  }

  /// The clock shows a time after the beginning from now on.
  func set(_ minutes: Int64, seconds: Int64 = 0) {
    time.set(Self.start + minutes * 60_000 + seconds * 1000)
  }

  /// How far a schedule of the plugin has come, in minutes since the beginning; nil when nothing is known of it.
  func planned() throws -> [Int64] {
    try store.values("schedules/demo").map { (try ScheduleRecord(record: $0).planned - Self.start) / 60_000 }
  }
}

/// A clock that is set.
final class TestTime: Sendable {
  private let time: Mutex<Int64>
  init(_ start: Int64) { time = Mutex(start) }
  func set(_ to: Int64) { time.withLock { $0 = to } }
  var clock: StateClock { StateClock(wall: { self.time.withLock { $0 } }, steady: { 0 }) }
}

/// A host with one plugin, `demo`.
final class ScheduledHost {
  private let loop = EmbeddedEventLoop()
  let fake: FakeHost
  let inbox: Inbox
  private(set) var plugin: FakePlugin?
  private var generations: UInt64 = 0
  /// When the runs were due that handlers had, in minutes since the beginning.
  private let seen: SeenRuns

  init(_ store: MemoryStore, _ time: TestTime, _ settings: InboxSettings) async throws {
    fake = try FakeHost([])
    seen = SeenRuns()
    inbox = Inbox(
      store: store, dispatcher: fake.dispatcher, loops: [loop], bots: [],
      outbox: Outbox(try .deaf, metrics: fake.registry, log: fake.log.logger), settings: settings,
      metrics: InboxMetrics(fake.registry), clock: time.clock, log: fake.log.logger)
    try await inbox.open()
  }

  /// The plugin serves, from now on with these schedules.
  func serve(_ schedules: Registrations.Schedule...) async throws {
    generations += 1
    let next = try FakePlugin("demo", number: generations, on: fake, slot: plugin?.slot)
    try await next.start { $0.schedules = schedules }
    let seen = seen
    next.link.answer { delivery in seen.take(delivery) }
    fake.dispatcher.swap(try RouteSnapshot([next.part(deadline: .hours(24))], bots: []))
    plugin = next
    settle()
  }

  /// The plugin serves no more.
  func unload() throws {
    fake.dispatcher.swap(try RouteSnapshot([], bots: []))
    settle()
  }

  /// What is due happens.
  func settle() {
    // Longer than the longest wait, so that each host looks at the clock.
    for _ in 0..<4 { loop.advanceTime(by: .seconds(31)) }
  }

  /// The host is gone, without a word to anybody.
  func kill() {
    inbox.end()
    settle()
  }

  var runs: [Int64] { seen.times }
  func keepsPending(_ pending: Bool) { seen.keepsPending(pending) }
  /// Completes the first run that is pending.
  func complete() {
    guard let ticket = seen.next() else { return }
    _ = Calls.complete(ticket, "")
    settle()
  }
}

/// What handlers had.
final class SeenRuns: Sendable {
  private struct State {
    var times: [Int64] = []
    var pending: [UInt64] = []
    var keepsPending = false
  }
  private let state = Mutex(State())

  var times: [Int64] { state.withLock { $0.times } }
  func keepsPending(_ pending: Bool) { state.withLock { $0.keepsPending = pending } }
  func next() -> UInt64? { state.withLock { $0.pending.isEmpty ? nil : $0.pending.removeFirst() } }

  func take(_ delivery: ScriptedLink.Delivery) -> Int32 {
    guard unsafe delivery.event.pointee.kind == UInt32(ROOST_EVENT_RUN) else { return ROOST_INVALID }
    let message = unsafe delivery.event.pointee.block_ticket!.assumingMemoryBound(to: roost_message.self)
      .pointee
    return state.withLock { state in
      state.times.append((message.time_ms - ScheduleStage.start) / 60_000)
      guard state.keepsPending else { return ROOST_DONE }
      state.pending.append(delivery.ticket)
      return ROOST_PENDING
    }
  }
}

extension Registrations.Schedule {
  /// A schedule in UTC.
  static func every(
    _ rule: String, name: String = "tick", jitter seconds: Int64 = 0, missed: MissedRuns = .once
  ) throws -> Registrations.Schedule {
    Registrations.Schedule(
      name: name, schedule: CronSchedule(try CronRule(rule)), jitter: ScheduleJitter(upTo: seconds * 1000),
      missed: missed, handler: FakePlugin.handler)
  }
}
