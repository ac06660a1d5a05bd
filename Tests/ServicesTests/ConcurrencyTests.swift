import HostOperations
import HostServices
import Synchronization
import Testing

/// Many callers at once, whatever the driver.
@Suite struct ConcurrencyTests {
  @Test(arguments: StoreDriver.all)
  func `sixteen threads that compare and set lose no update`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let (threads, rounds) = (16, 25)
    let store = stage.store
    let conflicts = Atomic(0)
    try await onThreads(threads) { _ in
      for _ in 0..<rounds { conflicts.add(Self.increment(store), ordering: .relaxed) }
    }
    #expect(try await stage.value("counter") == "\(threads * rounds)")
    // Otherwise nobody got in anybody's way, and the test proved nothing.
    #expect(conflicts.load(ordering: .relaxed) > 0)
  }

  @Test(arguments: StoreDriver.all)
  func `sixteen threads that add lose nothing, and get each sum once`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let store = stage.store
    let sums = Mutex<[Int64]>([])
    try await onThreads(16) { _ in
      for _ in 0..<50 {
        let result = wait { store.commit(.init(id: .random, steps: [.add("n", 1)]), to: .plain, $0) }
        sums.withLock { $0 += (try? result.get().sums) ?? [] }
      }
    }
    #expect(sums.withLock { $0.sorted() } == Array(1...800))
  }

  @Test(arguments: StoreDriver.all)
  func `keys that change together are read together`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let store = stage.store
    let isDone = Atomic(false)
    let keys = (0..<20).map { bytes("k\($0)") }
    let seen = Mutex<Set<UInt64>>([])
    try await onThreads(4) { number in
      guard number > 0 else {
        for round in 0..<200 {
          let steps = keys.map { StateCommit.Step.put($0, bytes("\(round)"), expires: 0) }
          _ = wait { store.commit(.init(id: .random, steps: steps), to: .plain, $0) }
        }
        return isDone.store(true, ordering: .releasing)
      }
      while !isDone.load(ordering: .acquiring) {
        let found =
          number == 1
          ? wait { store.scan(StateRange(limit: 100), of: .plain, $0) }.map { $0.entries.map(Optional.some) }
          : wait { store.get(keys, of: .plain, $0) }
        let versions = Set((try? found.get().map { $0?.version ?? 0 }) ?? [1, 2])
        if versions.count > 1 { Issue.record("versions \(versions) in one answer") }
        seen.withLock { $0.formUnion(versions) }
      }
    }
    #expect(seen.withLock { $0.count } > 2)
  }

  @Test(arguments: StoreDriver.all)
  func `what was committed is seen by whoever reads afterwards`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let store = stage.store
    try await onThreads(4) { number in
      for round in 0..<100 {
        let (key, value) = (bytes("k\(number)"), bytes("\(round)"))
        _ = wait { store.commit(.init(id: .random, steps: [.put(key, value, expires: 0)]), to: .plain, $0) }
        let found = try? wait { store.get([key], of: .plain, $0) }.get()
        if found?.first??.value != value { Issue.record("the commit of round \(round) is not seen") }
      }
    }
  }

  @Test(arguments: StoreDriver.all)
  func `closing answers everything, once, and refuses what comes later`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let store = stage.store
    let commits = Mutex<[Bool]>([])
    let reads = Atomic(0)
    for number in 0..<1000 {
      store.commit(.init(id: .random, steps: [.put("k\(number)", "v"), .add("n", 1)]), to: .plain) { result in
        commits.withLock { $0.append((try? result.get()) != nil) }
      }
      store.get([bytes("k1")], of: .plain) { _ in reads.add(1, ordering: .relaxed) }
    }
    store.close()
    #expect(commits.withLock { $0 } == Array(repeating: true, count: 1000))
    #expect(reads.load(ordering: .relaxed) == 1000)
    #expect(await failure { try await stage.get("n") } == .unavailable)
    #expect(await failure { try await stage.commit(.put("n", "1")) } == .unavailable)
    #expect(await failure { try await store.scan(StateRange(limit: 1), of: .plain) } == .unavailable)
    store.close()
    try stage.reopen()
    #expect(try await stage.value("n") == "1000")
  }

  // MARK: -

  /// Adds 1 by reading and expecting; how often somebody else was first.
  private static func increment(_ store: any StateStore) -> Int {
    var conflicts = 0
    while true {
      let entry = (try? wait { store.get([bytes("counter")], of: .plain, $0) }.get())?.first ?? nil
      let number = entry.flatMap { Int(String(decoding: $0.value, as: UTF8.self)) } ?? 0
      let steps: [StateCommit.Step] = [
        .expect("counter", entry?.version ?? 0), .put("counter", "\(number + 1)"),
      ]
      switch wait({ store.commit(.init(id: .random, steps: steps), to: .plain, $0) }) {
      case .success: return conflicts
      case .failure(let failure) where failure.kind == .conflict: conflicts += 1
      case .failure(let failure):
        Issue.record("\(failure)")
        return conflicts
      }
    }
  }
}

/// Runs body on so many threads at once, each with its number.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) async throws {
  try await withThrowingTaskGroup(of: Void.self) { group in
    for number in 0..<count {
      let (ended, end) = AsyncStream.makeStream(of: Void.self)
      let thread = try SystemThread.start("test") {
        body(number)
        end.finish()
      }
      group.addTask {
        for await _ in ended {}
        thread.join()
      }
    }
    try await group.waitForAll()
  }
}

/// Waits, on a thread of the test's own, for the answer of a call.
func wait<Value: Sendable>(
  _ call: (@escaping StateAnswer<Value>) -> Void
) -> Result<Value, StateFailure> {
  let answer = Monitor<Result<Value, StateFailure>?>(nil)
  call { result in answer.withLock(wake: true) { $0 = result } }
  return answer.wait { $0 } ?? .failure(StateFailure(.unavailable, "no answer"))
}
