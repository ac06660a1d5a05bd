import HostServices
import Logging
import NIOCore
import Synchronization

/// What became of events: kept for a while, so that people can ask.
///
/// A record is made when the commit is there that ended its event, and written with others soon after: a host that is
/// killed loses what it has not written yet, which is known of the events' handling alone. What is too old or too much is
/// removed from time to time, the oldest first.
final class Trail: Sendable {
  /// Where records are, some in each entry; see ``TrailChunk``.
  static let space = StateSpace(host: "host/trail")
  /// How often it is looked for what is too old, in seconds.
  private static let interval: Int64 = 60
  /// Entries that one commit removes.
  private static let page = 500
  /// Bytes of records that do not wait for more.
  private static let enough = 64 << 10
  /// Most entries that are being written: a store that is slower than its events gets no more.
  private static let most = 16

  private struct State {
    var isPruning = false
    var isEnding = false
    var timer: RepeatedTask?
    /// What a timer is for that writes records.
    var loop: (any EventLoop)?
    var chunk = TrailChunk()
    var isTimed = false
    /// The numbers of entries that are being written, and of the last one.
    var underWay: Set<Int> = []
    var last = 0
    /// Records that nobody will see.
    var lost = 0
    /// Those who wait until an entry and all before it are written.
    var waiting: [(last: Int, waiter: CheckedContinuation<Void, Never>)] = []
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

  // MARK: Writing

  /// Keeps what became of an event, if a trail is kept.
  ///
  /// - Parameters:
  ///   - kept: the key that the event has in its source.
  ///   - commit: the version of the commit that ended it.
  func note(kept: [UInt8], by commit: UInt64, _ record: () -> TrailRecord) {
    guard settings.isKept else { return }
    let key = TrailRecord.key(clock.wall(), kept: kept)
    let entry = StateEntry(key: key, value: record().record, version: commit, expires: 0)
    let (full, loop) = state.withLock { state in
      state.chunk.append(entry)
      let waits = settings.pause > 0 && state.chunk.bytes < Self.enough && !state.isEnding
      guard waits, let loop = state.loop else { return (Self.take(&state), nil as (any EventLoop)?) }
      defer { state.isTimed = true }
      return (nil, state.isTimed ? nil : loop)
    }
    if let full { write(full.chunk, full.number) }
    loop?.scheduleTask(in: .milliseconds(settings.pause)) { self.writeNow() }
  }

  private func writeNow() {
    let chunk = state.withLock { state in
      state.isTimed = false
      return Self.take(&state)
    }
    if let chunk { write(chunk.chunk, chunk.number) }
  }

  /// What is to be written; nil when nothing is, or it cannot be taken.
  private static func take(_ state: inout State) -> (chunk: TrailChunk, number: Int)? {
    guard !state.chunk.entries.isEmpty else { return nil }
    defer { state.chunk = TrailChunk() }
    guard state.underWay.count < most else {
      state.lost += state.chunk.entries.count
      return nil
    }
    state.last += 1
    state.underWay.insert(state.last)
    return (state.chunk, state.last)
  }

  private func write(_ chunk: TrailChunk, _ number: Int) {
    let time = chunk.entries.last.map { TrailRecord.parts(ofKey: $0.key).time } ?? 0
    let step = StateCommit.Step.append(TrailRecord.first(at: time), chunk.record, expires: 0)
    store.commit(StateCommit(id: nil, steps: [step]), to: Self.space) { result in
      if case .failure = result { self.state.withLock { $0.lost += chunk.entries.count } }
      self.wrote(number, chunk.bytes)
    }
  }

  private func wrote(_ number: Int, _ bytes: Int) {
    let (waiting, lost) = state.withLock { state in
      state.underWay.remove(number)
      let first = state.underWay.min() ?? .max
      let waiting = state.waiting.filter { $0.last < first }
      state.waiting.removeAll { $0.last < first }
      defer { state.lost = 0 }
      return (waiting.map(\.waiter), state.lost)
    }
    if lost > 0 {
      log.warning("what became of \(lost) events is not kept: the store did not take it")
    }
    // Much may come before the next look.
    if written.add(bytes, ordering: .relaxed).newValue > settings.bytes / 8 {
      written.store(0, ordering: .relaxed)
      prune()
    }
    for one in waiting { one.resume() }
  }

  /// Returns when everything that was noted is there to be read.
  func flush() async {
    writeNow()
    await withCheckedContinuation { waiting in
      let isIdle = state.withLock { state in
        if !state.underWay.isEmpty { state.waiting.append((state.last, waiting)) }
        return state.underWay.isEmpty
      }
      if isIdle { waiting.resume() }
    }
  }

  // MARK: Removing

  /// Begins to remove what is too old; all of it when no trail is kept any more.
  func open(on loop: any EventLoop) {
    guard settings.isKept else { return store.purge(Self.space.plugin) { _ in } }
    let interval = TimeAmount.seconds(Self.interval)
    let timer = loop.scheduleRepeatedTask(initialDelay: .zero, delay: interval) { _ in self.prune() }
    state.withLock { ($0.timer, $0.loop) = (timer, loop) }
  }

  /// Writes what there is, and removes nothing more.
  func end() {
    let timer = state.withLock { state in
      state.isEnding = true
      return state.timer.take()
    }
    timer?.cancel()
    writeNow()
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
    await flush()
    try await store.pages(of: Self.space, limit: Self.page) { entries throws(StateFailure) in
      let steps = entries.compactMap { Self.without(plugin, $0) }
      guard !steps.isEmpty else { return true }
      _ = try await withCheckedContinuation { waiting in
        store.commit(StateCommit(id: nil, steps: steps), to: Self.space) { waiting.resume(returning: $0) }
      }.get()
      return true
    }
  }

  /// What leaves nothing of a plugin's in an entry; nil when nothing is.
  private static func without(_ plugin: String, _ entry: StateEntry) -> StateCommit.Step? {
    guard let chunk = try? TrailChunk(record: entry.value) else { return .delete(entry.key) }
    var left = TrailChunk()
    for entry in chunk.entries where !isOf(plugin, entry) { left.append(entry) }
    if left.entries.count == chunk.entries.count { return nil }
    return left.entries.isEmpty ? .delete(entry.key) : .put(entry.key, left.record, expires: 0)
  }

  private static func isOf(_ plugin: String, _ entry: StateEntry) -> Bool {
    guard let record = try? TrailRecord(record: entry.value) else { return true }
    return record.plugin == plugin || record.event.sender == plugin || record.source == "plugin:\(plugin)"
      || record.source == "effects:\(plugin)"
  }
}
