import HostServices
import Testing

/// Writing, whatever the driver.
@Suite struct WriteTests {
  @Test(arguments: StoreDriver.all)
  func `what was put is read, with the version of its commit`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let first = try await stage.commit(.put("a", "1"), .put("b", "2"))
    let second = try await stage.commit(.put("a", "3"))
    #expect(second.version > first.version && first.version > 0)
    #expect(try await stage.get("a")?.version == second.version)
    #expect(try await stage.get("b")?.version == first.version)
    #expect(try await stage.value("a") == "3")
  }

  @Test(arguments: StoreDriver.all)
  func `steps apply in their order`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let receipt = try await stage.commit(
      .put("a", "1"), .delete("a"), .put("b", "5"), .add("b", 2), .delete("c"), .put("c", "x"), .add("d", 1),
      .delete("d"), .add("d", 10), .put("e", "1"), .put("e", "2"))
    #expect(receipt.sums == [7, 1, 10])
    var values: [String?] = []
    for key in ["a", "b", "c", "d", "e"] { values.append(try await stage.value(key)) }
    #expect(values == [nil, "7", "x", "10", "2"])
  }

  @Test(arguments: StoreDriver.all)
  func `a deleted key has nothing, and deleting nothing is no mistake`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("a", "1"))
    try await stage.commit(.delete("a"))
    try await stage.commit(.delete("a"), .delete("never"))
    #expect(try await stage.get("a") == nil)
    #expect(try await stage.keys(StateRange(limit: 10)).keys == [])
  }

  @Test(arguments: StoreDriver.all)
  func `numbers are added up to the bounds of 64 bits`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    #expect(try await stage.commit(.add("n", .max)).sums == [.max])
    #expect(await failure { try await stage.commit(.add("n", 1), .put("x", "1")) } == .invalid)
    #expect(try await stage.value("n") == "9223372036854775807")
    #expect(try await stage.value("x") == nil)
    #expect(try await stage.commit(.add("n", .min), .add("n", 1), .add("m", .min)).sums == [-1, 0, .min])
    #expect(await failure { try await stage.commit(.add("m", -1)) } == .invalid)
    #expect(try await stage.value("m") == "-9223372036854775808")
  }

  @Test(
    arguments: StoreDriver.all,
    [
      "", " 1", "1 ", "+1", "01", "-0", "-", "1.0", "0x1", "seven", "１", "9223372036854775808",
      "123456789012345678901234",
    ])
  func `what is no decimal number is not added to`(_ driver: StoreDriver, _ value: String) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("n", value))
    #expect(await failure { try await stage.commit(.add("n", 1)) } == .invalid)
    #expect(await failure { try await stage.commit(.put("m", value), .add("m", 1)) } == .invalid)
    #expect(try await stage.value("n") == value)
    #expect(try await stage.value("m") == nil)
  }

  @Test(arguments: StoreDriver.all)
  func `an entry ends at its time, by the clock`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let end = stage.time.now + 1000
    try await stage.commit(.put("a", "1", expires: end), .put("b", "2"), .put("c", "3", expires: end + 1))
    stage.time.advance(by: 999)
    #expect(try await stage.get("a")?.expires == end)
    stage.time.advance(by: 1)
    #expect(try await stage.get("a") == nil)
    #expect(try await stage.keys(StateRange(limit: 2)).keys == ["b", "c"])
    #expect(try await stage.store.scan(StateRange(limit: 2), of: .plain).hasMore == false)
    #expect(try await stage.keys(StateRange(limit: 10, isDescending: true)).keys == ["c", "b"])
    await stage.sweep()
    #expect(try await stage.keys(StateRange(limit: 10)).keys == ["b", "c"])
    // Had it not ended for good, it would be there again.
    stage.time.jump(by: -500)
    #expect(try await stage.get("a") == nil)
  }

  @Test(arguments: StoreDriver.all)
  func `a key that has ended may be put again, and a put without a time stays`(
    _ driver: StoreDriver
  ) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("a", "1", expires: stage.time.now + 10))
    try await stage.commit(.put("b", "1", expires: stage.time.now + 10))
    try await stage.commit(.put("b", "2"))
    stage.time.advance(by: 10)
    try await stage.commit(.put("a", "2", expires: stage.time.now + 10))
    await stage.sweep()
    #expect(try await stage.value("a") == "2")
    #expect(try await stage.value("b") == "2")
  }

  @Test(arguments: StoreDriver.all)
  func `adding keeps a number's end, and starts anew after it`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let end = stage.time.now + 10
    try await stage.commit(.put("n", "5", expires: end))
    #expect(try await stage.commit(.add("n", 1)).sums == [6])
    #expect(try await stage.get("n")?.expires == end)
    stage.time.advance(by: 10)
    #expect(try await stage.commit(.add("n", 1)).sums == [1])
    #expect(try await stage.get("n")?.expires == 0)
  }

  @Test(arguments: StoreDriver.all)
  func `versions rise, also across spaces, refusals and reopening`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    var last: UInt64 = 0
    for round in 0..<6 {
      let space = StateSpace(plugin: "plugin\(round % 2)", form: 1, quota: nil)
      let version = try await stage.commit(.put("a", "\(round)"), space: space).version
      #expect(version > last)
      last = version
      #expect(await failure { try await stage.commit(.expect("a", 9999), .put("a", "")) } == .conflict)
      if round % 2 == 1 { try stage.reopen() }
    }
    let space = StateSpace(plugin: "plugin1", form: 1, quota: nil)
    #expect(try await stage.get("a", space: space)?.version == last)
  }
}
