import Synchronization

/// A store that reads one plugin's state from elsewhere and keeps what is written to itself: nothing leaves it.
///
/// Spaces of others, the host's own among them, begin empty.
package final class OverlayStore: StateStore {
  /// How the state is seen: as it was before a commit, as far as that is known.
  package struct View: Sendable {
    /// Keys that were not there, of which it is known because the commit expected it.
    package var absent: Set<[UInt8]>
    /// The commit: what has this version or a later one was not there, or was another value.
    package var commit: UInt64

    /// Makes a view; without a commit everything is as it is now.
    package init(absent: Set<[UInt8]> = [], commit: UInt64 = .max) {
      self.absent = absent
      self.commit = commit
    }
  }

  private typealias Spaces = [String: [[UInt8]: StateEntry?]]

  private struct State {
    var written: Spaces = [:]
    var start: Spaces = [:]
    var receipts: [CommitID: StateReceipt] = [:]
    var view = View()
    /// Keys that were read and have been written since.
    var changed: Set<[UInt8]> = []
    // Larger than any of the store's below.
    var version: UInt64 = 1 << 62
    var isBusy = false
    var waiting: [@Sendable () -> Void] = []
  }

  private let base: any StateReader
  private let plugin: String
  private let clock: StateClock
  private let watch: @Sendable (StateCommit.Part) -> Void
  private let state = Mutex(State())

  /// - Parameters:
  ///   - base: what is read of the plugin's state.
  ///   - watch: told each part of each commit, when it is there.
  package init(
    _ base: any StateReader, of plugin: String, clock: StateClock,
    watch: @escaping @Sendable (StateCommit.Part) -> Void
  ) {
    (self.base, self.plugin, self.clock, self.watch) = (base, plugin, clock, watch)
  }

  /// What was written so far stays, whatever is thrown away later.
  package func keep() { state.withLock { $0.start = $0.written } }

  /// Throws away what was written since ``keep()``, and shows the state in another way from now on.
  package func begin(_ view: View) {
    state.withLock { ($0.written, $0.receipts, $0.view, $0.changed) = ($0.start, [:], view, []) }
  }

  /// The keys that were read since ``begin(_:)`` and have been written since the view's commit, in order.
  package var changed: [[UInt8]] {
    state.withLock { Array($0.changed) }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  // MARK: One call after the other

  private func enqueue(_ work: @escaping @Sendable () -> Void) {
    let begins = state.withLock { state in
      if state.isBusy { state.waiting.append(work) }
      defer { state.isBusy = true }
      return !state.isBusy
    }
    if begins { work() }
  }

  private func done() {
    let next = state.withLock { state in
      if state.waiting.isEmpty { state.isBusy = false }
      return state.waiting.isEmpty ? nil : state.waiting.removeFirst()
    }
    next?()
  }

  // MARK: Reading

  /// See ``StateReader``.
  package func get(_ keys: [[UInt8]], of space: StateSpace, _ answer: @escaping StateAnswer<[StateEntry?]>) {
    enqueue {
      self.read(keys, of: space, noting: Set(keys)) { result in
        answer(result)
        self.done()
      }
    }
  }

  /// All of some keys, as they are seen.
  ///
  /// - Parameter noted: those that somebody will know of.
  private func read(
    _ keys: [[UInt8]], of space: StateSpace, noting noted: Set<[UInt8]>,
    _ answer: @escaping StateAnswer<[StateEntry?]>
  ) {
    let written = state.withLock { $0.written[space.plugin] ?? [:] }
    let missing = space.plugin == plugin ? keys.filter { written[$0] == nil } : []
    fetch(missing, of: space, [:]) { result in
      answer(
        result.map { found in
          keys.map { key in
            if let own = written[key] { return own.flatMap { self.isAlive($0) ? $0 : nil } }
            return found[key].flatMap { self.seen($0, isNoted: noted.contains(key)) }
          }
        })
    }
  }

  private func fetch(
    _ keys: [[UInt8]], of space: StateSpace, _ found: [[UInt8]: StateEntry],
    _ answer: @escaping StateAnswer<[[UInt8]: StateEntry]>
  ) {
    guard !keys.isEmpty else { return answer(.success(found)) }
    base.get(keys, of: space) { result in
      switch result {
      case .failure(let failure): answer(.failure(failure))
      case .success(let entries):
        var found = found
        for case let entry? in entries { found[entry.key] = entry }
        self.fetch(Array(keys.dropFirst(max(1, entries.count))), of: space, found, answer)
      }
    }
  }

  /// An entry of the base, as the view shows it.
  private func seen(_ entry: StateEntry, isNoted: Bool = true) -> StateEntry? {
    state.withLock { state in
      guard entry.version >= state.view.commit else { return entry }
      if state.view.absent.contains(entry.key) { return nil }
      if isNoted { state.changed.insert(entry.key) }
      return entry
    }
  }

  private func isAlive(_ entry: StateEntry) -> Bool { StateEntry.isAlive(entry.expires, at: clock.wall()) }

  /// See ``StateReader``.
  package func scan(_ range: StateRange, of space: StateSpace, _ answer: @escaping StateAnswer<StatePage>) {
    enqueue {
      self.page(range, of: space) { result in
        answer(result)
        self.done()
      }
    }
  }

  private func page(_ range: StateRange, of space: StateSpace, _ answer: @escaping StateAnswer<StatePage>) {
    guard space.plugin == plugin else { return answer(.success(merged(range, space, [], until: nil))) }
    base.scan(range, of: space) { result in
      switch result {
      case .failure(let failure): answer(.failure(failure))
      case .success(let page):
        let last = page.hasMore ? page.entries.last?.key : nil
        let merged = self.merged(range, space, page.entries, until: last)
        // A page must have something to go on behind.
        guard merged.entries.isEmpty, let last else { return answer(.success(merged)) }
        var rest = range
        if range.isDescending { rest.to = last } else { rest.from = last + [0] }
        self.page(rest, of: space, answer)
      }
    }
  }

  /// A page of the base with what was written here.
  ///
  /// - Parameter last: the key up to which the page goes; nil is the range's end.
  private func merged(
    _ range: StateRange, _ space: StateSpace, _ entries: [StateEntry], until last: [UInt8]?
  ) -> StatePage {
    let written = state.withLock { $0.written[space.plugin] ?? [:] }
    func isBefore(_ one: [UInt8], _ other: [UInt8]) -> Bool {
      range.isDescending ? other.lexicographicallyPrecedes(one) : one.lexicographicallyPrecedes(other)
    }
    var all = entries.filter { written[$0.key] == nil }.compactMap { seen($0) }
    for case (let key, let entry?) in written where isAlive(entry) {
      guard !key.lexicographicallyPrecedes(range.from),
        range.to.isEmpty || key.lexicographicallyPrecedes(range.to), last.map({ !isBefore($0, key) }) ?? true
      else { continue }
      all.append(entry)
    }
    all.sort { isBefore($0.key, $1.key) }
    // What has no place on this page is found by the next, which begins behind the last key of this one.
    return StatePage(
      entries: Array(all.prefix(range.limit)), hasMore: last != nil || all.count > range.limit)
  }

  // MARK: Writing

  /// See ``StateStore``.
  package func commit(
    _ commit: StateCommit, to space: StateSpace, _ answer: @escaping StateAnswer<StateReceipt>
  ) {
    let parts = [StateCommit.Part(space, commit.steps)] + commit.others
    enqueue {
      if let known = self.state.withLock({ state in commit.id.flatMap { state.receipts[$0] } }) {
        answer(.success(known))
        return self.done()
      }
      self.gather(parts[...], []) { result in
        let written = result.flatMap { found in self.write(parts, found) }
        if let id = commit.id, case .success(let receipt) = written {
          self.state.withLock { $0.receipts[id] = receipt }
        }
        answer(written)
        if case .success = written { parts.forEach(self.watch) }
        self.done()
      }
    }
  }

  /// What there is of the keys of each part.
  private func gather(
    _ parts: ArraySlice<StateCommit.Part>, _ found: [[[UInt8]: StatePlan.Found]],
    _ answer: @escaping StateAnswer<[[[UInt8]: StatePlan.Found]]>
  ) {
    guard let part = parts.first else { return answer(.success(found)) }
    let keys = Array(Set(part.steps.compactMap(\.key)))
    let expected = part.steps.compactMap { if case .expect(let key, _) = $0 { key } else { nil } }
    read(keys, of: part.space, noting: Set(expected)) { result in
      switch result {
      case .failure(let failure): answer(.failure(failure))
      case .success(let entries):
        var known: [[UInt8]: StatePlan.Found] = [:]
        for case let entry? in entries {
          known[entry.key] = StatePlan.Found(
            version: entry.version, expires: entry.expires,
            cost: StateEntry.cost(entry.key, entry.value.count), value: entry.value)
        }
        self.gather(parts.dropFirst(), found + [known], answer)
      }
    }
  }

  private func write(
    _ parts: [StateCommit.Part], _ found: [[[UInt8]: StatePlan.Found]]
  ) -> Result<StateReceipt, StateFailure> {
    state.withLock { state in
      let version = state.version + 1
      var (plans, first) = ([StatePlan](), 0)
      for (index, part) in parts.enumerated() {
        do throws(StateFailure) {
          plans.append(
            try StatePlan(part.steps, first: first, found: found[index], version: version, at: clock.wall()))
        } catch {
          guard index > 0, error.kind == .conflict else { return .failure(error) }
          return .failure(StateFailure(.stale, error.description))
        }
        first += part.steps.count
      }
      state.version = version
      for (part, plan) in zip(parts, plans) {
        for outcome in plan.outcomes {
          let entry = outcome.value.map {
            StateEntry(key: outcome.key, value: $0, version: version, expires: outcome.expires)
          }
          state.written[part.space.plugin, default: [:]].updateValue(entry, forKey: outcome.key)
        }
      }
      return .success(StateReceipt(version: version, sums: plans.flatMap(\.sums)))
    }
  }

  // MARK: What is not asked of it

  private static let notHere = StateFailure(.unavailable, "a view of another store's state has none of this")

  /// See ``StateStore``.
  package func purge(_ plugin: String, _ answer: @escaping StateAnswer<Int>) {
    answer(.failure(Self.notHere))
  }
  /// See ``StateStore``.
  package func usage(_ answer: @escaping StateAnswer<[StateUsage]>) { answer(.success([])) }
  /// See ``StateStore``.
  package func backUp(to path: String, _ answer: @escaping StateAnswer<Void>) {
    answer(.failure(Self.notHere))
  }
  /// See ``StateStore``.
  package func close() {}
}

extension StateCommit.Step {
  /// The key that the step is about; nil when it makes one of the commit's version.
  fileprivate var key: [UInt8]? {
    switch self {
    case .expect(let key, _), .put(let key, _, _), .delete(let key), .add(let key, _), .mark(let key, _, _):
      key
    case .append: nil
    }
  }
}
