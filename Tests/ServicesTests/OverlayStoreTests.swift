import HostServices
import Synchronization
import Testing

/// A view of another store: what is written there stays there.
@Suite struct OverlayStoreTests {
  private let stage: StoreStage

  init() throws { stage = try StoreStage(.sqlite) }

  private func overlay(_ watch: @escaping @Sendable (StateCommit.Part) -> Void = { _ in }) -> OverlayStore {
    OverlayStore(stage.store, of: "plain", clock: stage.time.clock, watch: watch)
  }

  /// The values of keys as text; nil is none.
  private func values(_ store: OverlayStore, _ keys: String...) async throws -> [String?] {
    try await store.get(keys.map(bytes), of: .plain).map { entry in
      entry.map { String(decoding: $0.value, as: UTF8.self) }
    }
  }

  private func commit(_ store: OverlayStore, _ steps: StateCommit.Step...) async throws -> StateReceipt {
    try await store.commit(StateCommit(id: .random, steps: steps), to: .plain)
  }

  @Test func `it shows what is there and what was written to it, and writes nothing`() async throws {
    let before = try await stage.commit(.put("a", "1"), .put("b", "2"), .put("n", "5"))
    let store = overlay()
    #expect(try await values(store, "a") == ["1"])
    let receipt = try await commit(store, .put("a", "x"), .delete("b"), .add("n", 2), .put("c", "new"))
    #expect(receipt.sums == [7] && receipt.version > before.version)
    #expect(try await values(store, "a", "b", "n") == ["x", nil, "7"])
    #expect(try await stage.keys(StateRange(limit: 9)).keys == ["a", "b", "n"])
    #expect(try await stage.value("a") == "1")
    #expect(try await stage.commit(.put("z", "")).version == before.version + 1)
    store.begin(OverlayStore.View())
    #expect(try await values(store, "a", "b", "c") == ["1", "2", nil])
  }

  @Test func `what was kept is there again`() async throws {
    let store = overlay()
    _ = try await commit(store, .put("a", "start"))
    store.keep()
    _ = try await commit(store, .put("a", "later"))
    store.begin(OverlayStore.View())
    #expect(try await values(store, "a") == ["start"])
  }

  @Test func `expectations count, in other spaces too, and a commit is applied once`() async throws {
    let version = try await stage.commit(.put("a", "1")).version
    let store = overlay()
    let conflict = await failure { try await commit(store, .expect("a", version + 1), .put("a", "2")) }
    #expect(conflict == .conflict)
    _ = try await commit(store, .expect("a", version), .expect("b", 0), .put("a", "2"))
    let other = StateCommit(
      id: nil, steps: [.put("c", "")], others: [.init(StateSpace(host: "host/x"), [.expect("k", 9)])])
    #expect(await failure { try await store.commit(other, to: .plain) } == .stale)
    #expect(try await values(store, "a", "c") == ["2", nil])
    let again = StateCommit(id: .random, steps: [.add("n", 1)])
    let receipt = try await store.commit(again, to: .plain)
    #expect(try await store.commit(again, to: .plain) == receipt)
    #expect(try await values(store, "n") == ["1"])
  }

  @Test func `what an event expected not to be there is not, and what was written since is told`()
    async throws
  {
    let early = try await stage.commit(.put("old", "1"))
    let event = try await stage.commit(.put("made", "1"), .put("count", "1"))
    try await stage.commit(.put("later", "1"), .put("made", "2"))
    let store = overlay()
    store.begin(.init(absent: [bytes("made"), bytes("old")], commit: event.version))
    #expect(early.version < event.version)
    #expect(try await values(store, "made", "old") == [nil, "1"])
    _ = try await commit(store, .expect("made", 0), .add("count", 1))
    #expect(store.changed == [])
    #expect(try await values(store, "later") == ["1"])
    #expect(store.changed == [bytes("later")])
    store.begin(.init())
    #expect(store.changed == [])
    #expect(try await values(store, "made") == ["2"])
  }

  @Test func `others' spaces begin empty`() async throws {
    let other = StateSpace(plugin: "other", form: 1, quota: nil)
    try await stage.commit(.put("a", "secret"), space: other)
    let store = overlay()
    #expect(try await store.get([bytes("a")], of: other) == [nil])
    #expect(try await store.scan(StateRange(limit: 9), of: other).entries.isEmpty)
  }

  @Test func `parts are told when they are there`() async throws {
    let told = Mutex<[String]>([])
    let store = overlay { part in told.withLock { $0.append(part.space.plugin) } }
    _ = await failure { try await commit(store, .expect("a", 1)) }
    _ = try await store.commit(
      StateCommit(id: nil, steps: [], others: [.init(StateSpace(host: "host/x"), [.put("k", "")])]),
      to: .plain)
    #expect(told.withLock { $0 } == ["plain", "host/x"])
  }

  @Test(arguments: 0..<20) func `pages are as those of a store with both`(_ seed: UInt64) async throws {
    let (whole, store) = (try StoreStage(.sqlite), overlay())
    var random = seed
    func next(_ bound: UInt64) -> Int {
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((random >> 33) % bound)
    }
    for _ in 0..<30 {
      let step = StateCommit.Step.put("k\(next(40))", "base")
      try await stage.commit(step)
      try await whole.commit(step)
    }
    for _ in 0..<20 {
      let key = "k\(next(40))"
      let step = next(2) == 0 ? StateCommit.Step.put(key, "over") : .delete(key)
      _ = try await commit(store, step)
      try await whole.commit(step)
    }
    for isDescending in [false, true] {
      var range = StateRange(
        from: bytes("k\(next(20))"), to: next(2) == 0 ? [] : bytes("k3"), limit: 1 + next(5),
        isDescending: isDescending)
      let expected = try await whole.keys(range).keys
      var keys: [String] = []
      while true {
        let page = try await store.scan(range, of: .plain)
        #expect(page.entries.count <= range.limit)
        keys += page.entries.map { String(decoding: $0.key, as: UTF8.self) }
        guard page.hasMore, let last = page.entries.last else { break }
        if isDescending { range.to = last.key } else { range.from = last.key + [0] }
      }
      #expect(keys == expected)
    }
  }
}
