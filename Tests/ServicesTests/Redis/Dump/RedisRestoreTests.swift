import Foundation
import HostOperations
import NIOCore
import Testing

@testable import HostServices

/// A real server's copy, and another server that it is restored to.
@Suite struct RedisRestoreTests {
  private let scratch = Scratch()
  private var copy: String { scratch.file("copy") }

  private func take(_ stage: RedisStage, fromReplica: Bool = false) async throws(StateFailure)
    -> RedisCopy.Summary
  {
    var options = RedisCopy.Options(roost: "1.2.3")
    options.fromReplica = fromReplica
    return try await RedisCopy.make(copy, of: stage.settings, options, on: StoreDriver.redisLoop)
  }

  /// Small values and large, kept small and in tables, with and without an end; then a copy of it all.
  private func fill(_ stage: RedisStage, _ count: Int) async throws -> UInt64 {
    var version: UInt64 = 0
    for number in 0..<count {
      let value = number % 50 == 0 ? String(repeating: "long ", count: 20_000) : "\(number)"
      version = try await stage.commit(
        .put("key \(number)", value), .add(bytes("sum"), Int64(number) * 1_000_003),
        .put(
          bytes("ends \(number)"), [UInt8](repeating: 0, count: 70),
          expires: 4_000_000_000_000 + Int64(number))
      ).version
    }
    return version
  }

  private func all(_ store: RedisStore) async throws -> [StateEntry] {
    var entries: [StateEntry] = []
    var range = StateRange(limit: 1000)
    while true {
      let page = try await store.scan(range, of: .plain)
      entries += page.entries
      guard page.hasMore, let last = page.entries.last else { return entries }
      range.from = last.key + [0]
    }
  }

  private func restore(
    _ stage: RedisStage, memory: String? = nil,
    _ prepare: (any StateStore) throws(StateFailure) -> Void = { _ in }
  ) throws(StateFailure) -> RedisCopy.Summary {
    var settings = stage.settings
    settings.memory = memory
    return try RedisRestore.restore(copy, to: settings, on: StoreDriver.redisLoop, prepare)
  }

  @Test(arguments: [1, 3, 200], ["yes", "no"])
  func `a restored server has what the copy had`(count: Int, diskless: String) async throws {
    let old = try RedisStage(["--repl-diskless-sync", diskless])
    let version = try await fill(old, count)
    let there = try await all(old.store)
    let summary = try await take(old)
    #expect(summary.manifest.commit == version && summary.hasChecksum)
    #expect(try old.server.ask("INFO", "server").contains("redis_version:\(summary.manifest.server)"))
    #expect(summary.spaces.map(\.entries) == [2 * count + 1])
    #expect(try RedisOpened.compare(old.server.socket, summary, on: StoreDriver.redisLoop))
    // What comes after the copy is not in it.
    try await old.commit(.put("later", "x"))

    let new = try RedisStage()
    #expect(try restore(new) == summary)
    #expect(try await all(new.store) == there)
    #expect(try await new.commit(.put("later", "y")).version == version + 1)
    #expect(try new.server.ask("DBSIZE") == "5")
  }

  @Test func `receipts are restored: a commit that was applied is not applied again`() async throws {
    let (old, id) = (try RedisStage(), CommitID.random)
    let receipt = try await old.commit(.add(bytes("n"), 1), id: id)
    _ = try await take(old)
    let new = try RedisStage()
    _ = try restore(new)
    #expect(try await new.commit(.add(bytes("n"), 1), id: id) == receipt)
  }

  @Test func `what was there stays beside it, a host that knew it stops, and this one remembers`()
    async throws
  {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    _ = try await take(stage)
    try await stage.commit(.put("a", "2"))
    let seen = scratch.file("seen")
    var prepared = 0
    // Nobody listens: it is a store, and no host. It sees by the epoch that its data is gone.
    for _ in 0..<2 { _ = try restore(stage, memory: seen) { _ in prepared += 1 } }
    #expect(prepared == 2)
    #expect(await failureText { try await stage.commit(.put("a", "3")) }.contains("flushed or restored"))
    var settings = stage.settings
    settings.memory = seen
    let again = try stage.open(settings)
    defer { again.close() }
    #expect(try await again.get([bytes("a")], of: .plain).first??.value == bytes("1"))
    let before = try stage.open(RedisSettings(settings.addresses, prefix: "roost:before-restore:"))
    defer { before.close() }
    #expect(try await before.get([bytes("a")], of: .plain).first??.value == bytes("1"))
    #expect(try !stage.server.ask("KEYS", "roost:restored:*").contains("roost"))
  }

  @Test func `a server that a host uses is left alone`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    _ = try await take(stage)
    try await stage.commit(.put("a", "2"))
    try stage.store.onAppend { _ in }
    try waitUntil("it listens") {
      try stage.server.ask("PUBSUB", "NUMSUB", "roost:entries:appended").hasSuffix("1")
    }
    #expect(await failureText { try restore(stage) }.contains("stop them all first"))
    #expect(try await stage.store.get([bytes("a")], of: .plain).first??.value == bytes("2"))
    #expect(try !stage.server.ask("KEYS", "*").contains("restore"))
  }

  @Test func `one that begins to listen meanwhile is seen, and nothing is left`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    _ = try await take(stage)
    try await stage.commit(.put("a", "2"))
    let said = await failureText {
      try restore(stage) { _ in
        guard let store = try? stage.store else { return }
        store.onAppend { _ in }
        try? waitUntil("it listens") {
          try stage.server.ask("PUBSUB", "NUMSUB", "roost:entries:appended").hasSuffix("1")
        }
      }
    }
    #expect(said.contains("stop them all first"))
    #expect(try await stage.store.get([bytes("a")], of: .plain).first??.value == bytes("2"))
    #expect(try !stage.server.ask("KEYS", "*").contains("restore"))
  }

  @Test func `a user needs the rights for it, and is told which`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    let rights =
      "+@hash +@sortedset +@list +@set +evalsha +script|load +info +time +publish +subscribe +ping +exists"
    let words = "ACL SETUSER roost on >pw ~roost:* &roost:* \(rights) +select +config|get".split(
      separator: " ")
    func grant(_ more: String...) throws {
      #expect(try stage.server.ask(words.map(String.init) + more) == "OK")
    }
    let settings = RedisSettings(stage.settings.addresses, user: "roost", password: Secret("pw"))
    func make() async throws {
      _ = try await RedisCopy.make(copy, of: settings, .init(roost: "1"), on: StoreDriver.redisLoop)
    }
    try grant()
    #expect(await failureText { try await make() }.contains("+psync +replconf"))
    try grant("+psync", "+replconf")
    try await make()
    func restore() throws {
      _ = try RedisRestore.restore(copy, to: settings, on: StoreDriver.redisLoop) { _ in }
    }
    #expect(await failureText { try restore() }.contains("docs/operations.md"))
    try grant("+rename", "+unlink")
    try restore()
  }

  @Test func `a replica gives the copy when it is asked for`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    #expect(
      await failureText { try await take(stage, fromReplica: true) }.contains("no replica that is connected"))
  }
}
