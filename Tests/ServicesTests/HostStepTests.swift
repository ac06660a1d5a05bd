import HostServices
import Testing

/// What only the host writes: marks, keys in the order of commits, and several spaces in one commit.
@Suite struct HostStepTests {
  private static let events = StateSpace(host: "host/events")
  private static let leases = StateSpace(host: "host/leases")

  private func commit(
    _ stage: StoreStage, _ steps: [StateCommit.Step] = [], others: [StateCommit.Part], id: CommitID? = nil
  ) async throws -> StateReceipt {
    try await stage.store.commit(StateCommit(id: id, steps: steps, others: others), to: .plain)
  }

  // MARK: Marks

  @Test(arguments: StoreDriver.all)
  func `a bit is marked once, and the commit that marks it again writes nothing`(
    _ driver: StoreDriver
  ) async throws {
    let stage = try StoreStage(driver)
    for bit in [0, 7, 8, 511] { try await stage.commit(.mark(bytes("m"), bit: bit, expires: 0)) }
    try stage.reopen()
    for bit in [511, 8, 7, 0] {
      let again: [StateCommit.Step] = [.put("a", "1"), .mark(bytes("m"), bit: bit, expires: 0)]
      #expect(await failure { try await stage.commit(again) } == .marked)
    }
    #expect(try await stage.value("a") == nil)
    let map = try #require(try await stage.get("m")).value
    #expect(map.count == 64 && map[0] == 0x81 && map[1] == 1 && map[63] == 0x80)
  }

