import HostServices
import Testing

/// What a plugin may write, whatever the driver.
@Suite struct SpaceTests {
  private func space(form: UInt32 = 1, quota: Int? = nil) -> StateSpace {
    StateSpace(plugin: "plain", form: form, quota: quota)
  }

  @Test(arguments: StoreDriver.all)
  func `a quota bounds keys, values and the number of entries`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let quota = space(quota: 200)
    // 2 + 66 + 32 = 100 bytes each.
    let value = String(repeating: "v", count: 66)
    try await stage.commit(.put("k1", value), .put("k2", value), space: quota)
    #expect(await failure { try await stage.commit(.put("k3", ""), space: quota) } == .denied)
    #expect(await failure { try await stage.commit(.put("k1", value + "v"), space: quota) } == .denied)
    #expect(try await stage.keys(StateRange(limit: 10)).keys == ["k1", "k2"])
    // What does not grow goes through, and so does what makes its room itself.
    try await stage.commit(.put("k1", String(value.reversed())), space: quota)
    try await stage.commit(.delete("k1"), .put("k3", value), space: quota)
    try stage.reopen()
    #expect(await failure { try await stage.commit(.put("k4", ""), space: quota) } == .denied)
    try await stage.commit(.delete("k2"), space: quota)
    try await stage.commit(.put("k4", value), space: quota)
    #expect(try await stage.keys(StateRange(limit: 10)).keys == ["k3", "k4"])
  }

  @Test(arguments: StoreDriver.all)
  func `past a quota that was lowered a plugin may still make room`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("a", "12345"), .put("b", "12345"))
    let quota = space(quota: 10)
    #expect(await failure { try await stage.commit(.put("c", ""), space: quota) } == .denied)
    try await stage.commit(.put("a", "1"), space: quota)
    try await stage.commit(.delete("b"), space: quota)
    #expect(await failure { try await stage.commit(.put("c", ""), space: quota) } == .denied)
  }

  @Test(arguments: StoreDriver.all)
  func `what has ended makes room once it is swept`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let quota = space(quota: 100)
    try await stage.commit(.put("a", "12345", expires: stage.time.now + 10), .put("b", ""), space: quota)
    #expect(await failure { try await stage.commit(.put("c", ""), space: quota) } == .denied)
    stage.time.advance(by: 10)
    await stage.sweep()
    try await stage.commit(.put("c", ""), space: quota)
    #expect(await failure { try await stage.commit(.put("d", "1234567"), space: quota) } == .denied)
  }

  @Test(arguments: StoreDriver.all)
  func `one plugin's quota is not another's`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(
      .put("a", String(repeating: "x", count: 1000)), space: StateSpace(plugin: "other", form: 1, quota: 2000)
    )
    try await stage.commit(.put("a", "1"), space: space(quota: 100))
  }

  @Test(arguments: StoreDriver.all)
  func `after a newer form an older one reads and does not write`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("a", "1"), space: space(form: 1))
    try await stage.commit(.put("a", "2"), space: space(form: 3))
    for _ in 0..<2 {
      for form in UInt32(0)...2 {
        #expect(await failure { try await stage.commit(.put("a", "3"), space: space(form: form)) } == .denied)
        #expect(await failure { try await stage.commit(.delete("a"), space: space(form: form)) } == .denied)
        #expect(try await stage.value("a", space: space(form: form)) == "2")
      }
      try stage.reopen()
    }
    try await stage.commit(.put("a", "4"), space: space(form: 3))
  }

  @Test(arguments: StoreDriver.all)
  func `a newer form that leaves an older one lets that write again`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("a", "1"), space: space(form: 3))
    var leaving = space(form: 3)
    leaving.leaves = 2
    try await stage.commit(.put("a", "2"), space: leaving)
    #expect(try await stage.store.usage().first?.form == 2)
    #expect(await failure { try await stage.commit(.put("a", "3"), space: space(form: 1)) } == .denied)
    try stage.reopen()
    try await stage.commit(.put("a", "4"), space: space(form: 2))
    // Only who may write may leave it.
    try await stage.commit(.put("a", "5"), space: space(form: 4))
    #expect(await failure { try await stage.commit(.put("a", "6"), space: leaving) } == .denied)
    #expect(try await stage.value("a", space: space(form: 4)) == "5")
  }

  @Test(arguments: StoreDriver.all)
  func `a commit of a newer form that was refused does not lock the older one out`(
    _ driver: StoreDriver
  ) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("a", "1"), space: space(form: 1))
    #expect(await failure { try await stage.commit(.expect("a", 0), space: space(form: 2)) } == .conflict)
    try await stage.commit(.put("a", "2"), space: space(form: 1))
  }
}
