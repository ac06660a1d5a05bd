import HostServices
import Testing

/// A store of a driver's in a folder of its own, with clocks of the test's.
final class StoreStage {
  let driver: StoreDriver
  let scratch = Scratch()
  let time = TestClock()
  private(set) var store: any StateStore

  init(_ driver: StoreDriver) throws {
    self.driver = driver
    store = try driver.open(scratch, time.clock)
  }

  deinit { store.close() }

  func reopen() throws {
    store.close()
    store = try driver.open(scratch, time.clock)
  }

  func sweep() async { await driver.sweep(store) }

  // MARK: Calls

  @discardableResult
  func commit(
    _ steps: StateCommit.Step..., id: CommitID = .random, space: StateSpace = .plain
  ) async throws -> StateReceipt {
    try await commit(steps, id: id, space: space)
  }

  func commit(
    _ steps: [StateCommit.Step], id: CommitID = .random, space: StateSpace = .plain
  ) async throws -> StateReceipt {
    try await store.commit(StateCommit(id: id, steps: steps), to: space)
  }

  func get(_ key: String, space: StateSpace = .plain) async throws -> StateEntry? {
    let found = try await store.get([bytes(key)], of: space)
    try #require(found.count == 1)
    return found[0]
  }

  /// A value as text; nil is none.
  func value(_ key: String, space: StateSpace = .plain) async throws -> String? {
    try await get(key, space: space).map { String(decoding: $0.value, as: UTF8.self) }
  }

  /// All keys of a range as text, page by page, and the number of pages.
  func keys(_ range: StateRange) async throws -> (keys: [String], pages: Int) {
    var (range, keys, pages) = (range, [String](), 0)
    while true {
      let page = try await store.scan(range, of: .plain)
      pages += 1
      keys += page.entries.map { String(decoding: $0.key, as: UTF8.self) }
      guard page.hasMore, let last = page.entries.last else { return (keys, pages) }
      if range.isDescending { range.to = last.key } else { range.from = last.key + [0] }
    }
  }
}

/// The kind of failure that a call ends with.
func failure(_ body: () async throws -> some Any) async -> StateFailure.Kind? {
  do {
    _ = try await body()
    return nil
  } catch {
    return (error as? StateFailure)?.kind
  }
}

func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

extension StateSpace {
  static let plain = StateSpace(plugin: "plain", form: 1, quota: nil)
}

extension CommitID {
  static var random: CommitID { CommitID(high: .random(in: 0 ... .max), low: .random(in: 0 ... .max)) }
}

extension StateCommit.Step {
  static func put(_ key: String, _ value: String, expires: Int64 = 0) -> Self {
    .put(bytes(key), bytes(value), expires: expires)
  }
  static func delete(_ key: String) -> Self { .delete(bytes(key)) }
  static func add(_ key: String, _ amount: Int64) -> Self { .add(bytes(key), amount) }
  static func expect(_ key: String, _ version: UInt64) -> Self { .expect(bytes(key), version: version) }
}

extension StateStore {
  func get(_ keys: [[UInt8]], of space: StateSpace) async throws -> [StateEntry?] {
    try await withCheckedContinuation { waiting in get(keys, of: space) { waiting.resume(returning: $0) } }
      .get()
  }

  func scan(_ range: StateRange, of space: StateSpace) async throws -> StatePage {
    try await withCheckedContinuation { waiting in scan(range, of: space) { waiting.resume(returning: $0) } }
      .get()
  }

  func purge(_ plugin: String) async throws -> Int {
    try await withCheckedContinuation { waiting in purge(plugin) { waiting.resume(returning: $0) } }.get()
  }

  func usage() async throws -> [StateUsage] {
    try await withCheckedContinuation { waiting in usage { waiting.resume(returning: $0) } }.get()
  }

  func commit(_ commit: StateCommit, to space: StateSpace) async throws -> StateReceipt {
    try await withCheckedContinuation { waiting in
      self.commit(commit, to: space) { waiting.resume(returning: $0) }
    }.get()
  }
}
