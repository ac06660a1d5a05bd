import HostServices
import Testing

/// Commits that are asked for again, whatever the driver.
@Suite struct ReceiptTests {
  private static let hour: Int64 = 3600 * 1000

  @Test(arguments: StoreDriver.all)
  func `a commit that is asked for again is not applied again`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let id = CommitID.random
    let first = try await stage.commit(.add("n", 2), .add("m", -3), id: id)
    #expect(first.sums == [2, -3])
    #expect(try await stage.commit(.add("n", 2), .add("m", -3), id: id) == first)
    try stage.reopen()
    #expect(try await stage.commit(.add("n", 2), .add("m", -3), id: id) == first)
    #expect(try await stage.value("n") == "2")
  }

  @Test(arguments: StoreDriver.all)
  func `it gets its receipt though it would be refused by now`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let id = CommitID.random
    let first = try await stage.commit(.expect("a", 0), .put("a", "1"), id: id)
    try await stage.commit(.put("a", "2"), space: StateSpace(plugin: "plain", form: 2, quota: nil))
    let small = StateSpace(plugin: "plain", form: 1, quota: 1)
    #expect(try await stage.commit(.expect("a", 0), .put("a", "1"), id: id, space: small) == first)
    #expect(try await stage.value("a") == "2")
  }

  @Test(arguments: StoreDriver.all)
  func `a commit asked for many times at once is applied once`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let (store, id) = (stage.store, CommitID.random)
    let receipts = try await withThrowingTaskGroup(of: StateReceipt.self) { group in
      for _ in 0..<64 {
        group.addTask {
          try await store.commit(StateCommit(id: id, steps: [.add("n", 1)]), to: .plain)
        }
      }
      return try await group.reduce(into: [StateReceipt]()) { $0.append($1) }
    }
    #expect(receipts.count == 64 && receipts.allSatisfy { $0 == receipts[0] && $0.sums == [1] })
    #expect(try await stage.value("n") == "1")
  }

  @Test(arguments: StoreDriver.all)
  func `a commit that was refused may be tried again with its id`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let id = CommitID.random
    let version = try await stage.commit(.put("a", "1")).version
    #expect(await failure { try await stage.commit(.expect("a", 0), .add("n", 1), id: id) } == .conflict)
    #expect(try await stage.commit(.expect("a", version), .add("n", 1), id: id).sums == [1])
  }

  @Test(arguments: StoreDriver.all)
  func `the same id means another commit in another space, or in half`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let other = StateSpace(plugin: "other", form: 1, quota: nil)
    let ids = [(1, 2), (1, 3), (2, 2)].map { CommitID(high: $0.0, low: $0.1) }
    for id in ids {
      try await stage.commit(.add("n", 1), id: id)
      try await stage.commit(.add("n", 1), id: id, space: other)
    }
    #expect(try await stage.value("n") == "3")
    #expect(try await stage.value("n", space: other) == "3")
  }

  @Test(arguments: StoreDriver.all)
  func `a receipt is kept for 48 hours and not for ever`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let id = CommitID.random
    try await stage.commit(.add("n", 1), id: id)
    stage.time.advance(by: 47 * Self.hour)
    await stage.sweep()
    try stage.reopen()
    try await stage.commit(.add("n", 1), id: id)
    #expect(try await stage.value("n") == "1")
    stage.time.advance(by: Self.hour)
    await stage.sweep()
    try await stage.commit(.add("n", 1), id: id)
    #expect(try await stage.value("n") == "2")
  }

  @Test(arguments: StoreDriver.all)
  func `a wall clock that is set ahead drops no receipts`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let id = CommitID.random
    try await stage.commit(.add("n", 1), id: id)
    stage.time.jump(by: 365 * 24 * Self.hour)
    await stage.sweep()
    try await stage.commit(.add("n", 1), id: id)
    #expect(try await stage.value("n") == "1")
  }
}
