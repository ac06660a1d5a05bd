import HostServices
import Testing

/// Expectations, whatever the driver.
@Suite struct ExpectationTests {
  @Test(arguments: StoreDriver.all)
  func `a commit goes through when its keys have the versions it expects`(_ driver: StoreDriver) async throws
  {
    let stage = try StoreStage(driver)
    let first = try await stage.commit(.expect("a", 0), .put("a", "1"))
    let second = try await stage.commit(
      .expect("a", first.version), .expect("b", 0), .put("a", "2"), .put("b", "2"))
    try await stage.commit(
      .expect("a", second.version), .expect("b", second.version), .expect("a", second.version), .put("a", "3")
    )
    #expect(try await stage.value("a") == "3")
  }

  @Test(arguments: StoreDriver.all)
  func `an expectation that does not hold keeps everything unwritten`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let then = try await stage.commit(.put("a", "1"), .put("n", "1")).version
    let wrong: [[StateCommit.Step]] = [
      [.expect("a", 0)], [.expect("a", then + 1)], [.expect("missing", then)],
      [.expect("a", then), .expect("missing", 1)], [.expect("missing", 1), .expect("a", then)],
      [.expect("a", then), .expect("a", 0)],
    ]
    for expectations in wrong {
      let steps = expectations + [.put("b", "new"), .delete("a"), .add("n", 1)]
      #expect(await failure { try await stage.commit(steps) } == .conflict)
      // An expectation that comes last counts before the first write too.
      let turned = Array(steps.reversed())
      #expect(await failure { try await stage.commit(turned) } == .conflict)
    }
    #expect(try await stage.get("a")?.version == then)
    #expect(try await stage.value("n") == "1")
    #expect(try await stage.keys(StateRange(limit: 10)).keys == ["a", "n"])
  }

  @Test(arguments: StoreDriver.all)
  func `what a commit writes itself does not meet its expectations`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    try await stage.commit(.put("a", "1"), .expect("a", 0))
    #expect(await failure { try await stage.commit(.delete("a"), .expect("a", 0)) } == .conflict)
  }

  @Test(arguments: StoreDriver.all)
  func `a key that has ended, or was deleted, counts as none`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let end = stage.time.now + 10
    let then = try await stage.commit(.put("a", "1", expires: end), .put("b", "1")).version
    try await stage.commit(.delete("b"))
    stage.time.advance(by: 10)
    #expect(await failure { try await stage.commit(.expect("a", then)) } == .conflict)
    #expect(await failure { try await stage.commit(.expect("b", then)) } == .conflict)
    let again = try await stage.commit(.expect("a", 0), .expect("b", 0), .put("a", "2"), .put("b", "2"))
    // Deleted and put again is not what it was.
    #expect(again.version != then)
    #expect(await failure { try await stage.commit(.expect("b", then)) } == .conflict)
  }

  @Test(arguments: StoreDriver.all)
  func `a key that is no text is named in hexadecimal`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    do {
      try await stage.commit(.expect([0xFF, 0x00] + bytes("a"), version: 5))
      Issue.record("went through")
    } catch let failure as StateFailure {
      #expect(failure.description.contains("\"0xff0061\" has version 0"))
    }
  }

  @Test(arguments: StoreDriver.all)
  func `a conflict names the key and both versions`(_ driver: StoreDriver) async throws {
    let stage = try StoreStage(driver)
    let then = try await stage.commit(.put("visits", "1")).version
    do {
      try await stage.commit(.expect("visits", 77))
      Issue.record("went through")
    } catch let failure as StateFailure {
      #expect(failure.description == "the key \"visits\" has version \(then), and 77 was expected")
    }
  }
}
