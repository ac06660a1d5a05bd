import Foundation
import HostOperations
import HostServices
import NIOCore
import NIOPosix
import Testing

/// A driver of the state's port, for the suites that every one must pass.
struct StoreDriver: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Opens the store of a folder, which may have been opened and closed before.
  let open: @Sendable (_ scratch: Scratch, _ clock: StateClock) throws -> any StateStore
  /// Removes what has ended from a store of this driver's.
  let sweep: @Sendable (_ store: any StateStore) async -> Void

  static let all = [sqlite, redis]

  static let sqlite = StoreDriver(
    testDescription: "SQLite",
    open: { try SQLiteStore(path: $0.file("state.db"), clock: $1) },
    sweep: { store in
      guard let store = store as? SQLiteStore else { return }
      await withCheckedContinuation { waiting in store.sweep { waiting.resume() } }
    })

  static let redis = StoreDriver(
    testDescription: "Redis",
    open: { scratch, clock in
      // The server is one for all; what is kept is of the folder.
      let name = String(scratch.path.split(separator: "/").last ?? "")
      let settings = RedisSettings([.unix(try redisServer.get().socket)], prefix: "\(name):")
      return try RedisStore(settings, on: redisLoop, wall: clock.wall, steady: clock.steady)
    },
    sweep: { store in
      guard let store = store as? RedisStore else { return }
      await withCheckedContinuation { waiting in store.sweep { waiting.resume() } }
    })

  /// For the whole run. Nothing is deinitialised at its end: what it leaves in memory would stay there.
  private static let redisServer = Result {
    let server = try RedisServer()
    atexit { StoreDriver.endServer() }
    return server
  }

  private static func endServer() {
    guard case .success(let server) = redisServer else { return }
    server.kill()
    try? FileManager.default.removeItem(atPath: server.scratch.path)
  }

  static let redisLoop = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
}
