import HostServices
import Testing

/// Reading, whatever the driver.
@Suite struct ReadTests {
  @Test(arguments: StoreDriver.all)
  func `a key that was never put has nothing`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    #expect(try await stage.get("a") == nil)
    try await stage.commit(.put("b", "1"))
    #expect(try await stage.get("a") == nil)
  }

  @Test(arguments: StoreDriver.all)
  func `many keys are answered in the order they were asked for`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let receipt = try await stage.commit(.put("a", "1"), .put("c", "", expires: stage.time.now + 50))
    let found = try await stage.store.get(["c", "b", "a", "c"].map(bytes), of: .plain)
    let c = StateEntry(key: bytes("c"), value: [], version: receipt.version, expires: stage.time.now + 50)
    let a = StateEntry(key: bytes("a"), value: bytes("1"), version: receipt.version, expires: 0)
    #expect(found == [c, nil, a, c])
  }

  @Test(arguments: StoreDriver.all)
  func `an answer to many keys ends before it is larger than a page`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let large = [UInt8](repeating: 7, count: 1 << 20)
    for key in 0..<UInt8(6) { try await stage.commit(.put([key], large, expires: 0)) }
    let keys = (0..<UInt8(6)).map { [$0] }
    let first = try await stage.store.get(keys, of: .plain)
    // Three values of a mebibyte and their keys; the fourth would be a byte too many.
    #expect(first.count == 3)
    let rest = try await stage.store.get(Array(keys[3...]), of: .plain)
    #expect((first + rest).map { $0?.key } == keys)
  }

  @Test(arguments: StoreDriver.all, [1, 2, 3, 5, 1000])
  func `a range comes whole, whatever the size of its pages`(_ driver: StoreDriver, _ limit: Int) async throws
  {
    let stage = try StoreStage(driver)
    for key in ["e", "a", "d", "b", "c"] { try await stage.commit(.put(key, key)) }
    let pages = (5 + limit - 1) / limit
    let up = try await stage.keys(StateRange(limit: limit))
    #expect(up.keys == ["a", "b", "c", "d", "e"] && up.pages == pages)
    let down = try await stage.keys(StateRange(limit: limit, isDescending: true))
    #expect(down.keys == ["e", "d", "c", "b", "a"] && down.pages == pages)
  }

  @Test(arguments: StoreDriver.all, [false, true])
  func `a range holds its first key and not its last`(_ driver: StoreDriver, _ isDescending: Bool)
    async throws
  {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("a", ""), .put("b", ""), .put("ba", ""), .put("c", ""), .put("d", ""))
    func keys(_ from: String, _ to: String) async throws -> [String] {
      let range = StateRange(from: bytes(from), to: bytes(to), limit: 10, isDescending: isDescending)
      return try await stage.keys(range).keys.sorted()
    }
    #expect(try await keys("b", "d") == ["b", "ba", "c"])
    #expect(try await keys("b", "b\u{0}") == ["b"])
    #expect(try await keys("b", "b") == [])
    #expect(try await keys("d", "b") == [])
    #expect(try await keys("", "b") == ["a"])
    #expect(try await keys("c", "") == ["c", "d"])
    #expect(try await keys("aa", "bz") == ["b", "ba"])
  }

  @Test(arguments: StoreDriver.all, [false, true])
  func `a page is at most four mebibytes`(_ driver: StoreDriver, _ isDescending: Bool) async throws {
    let stage = try StoreStage(driver)
    let large = [UInt8](repeating: 7, count: 1 << 20)
    for key in 0..<UInt8(5) { try await stage.commit(.put([key], large, expires: 0)) }
    var range = StateRange(limit: 1000, isDescending: isDescending)
    let page = try await stage.store.scan(range, of: .plain)
    #expect(page.entries.map(\.key) == (isDescending ? [[4], [3], [2]] : [[0], [1], [2]]))
    #expect(page.hasMore)
    if isDescending { range.to = [2] } else { range.from = [2, 0] }
    let rest = try await stage.store.scan(range, of: .plain)
    #expect(rest.entries.map(\.key) == (isDescending ? [[1], [0]] : [[3], [4]]))
    #expect(!rest.hasMore)
  }

  @Test(arguments: StoreDriver.all)
  func `keys of any bytes come in the order of memcmp`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    var keys: [[UInt8]] = []
    for byte in 0...UInt8.max { keys += [[byte], [byte, 0], [byte, 255], [255, byte], [0, byte, 1]] }
    keys += [[UInt8](repeating: 255, count: 512), [UInt8](repeating: 0, count: 512)]
    keys = Array(Set(keys))
    for start in stride(from: 0, to: keys.count, by: 300) {
      let steps = keys[start..<min(start + 300, keys.count)]
        .map { StateCommit.Step.put($0, $0, expires: 0) }
      _ = try await stage.store.commit(StateCommit(id: .random, steps: steps), to: .plain)
    }
    let ordered = keys.sorted { $0.lexicographicallyPrecedes($1) }
    var found: [[UInt8]] = []
    var page = StatePage(entries: [], hasMore: true)
    while page.hasMore {
      let from = found.last.map { $0 + [0] } ?? []
      page = try await stage.store.scan(StateRange(from: from, limit: 1000), of: .plain)
      for entry in page.entries { #expect(entry.key == entry.value) }
      found += page.entries.map(\.key)
    }
    #expect(found == ordered)
    let down = try await stage.store.scan(StateRange(limit: 1000, isDescending: true), of: .plain)
    #expect(down.entries.map(\.key) == Array(ordered.reversed().prefix(1000)))
  }

  @Test(arguments: StoreDriver.all)
  func `spaces do not see each other`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let other = StateSpace(plugin: "other", form: 1, quota: nil)
    try await stage.commit(.put("a", "mine"))
    try await stage.commit(.put("a", "theirs"), .put("b", "theirs"), space: other)
    #expect(try await stage.value("a") == "mine")
    #expect(try await stage.value("b") == nil)
    #expect(try await stage.keys(StateRange(limit: 10)).keys == ["a"])
    try await stage.commit(.delete("a"), .expect("b", 0))
    #expect(try await stage.value("a", space: other) == "theirs")
  }
}
