import HostServices
import Synchronization

/// A store in memory that answers at once, and fails as a test says. It outlives the hosts that use it.
final class MemoryStore: StateStore {
  /// What becomes of a commit.
  enum Fate: Sendable {
    case applied
    /// Nothing is written.
    case refused(StateFailure.Kind)
    /// It is written, and its writer never learns it.
    case lost
  }

  fileprivate struct Content {
    var spaces: [String: [[UInt8]: StateEntry]] = [:]
    var receipts: [CommitID: StateReceipt] = [:]
    var version: UInt64 = 0
    var fates: [Fate] = []
    var commits = 0
  }

  private let content = Mutex(Content())

  /// The fates of the next commits that append something; the others are applied.
  func fail(_ fates: [Fate]) { content.withLock { $0.fates = fates } }

  /// How many commits were asked for.
  var commits: Int { content.withLock { $0.commits } }

  /// The values of a space in the order of their keys.
  func values(_ space: String) -> [[UInt8]] {
    content.withLock { content in
      (content.spaces[space] ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value.value)
    }
  }

  func get(_ keys: [[UInt8]], of space: StateSpace, _ answer: @escaping StateAnswer<[StateEntry?]>) {
    answer(.success(content.withLock { content in keys.map { content.spaces[space.plugin]?[$0] } }))
  }

  func scan(_ range: StateRange, of space: StateSpace, _ answer: @escaping StateAnswer<StatePage>) {
    let entries = content.withLock { $0.spaces[space.plugin] ?? [:] }
      .filter { !$0.key.lexicographicallyPrecedes(range.from) }
      .filter { range.to.isEmpty || $0.key.lexicographicallyPrecedes(range.to) }
      .sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
    answer(
      .success(StatePage(entries: Array(entries.prefix(range.limit)), hasMore: entries.count > range.limit)))
  }

  func commit(_ commit: StateCommit, to space: StateSpace, _ answer: @escaping StateAnswer<StateReceipt>) {
    answer(content.withLock { $0.apply(commit, to: space) })
  }

  func purge(_ plugin: String, _ answer: @escaping StateAnswer<Int>) {
    answer(.success(content.withLock { $0.spaces.removeValue(forKey: plugin)?.count ?? 0 }))
  }

  func usage(_ answer: @escaping StateAnswer<[StateUsage]>) {
    answer(
      .success(
        content.withLock { content in
          content.spaces.map { StateUsage(plugin: $0.key, form: 0, bytes: 0, entries: $0.value.count) }
        }))
  }

  func backUp(to path: String, _ answer: @escaping StateAnswer<Void>) { answer(.success(())) }

  func close() {}
}

extension MemoryStore.Content {
  fileprivate mutating func apply(
    _ commit: StateCommit, to space: StateSpace
  ) -> Result<StateReceipt, StateFailure> {
    commits += 1
    if let id = commit.id, let receipt = receipts[id] { return .success(receipt) }
    let parts = [StateCommit.Part(space, commit.steps)] + commit.others
    let appends = parts.contains { $0.steps.contains { if case .append = $0 { true } else { false } } }
    let fate = appends && !fates.isEmpty ? fates.removeFirst() : .applied
    if case .refused(let kind) = fate { return .failure(StateFailure(kind, "as the test says")) }
    for (index, part) in parts.enumerated() {
      for case .expect(let key, let version) in part.steps
      where (spaces[part.space.plugin]?[key]?.version ?? 0) != version {
        return .failure(StateFailure(index == 0 ? .conflict : .stale, "expected otherwise"))
      }
      let fresh = part.steps.count { if case .append = $0 { true } else { false } }
      if let most = part.space.maximum, (spaces[part.space.plugin] ?? [:]).count + fresh > most, fresh > 0 {
        return .failure(StateFailure(.denied, "full"))
      }
    }
    version += 1
    let receipt = StateReceipt(version: version, sums: [])
    var number = 0
    for part in parts {
      for step in part.steps {
        switch step {
        case .put(let key, let value, _): put(key, value, part.space)
        case .append(let prefix, let value, _): put(receipt.key(prefix, number), value, part.space)
        case .delete(let key): spaces[part.space.plugin]?[key] = nil
        case .expect, .add, .mark: break
        }
        number += 1
      }
    }
    if let id = commit.id { receipts[id] = receipt }
    if case .lost = fate { return .failure(StateFailure(.unknown, "the answer was lost")) }
    return .success(receipt)
  }

  private mutating func put(_ key: [UInt8], _ value: [UInt8], _ space: StateSpace) {
    spaces[space.plugin, default: [:]][key] = StateEntry(
      key: key, value: value, version: version, expires: 0)
  }
}
