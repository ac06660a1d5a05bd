import ArgumentParser
import Foundation
import HostDispatch
import HostOperations
import HostServices
import NIOPosix

/// `roost restore`: puts a copy in the place of what the host kept.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore",
    abstract: "Put a copy in the place of what the host keeps; the host must not run.",
    discussion: "With state.redis it is written to the server, which goes on running; no host may use it.")
  @Argument(help: "A copy that roost backup made.") var file: String
  @OptionGroup var options: ConfigurationOptions

  private static let held = """
    effects are held: some may have been sent since the copy was made — see roost outbox list, then roost outbox \
    release or drop
    """

  func run() async throws {
    let loaded = try options.load()
    let (path, state) = (BackupText.absolute(file), loaded.configuration.state)
    switch (state.redis, RedisCopy.isThere(path)) {
    case (_?, true): try restoreRedis(path, loaded)
    case (nil, false): try restoreFile(path, state.folder)
    case (_?, false):
      throw Exit.failing(
        "\(file) — it is no copy of a Redis server, and the state is in state.redis — hint: name a folder")
    case (nil, true):
      throw Exit.failing(
        "\(file) — it is a folder, and the state is in a file — hint: name a file, or set state.redis")
    }
  }

  private func restoreFile(_ path: String, _ folder: String) throws {
    do {
      try Folders.make(folder, mode: 0o700)
      let summary = try SQLiteBackup.restore(path, to: "\(folder)/state.db") { path throws(StateFailure) in
        let store = try SQLiteStore(path: path)
        defer { store.close() }
        try Self.holdEffects(store)
      }
      BackupText.print(file, summary.version, summary.spaces)
    } catch {
      throw Exit.failing("\(error)")
    }
    Terminal.out("restored; what was there before is \(folder)/state.db.before-restore\n\(Self.held)")
  }

  private func restoreRedis(_ path: String, _ loaded: HostConfiguration.Loaded) throws {
    let settings: RedisSettings
    do {
      guard let given = try RedisSettings(loaded) else { return }
      settings = given
    } catch { throw Exit.failing(error) }
    do throws(StateFailure) {
      let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
      let summary = try RedisRestore.restore(path, to: settings, on: group.next(), Self.holdEffects)
      BackupText.print(file, summary.manifest.commit, summary.spaces)
    } catch {
      throw Exit.failing("\(error)")
    }
    Terminal.out(
      """
      restored; what was there before is on the server too, under \(settings.prefix)before-restore:*
      \(Self.held)
      hosts on other machines saw other data last: remove var/state/redis-seen there before they start
      """)
  }

  /// What was sent after the copy was made is in it as waiting: nobody but a person can tell.
  private static func holdEffects(_ store: any StateStore) throws(StateFailure) {
    let result = Monitor<Result<StateReceipt, StateFailure>?>(nil)
    store.commit(Outbox.hold, to: Outbox.space) { answer in result.withLock(wake: true) { $0 = answer } }
    _ = try result.wait { $0 }?.get()
  }
}

/// What a copy holds, for people.
enum BackupText {
  /// The host has a folder of its own.
  static func absolute(_ path: String) -> String {
    let whole = path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    let end = whole.lastIndex { $0 != "/" }
    return end.map { String(whole[...$0]) } ?? whole
  }

  static func print(_ file: String, _ version: UInt64, _ spaces: [StateUsage]) {
    func sum(_ prefix: String) -> Int {
      spaces.filter { $0.plugin.hasPrefix(prefix) }.reduce(0) { $0 + $1.entries }
    }
    let plugins = spaces.filter { !$0.plugin.contains("/") && $0.entries > 0 }
    Terminal.out("\(file): whole, as of commit \(version)")
    for plugin in plugins {
      Terminal.out(
        "  \(plugin.plugin): \(plugin.entries) entries, \(plugin.bytes) bytes, state version \(plugin.form)")
    }
    Terminal.out("  \(sum("inbox/")) events wait, \(sum("host/dead")) dead letters")
  }
}
