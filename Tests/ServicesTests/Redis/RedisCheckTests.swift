import HostOperations
import HostServices
import Testing

/// What the Redis driver looks at before it trusts a server.
@Suite struct RedisCheckTests {
  @Test func `a Cluster is refused by name`() throws {
    let stage = try RedisStage(["--cluster-enabled", "yes", "--port", "0"])
    #expect(stage.refusal(stage.settings).contains("Redis Cluster"))
  }

  @Test func `a replica is refused`() throws {
    let stage = try RedisStage(["--replicaof", "127.0.0.1 1"])
    #expect(stage.refusal(stage.settings).contains("it is a replica"))
  }

  @Test(arguments: ["allkeys-lru", "volatile-ttl"])
  func `a server that would throw state away is refused`(_ policy: String) throws {
    let stage = try RedisStage(["--maxmemory-policy", policy])
    let refusal = stage.refusal(stage.settings)
    #expect(refusal.contains("maxmemory-policy is \(policy)") && refusal.contains("noeviction"))
  }

  @Test func `a user with a password of its own is let in, another is not, and the password is not told`()
    async throws
  {
    let stage = try RedisStage()
    try stage.server.ask(
      "ACL", "SETUSER", "roost", "on", ">opensesame", "~roost:*", "&roost:*", "+@hash", "+@sortedset",
      "+@list",
      "+@set", "+evalsha", "+script|load", "+info", "+time", "+publish", "+subscribe", "+ping", "+exists",
      "+select")
    var settings = stage.settings
    settings.user = "roost"
    settings.password = Secret("wrong password")
    var refusal = stage.refusal(settings)
    #expect(refusal.contains("WRONGPASS") && refusal.contains("hint") && !refusal.contains("wrong password"))
    settings.password = Secret("opensesame")
    let store = try stage.open(settings)
    _ = try await store.commit(
      StateCommit(
        id: .random, steps: [.put("a", "1", expires: 1), .append([], [], expires: 0), .delete("a")]),
      to: .plain)
    await withCheckedContinuation { waiting in store.sweep { waiting.resume() } }
    #expect(try await store.purge("plain") == 1)
    #expect(try await store.usage().count == 1)
    store.close()
    // What it may not look at is not guessed.
    guard case .unknown(let why) = stage.durability else {
      Issue.record("durability \(String(describing: stage.durability))")
      return
    }
    #expect(why.contains("+config|get"))
    try stage.server.ask("ACL", "SETUSER", "default", "on", "resetpass", ">another")
    refusal = stage.refusal(stage.settings)
    #expect(refusal.contains("NOAUTH"))
  }

  @Test(arguments: ["-zadd", "-publish", "-rpush", "-hstrlen", "-script", "-info"])
  func `a user without a right that a commit may need is refused at the start`(_ lacking: String) throws {
    let stage = try RedisStage()
    try stage.server.ask("ACL", "SETUSER", "poor", "on", ">x", "~roost:*", "&roost:*", "+@all", lacking)
    var settings = stage.settings
    (settings.user, settings.password) = ("poor", Secret("x"))
    #expect(stage.refusal(settings).contains("docs/operations.md"))
  }

  @Test(arguments: [
    (["--appendfsync", "everysec"], "two seconds"), (["--appendfsync", "no"], "30 seconds"),
    (["--appendonly", "no"], "since the last snapshot"),
  ])
  func `weaker durability is told with what may be lost`(_ arguments: [String], _ loss: String) throws {
    let stage = try RedisStage(arguments)
    _ = try stage.store
    guard case .weaker(let why) = stage.durability else {
      Issue.record("durability \(String(describing: stage.durability))")
      return
    }
    #expect(why.contains(loss) && why.contains("hint"))
  }

  @Test func `a server that syncs each write is durable`() throws {
    let stage = try RedisStage()
    _ = try stage.store
    #expect(stage.durability == .durable)
  }

  @Test func `a server that is not there is waited for, and then said not to be`() throws {
    let stage = try RedisStage()
    stage.server.kill()
    #expect(stage.refusal(stage.settings).contains("cannot connect"))
    var settings = stage.settings
    settings.patience = .seconds(20)
    let waiting = settings
    let opened = Monitor<Bool?>(nil)
    let thread = try SystemThread.start("test") {
      let store = try? RedisStore(waiting, on: StoreDriver.redisLoop)
      store?.close()
      opened.withLock(wake: true) { $0 = store != nil }
    }
    try stage.server.start()
    #expect(opened.wait { $0 } == true)
    thread.join()
  }

  @Test func `databases and prefixes keep stores apart`() async throws {
    let stage = try RedisStage()
    try await stage.commit(.put("a", "1"))
    var settings = stage.settings
    settings.database = 3
    var others = [settings]
    (settings.database, settings.prefix) = (0, "other:")
    others.append(settings)
    for settings in others {
      let store = try stage.open(settings)
      #expect(try await store.get([bytes("a")], of: .plain)[0] == nil)
      store.close()
    }
    settings.database = 99
    #expect(stage.refusal(settings).contains("DB index"))
  }
}
