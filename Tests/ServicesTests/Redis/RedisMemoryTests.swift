import Foundation
import HostServices
import Testing

/// Data that is not what an earlier process knew.
@Suite struct RedisMemoryTests {
  private let scratch = Scratch()

  private func settings(_ stage: RedisStage) -> RedisSettings {
    var settings = stage.settings
    settings.memory = scratch.file("seen")
    return settings
  }

  private func write(_ stage: RedisStage) async throws {
    let store = try stage.open(settings(stage))
    _ = try await store.commit(StateCommit(id: nil, steps: [.put("a", "1")]), to: .plain)
    store.close()
  }

  @Test func `what was seen last is found again, and goes on`() async throws {
    let stage = try RedisStage()
    for _ in 0..<3 { try await write(stage) }
    let text = try String(contentsOfFile: scratch.file("seen"), encoding: .utf8)
    #expect(text.hasPrefix("epoch ") && text.hasSuffix("\nversion 3\n"))
  }

  @Test func `what was flushed while nobody looked is refused until the file is removed`() async throws {
    let stage = try RedisStage()
    try await write(stage)
    try stage.server.ask("FLUSHALL")
    for _ in 0..<2 {
      let refusal = stage.refusal(settings(stage))
      #expect(refusal.contains("flushed or restored") && refusal.contains("remove \(scratch.file("seen"))"))
    }
    #expect(try stage.server.ask("DBSIZE") == "0")
    try FileManager.default.removeItem(atPath: scratch.file("seen"))
    try await write(stage)
  }

  @Test func `what went back while nobody looked is refused`() async throws {
    let stage = try RedisStage()
    for _ in 0..<2 { try await write(stage) }
    try stage.tamper("redis.call('HSET', h, 'v', struct.pack('>I4I4', 0, 1))")
    #expect(stage.refusal(settings(stage)).contains("older than what was committed"))
  }

  @Test(arguments: [
    "", "epoch 00\nversion 1\n", "epoch \(String(repeating: "0", count: 32))\nversion -1\n", "x",
  ])
  func `a file that says nothing is refused by name`(text: String) throws {
    let stage = try RedisStage()
    try text.write(toFile: scratch.file("seen"), atomically: true, encoding: .utf8)
    #expect(stage.refusal(settings(stage)).contains("seen: it does not say which data was seen last"))
    #expect(try stage.server.ask("DBSIZE") == "0")
  }
}
