import Foundation
import HostOperations
import HostServices
import Synchronization
import Testing

/// What the SQLite driver makes of disks that are full or broken, and how often it syncs.
@Suite struct SQLiteFaultTests {
  private let scratch = Scratch()
  private let faults: Faults
  private let told = Told()
  private let store: SQLiteStore

  init() throws {
    faults = try Faults()
    store = try SQLiteStore(path: scratch.file("state.db"), vfs: faults.name, trouble: told.take)
  }

  private func commit(_ steps: StateCommit.Step..., id: CommitID = .random) async throws -> StateReceipt {
    try await store.commit(StateCommit(id: id, steps: steps), to: .plain)
  }

  /// Keeps the writer's thread, so that what comes waits, until what is returned is called.
  private func holdWriter() -> () -> Void {
    let held = Monitor(true)
    let reached = Monitor(false)
    // Answers come on the writer's thread.
    store.commit(StateCommit(id: .random, steps: [.put("a", "1")]), to: .plain) { _ in
      reached.withLock(wake: true) { $0 = true }
      _ = held.wait { $0 ? nil : () }
    }
    _ = reached.wait { $0 ? () : nil }
    return { held.withLock(wake: true) { $0 = false } }
  }

  // MARK: Syncs

  @Test func `each commit that waits alone is synced before it is answered`() async throws {
    defer { store.close() }
    for round in 0..<5 {
      let before = faults.syncs
      _ = try await commit(.put("a", "\(round)"))
      #expect(faults.syncs > before)
    }
  }

  @Test func `commits that wait together share one transaction and its sync`() async throws {
    defer { store.close() }
    let before = try await commit(.put("a", "0")).version
    let release = holdWriter()
    let synced = faults.syncs
    let results = Mutex<[StateReceipt]>([])
    let all = AsyncStream.makeStream(of: Void.self)
    for number in 0..<200 {
      let steps: [StateCommit.Step] =
        number == 100 ? [.expect("a", 9)] : [.add("n", 1), .put("k\(number)", "")]
      store.commit(StateCommit(id: .random, steps: steps), to: .plain) { result in
        let count = results.withLock { results in
          (try? result.get()).map { results.append($0) }
          return results.count
        }
        if count == 199 { all.continuation.finish() }
      }
    }
    release()
    for await _ in all.stream {}
    #expect(faults.syncs == synced + 1)
    // Each has a version and a sum of its own; the one that was refused took neither.
    let receipts = results.withLock { $0 }
    #expect(receipts.map(\.version) == Array(before + 2..<before + 201))
    #expect(receipts.map(\.sums) == (1...199).map { [$0] })
  }

  @Test(arguments: [(600, 10), (40, 1 << 20)])
  func `a crowd of commits shares transactions of a bounded size`(_ count: Int, _ bytes: Int) async throws {
    defer { store.close() }
    let release = holdWriter()
    let results = Mutex<[Int]>([])
    let all = AsyncStream.makeStream(of: Void.self)
    for _ in 0..<count {
      let step = StateCommit.Step.put([1], [UInt8](repeating: .random(in: 0...9), count: bytes), expires: 0)
      store.commit(StateCommit(id: .random, steps: [step]), to: .plain) { [faults] _ in
        results.withLock { $0.append(faults.syncs) }
        if results.withLock({ $0.count }) == count { all.continuation.finish() }
      }
    }
    release()
    for await _ in all.stream {}
    // 256 and 256 and the rest, or 15 and 15 and the rest: no sync comes between the answers of a group.
    #expect(results.withLock { Set($0).count } == 3)
  }

  @Test func `a commit that is refused, or asked for again, costs no sync`() async throws {
    defer { store.close() }
    let id = CommitID.random
    _ = try await commit(.put("a", "1"), id: id)
    // The first sweep, which notes the time, is over when one that came later is.
    for _ in 0..<2 { await withCheckedContinuation { done in store.sweep { done.resume() } } }
    let before = faults.syncs
    _ = try await commit(.put("a", "1"), id: id)
    #expect(await failure { try await commit(.expect("a", 0)) } == .conflict)
    let stranger = StateSpace(plugin: "stranger", form: 1, quota: 0)
    let refused = StateCommit(id: .random, steps: [.put("a", "")])
    #expect(await failure { try await store.commit(refused, to: stranger) } == .denied)
    #expect(faults.syncs == before)
  }

  @Test func `the log starts again when it has become long`() async throws {
    defer { store.close() }
    for number in 0..<40 {
      let value = [UInt8](repeating: UInt8(number), count: 1 << 20)
      _ = try await commit(.put([1], value, expires: 0))
      _ = try await store.get([[1]], of: .plain)
    }
    let log = scratch.file("state.db-wal")
    let size = try #require(FileManager.default.attributesOfItem(atPath: log)[.size] as? Int)
    #expect(size < 10 << 20)
  }

  // MARK: A full disk

