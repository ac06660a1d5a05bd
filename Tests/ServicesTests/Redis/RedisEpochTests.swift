import HostServices
import Testing

/// Data that is not what the host knows any more: the driver stops and waits for the operator.
@Suite struct RedisEpochTests {
  /// Nothing is taken any more, and why is said.
  private func expectStop(_ stage: RedisStage, _ word: String) async throws {
    #expect(stage.told.last??.description.contains(word) == true)
    let before = try stage.server.ask("INFO", "commandstats")
    #expect(await failure { try await stage.commit(.put("a", "2")) } == .unavailable)
    let text = await failureText { try await stage.store.get([bytes("a")], of: .plain) }
    #expect(text.contains(word) && text.contains("hint"))
    func calls(_ text: String) -> Substring? {
      text.split(whereSeparator: \.isNewline).first { $0.contains("evalsha:") }
    }
    #expect(try calls(stage.server.ask("INFO", "commandstats")) == calls(before))
  }

  @Test func `a flush is seen by the next commit, which writes nothing`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    try stage.server.ask("FLUSHALL")
    #expect(await failure { try await stage.commit(.put("a", "2")) } == .unavailable)
    #expect(try stage.server.ask("DBSIZE") == "0")
    try await expectStop(stage, "flushed")
  }

  @Test func `a flush is seen by whoever reads`() async throws {
    for isScan in [false, true] {
      let stage = try RedisStage()
      try await stage.commit(.put("a", "1"))
      try stage.server.ask("FLUSHALL")
      let failed = await failure {
        if isScan {
          _ = try await stage.store.scan(StateRange(limit: 1), of: .plain)
        } else {
          _ = try await stage.store.get([bytes("a")], of: .plain)
        }
      }
      #expect(failed == .unavailable)
      try await expectStop(stage, "flushed")
    }
  }

  @Test func `a server that comes back empty is not filled again`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    try stage.server.ask("FLUSHALL")
    stage.server.kill()
    try stage.server.start()
    try waitUntil("it is said") { stage.told.last??.description.contains("flushed") == true }
    try await expectStop(stage, "flushed")
    #expect(try stage.server.ask("DBSIZE") == "0")
  }

  @Test func `data of another epoch is left alone`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    try stage.tamper("redis.call('HSET', h, 'e', 'another epoch...')")
    #expect(await failure { try await stage.commit(.put("a", "2")) } == .unavailable)
    try await expectStop(stage, "another's")
  }

  @Test func `data that is older than what was committed is left alone`() async throws {
    let stage = try RedisStage()
    for _ in 0..<3 { try await stage.commit(.put("a", "1")) }
    try stage.tamper("redis.call('HSET', h, 'v', struct.pack('>I4I4', 0, 1))")
    #expect(await failure { try await stage.commit(.put("a", "2")) } == .unavailable)
    try await expectStop(stage, "older")
    let same = "return redis.call('HGET', KEYS[1], 'v') == struct.pack('>I4I4', 0, 1) and 1 or 0"
    #expect(try stage.server.ask("EVAL", same, "1", "roost:entries") == "1")
  }

  @Test func `older data is found when the connection is made again`() async throws {
    let stage = try RedisStage()
    for _ in 0..<3 { try await stage.commit(.put("a", "1")) }
    try stage.tamper("redis.call('HSET', h, 'v', struct.pack('>I4I4', 0, 1))")
    try stage.server.ask("CLIENT", "KILL", "TYPE", "normal")
    try waitUntil("it is said") { stage.told.last??.description.contains("older") == true }
    try await expectStop(stage, "older")
    let same = "return redis.call('HGET', KEYS[1], 'v') == struct.pack('>I4I4', 0, 1) and 1 or 0"
    #expect(try stage.server.ask("EVAL", same, "1", "roost:entries") == "1")
  }

  @Test func `keys of somebody else's are not taken over`() throws {
    let stage = try RedisStage()
    try stage.server.ask("SADD", "roost:spaces", "x")
    #expect(stage.refusal(stage.settings).contains("prefix"))
    #expect(try stage.server.ask("DBSIZE") == "1")
  }

  @Test func `a newer layout is refused and left alone`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    try stage.tamper("redis.call('HSET', h, 'f', '2')")
    #expect(stage.refusal(stage.settings).contains("form that this version does not know"))
  }
}
