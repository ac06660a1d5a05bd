import HostServices
import Logging
import NIOCore
import Synchronization

/// Brings jobs that are due into the inbox, each in the commit that takes it from the schedule. Where hosts share the
/// store, one of them sees to all of a plugin's.
final class Jobs: Sendable {
  private struct State {
    /// When the first job of each plugin is due, as far as is known.
    var next: [String: Int64] = [:]
    /// Those whose jobs are being looked at.
    var busy: Set<String> = []
    var isEnding = false
    var timer: Scheduled<Void>?
    var deliver: Deliver?
  }

  /// Brings a job of a plugin into the inbox with what takes it from the schedule; told whether it is dealt
  /// with, or is to be tried again.
  typealias Deliver =
    @Sendable (Job, _ plugin: String, [StateCommit.Part], @escaping @Sendable (Bool) -> Void) -> Void

  /// A clock that is set must not be noticed too late.
  private static let longestWait: Int64 = 30_000
  private static let page = 100

  private let store: any StateStore
  private let holds: Holds
  private let loop: any EventLoop
  private let clock: StateClock
  private let log: Logger
  private let state = Mutex(State())

  init(
    _ store: any StateStore, _ holds: Holds, _ loop: any EventLoop, _ clock: StateClock, _ log: Logger
  ) {
    (self.store, self.holds, self.loop, self.clock, self.log) = (store, holds, loop, clock, log)
  }

  /// Begins, with the plugins that have jobs.
  func open(_ plugins: [String], _ deliver: @escaping Deliver) {
    state.withLock { $0.deliver = deliver }
    for plugin in plugins { planned(plugin, due: 0) }
  }

  /// Looks no more.
  func end() {
    let timer = state.withLock { state in
      state.isEnding = true
      return state.timer
    }
    timer?.cancel()
  }

  /// A plugin has a job that is due then, or may have one.
  func planned(_ plugin: String, due: Int64) {
    state.withLock { $0.next[plugin] = min($0.next[plugin] ?? .max, due) }
    wait()
  }

  private func wait() {
    let now = clock.wall()
    state.withLock { state in
      guard !state.isEnding, let next = state.next.filter({ !state.busy.contains($0.key) }).values.min()
      else {
        return
      }
      state.timer?.cancel()
      let time = max(0, min(next &- now, Self.longestWait))
      state.timer = loop.scheduleTask(in: .milliseconds(next <= now ? 0 : time)) { self.look() }
    }
  }

  private func look() {
    let now = clock.wall()
    let due = state.withLock { state in
      let due = state.next.filter { $0.value <= now && !state.busy.contains($0.key) }.map(\.key)
      for plugin in due {
        state.busy.insert(plugin)
        state.next[plugin] = nil
      }
      return state.isEnding ? [] : due
    }
    for plugin in due { look(at: plugin, now) }
    if due.isEmpty { wait() }
  }

  private func hold(of plugin: String) -> Hold? { holds.hold(ofSingleton: Job.space(of: plugin).plugin) }

  /// Whether this host is the one that sees to a plugin's jobs.
  func sees(to plugin: String) -> Bool { hold(of: plugin) != nil }

  private func look(at plugin: String, _ now: Int64) {
    guard sees(to: plugin) else { return done(plugin, next: nil) }
    let range = StateRange(from: Job.key(due: 0), to: [UInt8(ascii: "e")], limit: Self.page)
    store.scan(range, of: Job.space(of: plugin)) { result in
      guard case .success(let page) = result else { return self.done(plugin, next: now + 1000) }
      let times = page.entries.map { ($0.key, Job.parts(ofDueKey: $0.key)) }
      let due = times.filter { $0.1.due <= now }
      guard !due.isEmpty else { return self.done(plugin, next: times.first?.1.due) }
      self.bring(due.map(\.0), of: plugin)
    }
  }

  /// The look at a plugin is over; the next is at a time.
  private func done(_ plugin: String, next: Int64?) {
    state.withLock { state in
      state.busy.remove(plugin)
      if let next { state.next[plugin] = min(state.next[plugin] ?? .max, next) }
    }
    wait()
  }

  /// Brings the jobs of keys by time into the inbox, one after the other, and looks again.
  private func bring(_ keys: [[UInt8]], of plugin: String) {
    let names = keys.map { Job.parts(ofDueKey: $0).name }
    store.get(names.map { Job.key(named: $0) }, of: Job.space(of: plugin)) { result in
      guard case .success(let entries) = result else {
        return self.done(plugin, next: self.clock.wall() + 1000)
      }
      let left = Mutex(entries.count)
      let failed = Mutex(false)
      for ((key, name), entry) in zip(zip(keys, names), entries) {
        self.bring(key, name, entry, of: plugin) { isDone in
          if !isDone { failed.withLock { $0 = true } }
          guard
            left.withLock({ left in
              left -= 1; return left == 0
            })
          else { return }
          self.done(plugin, next: self.clock.wall() + (failed.withLock { $0 } ? 5000 : 0))
        }
      }
    }
  }

  private func bring(
    _ key: [UInt8], _ name: String, _ entry: StateEntry?, of plugin: String,
    _ done: @escaping @Sendable (Bool) -> Void
  ) {
    let space = Job.space(of: plugin)
    guard let fence = hold(of: plugin)?.fence else { return done(true) }
    guard let entry, let job = try? Job(name: name, record: entry.value), job.dueKey == key else {
      // It was cancelled, or is due at another time now.
      store.commit(StateCommit(id: nil, steps: [.delete(key)], others: fence), to: space) { result in
        if case .success = result { done(true) } else { done(false) }
      }
      return
    }
    let taken = StateCommit.Part(
      space, [.expect(job.nameKey, version: entry.version), .delete(job.nameKey), .delete(key)])
    guard let deliver = state.withLock({ $0.deliver }) else { return done(false) }
    deliver(job, plugin, [taken] + fence, done)
  }
}