  @Test(arguments: StoreDriver.all)
  func `a bit twice in one commit is marked already`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let twice: [StateCommit.Step] = [
      .mark(bytes("m"), bit: 3, expires: 0), .mark(bytes("m"), bit: 3, expires: 0),
    ]
    #expect(await failure { try await stage.commit(twice) } == .marked)
    try await stage.commit(.mark(bytes("m"), bit: 3, expires: 0), .mark(bytes("m"), bit: 4, expires: 0))
  }

  @Test(arguments: StoreDriver.all)
  func `of many that mark one bit at once one gets through`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let store = stage.store
    let won = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 {
        group.addTask {
          let commit = StateCommit(id: nil, steps: [.mark(bytes("m"), bit: 9, expires: 0), .add("n", 1)])
          return await failure { try await store.commit(commit, to: .plain) } == nil
        }
      }
      return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
    }
    #expect(won == 1)
    #expect(try await stage.value("n") == "1")
  }

  @Test(arguments: StoreDriver.all)
  func `a bitmap ends when its last mark does, and never before an earlier one's`(
    _ driver: StoreDriver
  ) async throws {
    let stage = try StoreStage(driver)
    let start = stage.time.now
    try await stage.commit(.mark(bytes("m"), bit: 1, expires: start + 50))
    try await stage.commit(.mark(bytes("m"), bit: 2, expires: start + 20))
    stage.time.advance(by: 49)
    #expect(
      await failure { try await stage.commit(.mark(bytes("m"), bit: 2, expires: start + 99)) } == .marked)
    try await stage.commit(.mark(bytes("m"), bit: 3, expires: start + 99))
    stage.time.advance(by: 49)
    #expect(
      await failure { try await stage.commit(.mark(bytes("m"), bit: 1, expires: start + 200)) } == .marked)
    stage.time.advance(by: 1)
    try await stage.commit(.mark(bytes("m"), bit: 1, expires: 0))
    // For ever is not made shorter.
    try await stage.commit(.mark(bytes("m"), bit: 5, expires: stage.time.now + 1))
    stage.time.advance(by: 1000)
    #expect(await failure { try await stage.commit(.mark(bytes("m"), bit: 1, expires: 0)) } == .marked)
  }

  @Test(arguments: StoreDriver.all)
  func `what is no bitmap is not marked, nor a bit that none has`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("short", "text"), .put("long", String(repeating: "x", count: 100)))
    for key in ["short", "long"] {
      #expect(await failure { try await stage.commit(.mark(bytes(key), bit: 1, expires: 0)) } == .invalid)
    }
    for bit in [-1, 512, .max] {
      #expect(await failure { try await stage.commit(.mark(bytes("m"), bit: bit, expires: 0)) } == .invalid)
    }
  }

  // MARK: Keys of commits

  @Test(arguments: StoreDriver.all)
  func `appended keys are new and in the order of commits and steps`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    var expected: [[UInt8]] = []
    for round in 0..<20 {
      let receipt = try await stage.commit(
        .append(bytes("q"), bytes("\(round)a"), expires: 0), .put("other", "\(round)"),
        .append(bytes("q"), bytes("\(round)b"), expires: 0))
      expected += [receipt.key(bytes("q"), 0), receipt.key(bytes("q"), 2)]
      #expect(expected.last?.count == 1 + StateReceipt.keySuffix)
    }
    let page = try await stage.store.scan(
      StateRange(from: bytes("q"), to: bytes("r"), limit: 100), of: .plain)
    #expect(page.entries.map(\.key) == expected)
    let values = page.entries.map { String(decoding: $0.value, as: UTF8.self) }
    #expect(values == (0..<20).flatMap { ["\($0)a", "\($0)b"] })
  }

  // MARK: Several spaces

  @Test(arguments: StoreDriver.all)
  func `parts in other spaces are written with the commit, numbered behind its own steps`(
    _ driver: StoreDriver
  ) async throws {
    let stage = try StoreStage(driver)
    let parts = [
      StateCommit.Part(Self.events, [.append(bytes("e"), bytes("1"), expires: 0)]),
      StateCommit.Part(Self.leases, [.put("lease", "mine"), .add("n", 3)]),
    ]
    let receipt = try await commit(stage, [.add("n", 1), .put("a", "1")], others: parts)
    #expect(receipt.sums == [1, 3])
    let found = try await stage.store.get([receipt.key(bytes("e"), 2)], of: Self.events)
    #expect(found[0]?.value == bytes("1") && found[0]?.version == receipt.version)
    #expect(try await stage.value("lease", space: Self.leases) == "mine")
    #expect(try await stage.value("lease") == nil)
  }

  @Test(arguments: StoreDriver.all)
  func `an expectation in another space that does not hold is stale, and nothing is written`(
    _ driver: StoreDriver
  ) async throws {
    let stage = try StoreStage(driver)
    let lease = try await commit(stage, others: [StateCommit.Part(Self.leases, [.put("lease", "a")])])
    let part = StateCommit.Part(Self.leases, [.expect("lease", lease.version + 1), .delete("lease")])
    #expect(await failure { try await commit(stage, [.put("a", "1")], others: [part]) } == .stale)
    #expect(try await stage.value("a") == nil)
    #expect(try await stage.value("lease", space: Self.leases) == "a")
    let right = StateCommit.Part(Self.leases, [.expect("lease", lease.version), .delete("lease")])
    _ = try await commit(stage, [.put("a", "1")], others: [right])
    #expect(try await stage.value("lease", space: Self.leases) == nil)
    // Its own expectation is told as what it is.
    #expect(await failure { try await commit(stage, [.expect("a", 0)], others: [right]) } == .conflict)
  }

  @Test(arguments: StoreDriver.all)
  func `a quota of another space holds, and then nothing is written`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let small = StateSpace(host: "host/small", quota: 40)
    let part = StateCommit.Part(small, [.put("k", "12345678")])
    #expect(await failure { try await commit(stage, [.put("a", "1")], others: [part]) } == .denied)
    #expect(try await stage.value("a") == nil)
  }

  @Test(arguments: StoreDriver.all)
  func `a space may hold so many entries`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let few = StateSpace(host: "host/few", maximum: 3)
    for _ in 0..<3 { try await stage.commit(.append([], bytes("x"), expires: 0), space: few) }
    #expect(await failure { try await stage.commit(.append([], [], expires: 0), space: few) } == .denied)
    let oldest = try await stage.store.scan(StateRange(limit: 1), of: few).entries[0]
    // One for one goes through; a full space lets go.
    _ = try await stage.commit([.delete(oldest.key), .append([], [], expires: 0)], space: few)
    try stage.reopen()
    #expect(await failure { try await stage.commit(.append([], [], expires: 0), space: few) } == .denied)
    #expect(try await stage.store.usage().map(\.entries) == [3])
  }

  @Test(arguments: StoreDriver.all)
  func `without an id a commit is applied each time`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    for _ in 0..<3 {
      _ = try await stage.store.commit(StateCommit(id: nil, steps: [.add("n", 1)]), to: .plain)
    }
    #expect(try await stage.value("n") == "3")
  }

  @Test(arguments: StoreDriver.all)
  func `an id that was applied does not apply its parts again`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let part = StateCommit.Part(Self.events, [.append([], bytes("e"), expires: 0)])
    let id = CommitID.random
    let first = try await commit(stage, [.add("n", 1)], others: [part], id: id)
    #expect(try await commit(stage, [.add("n", 1)], others: [part], id: id) == first)
    #expect(try await stage.store.scan(StateRange(limit: 10), of: Self.events).entries.count == 1)
  }

  // MARK: Spaces as a whole

  @Test(arguments: StoreDriver.all)
  func `usage tells what each space holds, and a purge empties one`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let filled = StateSpace(plugin: "filled", form: 3, quota: nil)
    try await stage.commit(.put("k", "1"))
    for batch in 0..<9 {
      _ = try await stage.commit((0..<500).map { .put("k\(batch)-\($0)", "v") }, space: filled)
    }
    try await stage.commit(.put("k0-0", "longer"), .delete("k0-1"), space: filled)
    let before = try await stage.store.usage()
    #expect(before.map(\.plugin) == ["filled", "plain"])
    #expect(before[0].entries == 4499 && before[0].form == 3)
    let counted = try await stage.store.scan(StateRange(limit: 9999), of: filled).entries
    #expect(before[0].bytes == counted.reduce(0) { $0 + $1.key.count + $1.value.count + 32 })
    #expect(try await stage.store.purge("filled") == 4499)
    #expect(try await stage.store.purge("nobody") == 0)
    try stage.reopen()
    let after = try await stage.store.usage()
    #expect(after.first { $0.plugin == "filled" }.map { $0.entries + $0.bytes } ?? 0 == 0)
    #expect(after.first { $0.plugin == "plain" }?.entries == 1)
    // The form went with the state: an older version of the plugin may begin anew.
    try await stage.commit(.put("k", "1"), space: StateSpace(plugin: "filled", form: 1, quota: nil))
  }
}
