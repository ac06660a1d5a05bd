import HostOperations
import HostServices
import Logging
import NIOCore

/// Opens the state of plugins, of which nothing is lost: a host that cannot keep it does not start.
struct StateOpening {
  let state: HostConfiguration.State
  let tls: RedisTLS?
  let health: Health
  let log: Logger

  /// The store that is configured.
  ///
  /// - Parameter loop: what a store without threads of its own works on.
  /// - Throws: the exit code, after saying why.
  func open(on loop: any EventLoop) throws -> any StateStore {
    do {
      if let redis = state.redis { return try open(redis, on: loop) }
      try Folders.make(state.folder, mode: 0o700)
      let told = told("the state file can be used again")
      return try SQLiteStore(path: state.folder + "/state.db", trouble: told)
    } catch {
      throw Exit.failing("roost cannot keep the state of plugins — \(error)")
    }
  }

  private func told(_ again: String) -> @Sendable (StateFailure?) -> Void {
    let (health, log) = (health, log)
    return { failure in
      health.set("state", ready: failure == nil, reason: failure?.description ?? "")
      if let failure { log.error("\(failure)") } else { log.notice("\(again)") }
    }
  }

  private func open(_ redis: HostConfiguration.Redis, on loop: any EventLoop) throws -> any StateStore {
    let (health, log) = (health, log)
    return try RedisStore(
      RedisSettings(redis, tls: tls, folder: state.folder), on: loop,
      durability: { durability in
        switch durability {
        case .durable: health.remove("durability")
        case .weaker(let why), .unknown(let why):
          // The host serves; whoever looks learns what may be lost.
          health.set("durability", ready: true, reason: why)
          log.warning("the state in Redis is not durable — \(why)")
        }
      }, trouble: told("the state in Redis can be used again"))
  }
}
