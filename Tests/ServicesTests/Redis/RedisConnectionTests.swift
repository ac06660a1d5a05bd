import Foundation
import HostOperations
import HostServices
import NIOCore
import Synchronization
import Testing

/// What the Redis driver makes of connections and servers that fail.
@Suite struct RedisConnectionTests {
  @Test func `after the server was killed calls fail at once, and all is there when it is back`() async throws
  {
    let stage = try RedisStage()
    let version = try await stage.commit(.put("a", "1")).version
    stage.server.kill()
    try waitUntil("trouble is told") { stage.told.last != nil }
    let begin = ContinuousClock.now
    #expect(await failure { try await stage.commit(.put("a", "2")) } == .unavailable)
    #expect(await failure { try await stage.store.get([bytes("a")], of: .plain) } == .unavailable)
    #expect(ContinuousClock.now - begin < .seconds(1))
    let text = await failureText { try await stage.commit(.put("a", "2")) }
    #expect(text.contains("Redis at unix:") && text.contains("redis.sock"))
    try stage.server.start()
    try await stage.recovers()
    #expect(try await stage.store.get([bytes("a")], of: .plain)[0]?.version == version)
  }

  @Test func `a server that stands still costs a timeout, and the id tells what became of the commit`()
    async throws
  {
    let stage = try RedisStage()
    let store = try stage.open(stage.settings, timeout: .milliseconds(300))
    defer { store.close() }
    let id = CommitID.random
    let commit = StateCommit(id: id, steps: [.add("n", 1)])
    stage.server.signal(SIGSTOP)
    async let read = failure { try await store.get([bytes("n")], of: .plain) }
    let first = await failure { try await store.commit(commit, to: .plain) }
    #expect(first == .unknown)
    #expect(await read == .unavailable)
    #expect(await failure { try await store.commit(commit, to: .plain) } == .unavailable)
    stage.server.signal(SIGCONT)
    var receipt: StateReceipt?
    let deadline = ContinuousClock.now + .seconds(15)
    while receipt == nil, ContinuousClock.now < deadline {
      receipt = try? await store.commit(commit, to: .plain)
      if receipt == nil { try await Task.sleep(for: .milliseconds(20)) }
    }
    // The server found it in its socket when it went on, and applied it before it was asked again.
    #expect(receipt?.sums == [1])
    #expect(try await store.get([bytes("n")], of: .plain)[0]?.value == bytes("1"))
  }

  @Test func `scripts that somebody flushed are loaded again, for each call that met it`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    try stage.server.ask("SCRIPT", "FLUSH")
    let store = try stage.store
    let results = await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<50 {
        group.addTask {
          await failure { try await store.commit(StateCommit(id: nil, steps: [.add("n", 1)]), to: .plain) }
            == nil
        }
      }
      return await group.reduce(true) { $0 && $1 }
    }
    #expect(results)
    #expect(try await store.get([bytes("n")], of: .plain)[0]?.value == bytes("50"))
    #expect(stage.told.count == 0)
  }

  @Test func `a server that became a replica takes no commits, and does when it is the primary again`()
    async throws
  {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    try stage.server.ask("REPLICAOF", "127.0.0.1", "1")
    #expect(await failure { try await stage.commit(.put("a", "2")) } == .unavailable)
    // The connection is given up, for another may lead to the primary; this one says what it is.
    try waitUntil("it is said") { "\(stage.told.last as Any)".contains("replica") }
    try stage.server.ask("REPLICAOF", "NO", "ONE")
    try await stage.recovers()
  }

  @Test func `a full server takes no commits, answers questions, and lets go`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    try stage.server.ask("CONFIG", "SET", "maxmemory", "1")
    let text = await failureText { try await stage.commit(.put("a", "2")) }
    #expect(text.contains("OOM") && text.contains("hint: raise maxmemory"))
    #expect(await failure { try await stage.commit(.put("a", "2")) } == .unavailable)
    #expect(stage.told.last??.kind == .unavailable)
    #expect(try await stage.store.get([bytes("a")], of: .plain)[0]?.value == bytes("1"))
    #expect(try await stage.store.purge("plain") == 1)
    // Without a commit, what looks after the store sees that it works again.
    try stage.server.ask("CONFIG", "SET", "maxmemory", "0")
    try waitUntil("the trouble is over") { stage.told.last == .some(nil) }
  }

  @Test func `a server that cannot save takes no commits, and says why`() async throws {
    let stage = try RedisStage(["--save", "3600 1", "--dbfilename", "folder"])
    try await stage.commit(.put("a", "1"))
    try FileManager.default.createDirectory(
      atPath: stage.server.scratch.file("folder"), withIntermediateDirectories: false)
    try stage.server.ask("BGSAVE")
    try waitUntil("saving fails") {
      try stage.server.ask("INFO", "persistence").contains("bgsave_status:err")
    }
    let text = await failureText { try await stage.commit(.put("a", "2")) }
    #expect(text.contains("MISCONF") && text.contains("hint"))
    #expect(await failure { try await stage.commit(.put("a", "2")) } == .unavailable)
    #expect(try await stage.store.get([bytes("a")], of: .plain)[0]?.value == bytes("1"))
    try stage.server.ask("CONFIG", "SET", "stop-writes-on-bgsave-error", "no")
    try await stage.recovers()
  }

  @Test func `a server that loads its data is waited for`() async throws {
    let stage = try RedisStage(["--loading-process-events-interval-bytes", "1024"])
    try await stage.commit(.put("a", "1"))
    for number in 0..<100 { try stage.server.ask("SETRANGE", "filler\(number)", "20000", "x") }
    try stage.server.ask("BGREWRITEAOF")
    try waitUntil("it is rewritten") { try stage.server.ask("INFO").contains("aof_rewrite_in_progress:0") }
    stage.server.kill()
    try stage.server.start(["--key-load-delay", "10000"], until: "LOADING")
    try waitUntil("loading is told") { "\(stage.told.last as Any)".contains("loading") }
    try await stage.recovers()
  }

  @Test func `appends are told, also those of others, and a break in between`() async throws {
    let stage = try RedisStage()
    let heard = Monitor<[AppendNews]>([])
    _ = try stage.store
    let other = try stage.open(stage.settings)
    defer { other.close() }
    other.onAppend { news in heard.withLock(wake: true) { $0.append(news) } }
    var expected: [AppendNews] = []
    func hear(_ more: AppendNews...) {
      expected += more
      let told = heard.wait(until: .now + .seconds(10)) { $0.count >= expected.count ? $0 : nil }
      #expect(told == expected)
    }
    hear(.began)
    let first = try await stage.commit(.put("a", "1"), .append([7], bytes("x"), expires: 0))
    try await stage.commit(.put("a", "2"))
    let part = StateCommit.Part(StateSpace(host: "host/q"), [.append([], [], expires: 0)])
    let second = try await stage.store.commit(
      StateCommit(id: nil, steps: [.put("a", "3")], others: [part]), to: .plain)
    hear(
      .appended(space: "plain", key: first.key([7], 1)), .appended(space: "host/q", key: second.key([], 1)))
    try stage.server.ask("CLIENT", "KILL", "TYPE", "pubsub")
    hear(.ended, .began)
    let third = try await stage.commit(.append([], bytes("x"), expires: 0))
    hear(.appended(space: "plain", key: third.key([], 0)))
  }
}
