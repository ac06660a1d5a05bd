import HostOperations
import HostServices
import NIOCore
import Testing

/// A store on a server of its own, which may be hurt.
final class RedisStage {
  let server: RedisServer
  let told = Told()
  private let judged = Monitor<RedisDurability?>(nil)
  private var opened: RedisStore?

  /// - Parameter arguments: the server's, beside the usual.
  init(_ arguments: [String] = []) throws { server = try RedisServer(RedisServer.usual + arguments) }

  deinit { opened?.close() }

  var store: RedisStore {
    get throws {
      if let opened { return opened }
      let made = try open(RedisSettings([.unix(server.socket)]))
      opened = made
      return made
    }
  }

  /// What the last store was told of the server.
  var durability: RedisDurability? { judged.withLock { $0 } }

  /// A store that does not wait long; the caller closes it.
  func open(_ settings: RedisSettings, timeout: TimeAmount = .seconds(5)) throws -> RedisStore {
    var settings = settings
    settings.timeout = timeout
    settings.patience = .zero
    settings.probe = .milliseconds(100)
    return try RedisStore(
      settings, on: StoreDriver.redisLoop,
      durability: { [judged] told in judged.withLock { $0 = told } }, trouble: told.take)
  }

  /// Why a store with these settings is refused.
  func refusal(_ settings: RedisSettings) -> String {
    do {
      try open(settings).close()
      return "it is not"
    } catch { return "\(error)" }
  }

  var settings: RedisSettings { RedisSettings([.unix(server.socket)]) }

  @discardableResult
  func commit(_ steps: StateCommit.Step..., id: CommitID = .random) async throws -> StateReceipt {
    try await store.commit(StateCommit(id: id, steps: steps), to: .plain)
  }

  /// Runs Lua on the server beside the host, with the hash of entries as `h`.
  func tamper(_ lua: String) throws {
    try server.ask("EVAL", "local h = 'roost:entries' " + lua, "0")
  }

  /// Waits until a commit goes through again, and the trouble is said to be over.
  func recovers() async throws {
    let deadline = ContinuousClock.now + .seconds(15)
    while await failure({ try await commit(.put("again", "1")) }) != nil {
      guard ContinuousClock.now < deadline else {
        throw Deviation("it does not recover: \(told.last as Any)")
      }
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(told.last == .some(nil))
  }
}

func failureText(_ body: () async throws -> some Any) async -> String {
  do {
    _ = try await body()
    return "nothing failed"
  } catch { return "\(error)" }
}
