import HostServices
import Logging
import NIOCore
import Synchronization

/// What became of events: kept for a while, so that people can ask.
///
/// A record is written in the commit that ends its event, which is there anyway; what is too old or too much is
/// removed from time to time, the oldest first.
final class Trail: Sendable {
  /// Where records are.
  static let space = StateSpace(host: "host/trail")
  /// How often it is looked for what is too old, in seconds.
  private static let interval: Int64 = 60
  /// Records that one commit removes.
  private static let page = 500

  private struct State {
    var isPruning = false
    var isEnding = false
    var timer: RepeatedTask?
  }

  let settings: TrailSettings
  private let store: any StateStore
  private let holds: Holds
  private let clock: StateClock
  private let log: Logger
  private let state = Mutex(State())
  /// Bytes written since it was last looked for what is too much.
  private let written = Atomic<Int>(0)

  init(
    _ settings: TrailSettings, _ store: any StateStore, _ holds: Holds, _ clock: StateClock, _ log: Logger
  ) {
    (self.settings, self.store, self.holds) = (settings, store, holds)
    (self.clock, self.log) = (clock, log)
  }

  /// What a commit that ends an event takes in: nothing when no trail is kept.
  ///
  /// - Parameter kept: the key that the event has in its source.
  func parts(kept: [UInt8], _ record: () -> TrailRecord) -> [StateCommit.Part] {
    guard settings.isKept else { return [] }
    let (key, value) = (TrailRecord.key(clock.wall(), kept: kept), record().record)
    let bytes = StateBounds.entryBytes + key.count + value.count
    // Much may come before the next look.
    if written.add(bytes, ordering: .relaxed).newValue > settings.bytes / 8 {
      written.store(0, ordering: .relaxed)
      prune()
    }
    return [StateCommit.Part(Self.space, [.put(key, value, expires: 0)])]
  }

  // MARK: Removing

  /// Begins to remove what is too old; all of it when no trail is kept any more.
  func open(on loop: any EventLoop) {
    guard settings.isKept else { return store.purge(Self.space.plugin) { _ in } }
    let interval = TimeAmount.seconds(Self.interval)
    let timer = loop.scheduleRepeatedTask(initialDelay: .zero, delay: interval) { _ in self.prune() }
    state.withLock { $0.timer = timer }
  }

  /// Removes nothing more.
  func end() {
    let timer = state.withLock { state in
      state.isEnding = true
      return state.timer.take()
    }
    timer?.cancel()
  }

  /// Removes what is too old or too much, if that is this host's to do.
  func prune() {
    guard holds.hold(ofSingleton: Self.space.plugin) != nil else { return }
    let begins = state.withLock { state in
      guard !state.isPruning, !state.isEnding else { return false }
      state.isPruning = true
      return true
    }
    guard begins else { return }
    store.usage { result in
      guard case .success(let usage) = result,
        let own = usage.first(where: { $0.plugin == Self.space.plugin })
      else { return self.pruned() }
      self.prune(own.bytes)
    }
  }

  private func prune(_ bytes: Int) {
    store.scan(StateRange(limit: Self.page), of: Self.space) { result in
      guard case .success(let page) = result else { return self.pruned() }
      let leaving = self.leaving(page.entries, of: bytes)
      guard !leaving.entries.isEmpty else { return self.pruned() }
      let commit = StateCommit(id: nil, steps: leaving.entries.map { .delete($0.key) })
      self.store.commit(commit, to: Self.space) { result in
        guard case .success = result, leaving.entries.count == page.entries.count, page.hasMore,
          !self.state.withLock({ $0.isEnding })
        else { return self.pruned() }
        self.prune(leaving.bytes)
      }
    }
  }

  private func pruned() { state.withLock { $0.isPruning = false } }

  /// Those of the oldest that are too old or too much, and how many bytes are left without them.
  private func leaving(_ entries: [StateEntry], of bytes: Int) -> (entries: [StateEntry], bytes: Int) {
    var bytes = bytes
    let oldest = clock.wall() - settings.life
    let leaving = entries.prefix { entry in
      guard bytes > settings.bytes || TrailRecord.parts(ofKey: entry.key).time < oldest else { return false }
      bytes -= StateBounds.entryBytes + entry.key.count + entry.value.count
      return true
    }
    return (Array(leaving), bytes)
  }

  /// Forgets what became of a plugin's events.
  func forget(_ plugin: String) async throws(StateFailure) {
    try await store.pages(of: Self.space, limit: Self.page) { entries throws(StateFailure) in
      let own = entries.filter { entry in
        guard let record = try? TrailRecord(record: entry.value) else { return false }
        return record.plugin == plugin || record.event.sender == plugin
          || record.source == "plugin:\(plugin)" || record.source == "effects:\(plugin)"
      }
      guard !own.isEmpty else { return true }
      _ = try await withCheckedContinuation { waiting in
        store.commit(StateCommit(id: nil, steps: own.map { .delete($0.key) }), to: Self.space) {
          waiting.resume(returning: $0)
        }
      }.get()
      return true
    }
  }
}
