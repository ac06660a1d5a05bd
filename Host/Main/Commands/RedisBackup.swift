import Foundation
import HostOperations
import HostServices
import NIOPosix

/// Copies of a Redis server, at the terminal.
enum RedisBackup {
  /// How often it is told how much came.
  private static let pause = Duration.seconds(5)

  /// Makes a copy and tells what it holds.
  static func make(
    _ name: String, _ path: String, _ loaded: HostConfiguration.Loaded, fromReplica: Bool, withOthers: Bool
  ) async throws {
    let settings: RedisSettings
    do {
      guard let given = try RedisSettings(loaded) else { return }
      settings = given
    } catch { throw Exit.failing(error) }
    var options = RedisCopy.Options(roost: HostVersion.text)
    (options.fromReplica, options.withOthers) = (fromReplica, withOthers)
    options.progress = progress()
    let watcher = try cleaningUp { Folders.remove(RedisCopy.unfinished(path)) }
    defer { watcher.stop() }
    let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    do throws(StateFailure) {
      tell(name, try await RedisCopy.make(path, of: settings, options, on: group.next()))
    } catch {
      throw Exit.failing("\(error)")
    }
  }

  /// Reads a copy, and has a server open it where one is installed.
  static func verify(_ name: String, _ path: String) async throws {
    do {
      let summary = try RedisCopy.verify(path)
      guard let program = RedisTrial.program else {
        tell(name, summary)
        Terminal.out("  read by Roost alone: there is no redis-server on this machine to open it")
        return
      }
      let trial = try RedisTrial(program, path)
      let watcher = try cleaningUp { trial.end() }
      defer {
        watcher.stop()
        trial.end()
      }
      try trial.compare(summary)
      tell(name, summary)
      Terminal.out("  opened by \(program), which has the same")
    } catch {
      throw Exit.failing("\(error)")
    }
  }

  private static func tell(_ name: String, _ summary: RedisCopy.Summary) {
    let manifest = summary.manifest
    BackupText.print(name, manifest.commit, summary.spaces)
    if manifest.others > 0 {
      Terminal.out("  \(manifest.others) keys of others: keep it as carefully as what is theirs")
    }
    if !summary.hasChecksum {
      Terminal.out("  the server makes no sum of its dumps (rdbchecksum no): only the SHA-256 guards it")
    }
  }

  /// Leaves nothing half when a signal ends the command.
  private static func cleaningUp(_ body: @escaping @Sendable () -> Void) throws -> SignalWatcher {
    let watcher = try SignalWatcher()
    Task {
      for await signal in watcher.signals where signal != .hangUp {
        body()
        Terminal.error("broken off; nothing of it is left")
        Foundation.exit(signal == .interrupt ? 130 : 143)
      }
    }
    return watcher
  }

  private static func progress() -> @Sendable (UInt64, UInt64?) -> Void {
    let last = Monitor(ContinuousClock.now)
    return { bytes, length in
      let isDue = last.withLock { last in
        guard ContinuousClock.now - last >= pause else { return false }
        last = .now
        return true
      }
      guard isDue else { return }
      Terminal.error("\(bytes >> 20) MiB\(length.map { " of \($0 >> 20)" } ?? "") came")
    }
  }
}