  @Test func `on a full disk commits are refused, readers go on, and it works again by itself`() async throws
  {
    defer { store.close() }
    let before = try await commit(.put("a", "1"))
    let id = CommitID.random
    faults.set(write: Faults.isFull)
    for _ in 0..<3 { #expect(await failure { try await commit(.put("a", "2"), id: id) } == .unavailable) }
    let said = try #require(told.last ?? nil)
    #expect(said.description.contains(scratch.file("state.db")) && said.description.contains("free space"))
    #expect(told.count == 1)
    // Nothing was written, and that a commit is refused for a reason of its own proves nothing.
    #expect(await failure { try await commit(.expect("a", 0)) } == .conflict)
    #expect(told.count == 1)
    let found = try await store.get([bytes("a")], of: .plain)
    #expect(found.first??.version == before.version)
    faults.set()
    let after = try await commit(.put("a", "2"), id: id)
    #expect(after.version > before.version)
    #expect(told.count == 2 && told.last == .some(nil))
  }

  @Test func `without commits, sweeping finds out that it works again`() async throws {
    defer { store.close() }
    faults.set(write: Faults.isFull)
    #expect(await failure { try await commit(.put("a", "1")) } == .unavailable)
    await withCheckedContinuation { waiting in store.sweep { waiting.resume() } }
    #expect(told.count == 1)
    faults.set()
    await withCheckedContinuation { waiting in store.sweep { waiting.resume() } }
    #expect(told.last == .some(nil))
  }

  @Test func `a real limit of the file's size is met with a failure and no damage`() async {
    await #expect(processExitsWith: .success) {
      signal(SIGXFSZ, SIG_IGN)
      let scratch = Scratch()
      let path = scratch.file("state.db")
      let store = try SQLiteStore(path: path)
      let size = __rlimit_resource_t(RLIMIT_FSIZE.rawValue)
      var limit = rlimit()
      guard unsafe getrlimit(size, &limit) == 0 else { exit(2) }
      let usual = limit.rlim_cur
      limit.rlim_cur = 1 << 20
      guard unsafe setrlimit(size, &limit) == 0 else { exit(2) }
      var (written, failed) = (0, 0)
      for number in 0..<100 {
        let step = StateCommit.Step.put(bytes("k\(number)"), [UInt8](repeating: 7, count: 50_000), expires: 0)
        let result = wait { store.commit(.init(id: .random, steps: [step]), to: .plain, $0) }
        if (try? result.get()) != nil { written += 1 } else { failed += 1 }
      }
      store.close()
      limit.rlim_cur = usual
      guard unsafe setrlimit(size, &limit) == 0 else { exit(3) }
      let again = try SQLiteStore(path: path)
      let page = try wait { again.scan(StateRange(limit: 1000), of: .plain, $0) }.get()
      again.close()
      exit(written > 0 && failed > 0 && page.entries.count >= written ? 0 : 4)
    }
  }

  // MARK: A broken disk

  @Test func `when the sync fails the outcome is unknown, and the same id tells`() async throws {
    let before = try await commit(.add("n", 1)).version
    let id = CommitID.random
    faults.set(sync: Faults.syncError)
    #expect(await failure { try await commit(.add("n", 1), id: id) } == .unknown)
    #expect((told.last ?? nil)?.description.contains("look at the disk") == true)
    // What a crash at this moment would leave: the transaction is in the log.
    let copy = Scratch()
    for name in ["state.db", "state.db-wal"] {
      try FileManager.default.copyItem(atPath: scratch.file(name), toPath: copy.file(name))
    }
    faults.set()
    // Without a crash it is not there, and is applied now, under a version of its own.
    let here = try await commit(.add("n", 1), id: id)
    #expect(here.sums == [2] && here.version == before + 2)
    store.close()
    let crashed = try SQLiteStore(path: copy.file("state.db"))
    defer { crashed.close() }
    let there = try await crashed.commit(StateCommit(id: id, steps: [.add("n", 1)]), to: .plain)
    #expect(there.sums == [2] && there.version == before + 1)
    let next = try await crashed.commit(StateCommit(id: .random, steps: [.add("n", 1)]), to: .plain)
    #expect(next.sums == [3] && next.version == before + 2)
  }

  @Test func `a version of a transaction that failed is not given away again`() async throws {
    defer { store.close() }
    let before = try await commit(.put("a", "1")).version
    for code in [Faults.isFull, Faults.writeError] {
      faults.set(write: code)
      #expect(await failure { try await commit(.put("a", "2")) } != nil)
    }
    faults.set()
    #expect(try await commit(.put("a", "3")).version == before + 3)
  }

  @Test func `what failed together is not remembered, neither bytes nor plugins`() async throws {
    defer { store.close() }
    let space = StateSpace(plugin: "new", form: 1, quota: 100)
    func put(_ key: String) async throws -> StateReceipt {
      try await store.commit(
        StateCommit(id: .random, steps: [.put(key, String(repeating: "v", count: 60))]), to: space)
    }
    faults.set(write: Faults.isFull)
    for _ in 0..<3 { #expect(await failure { try await put("a") } == .unavailable) }
    faults.set()
    _ = try await put("a")
    #expect(await failure { try await put("b") } == .denied)
  }
}
