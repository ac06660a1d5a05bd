import ArgumentParser
import Foundation
import HostDispatch
import HostOperations
import HostServices
import RoostJSON

/// `roost backup`: a copy of everything the host keeps, while it serves.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy everything the host keeps, as of one commit, while it serves.",
    discussion:
      "The copy holds what plugins keep, secrets of theirs included: it is made for the host's user alone.")
  @Argument(help: "The file to make; with --verify, the copy to look at.") var file: String
  @Flag(help: "Read a copy whole and tell what it holds; no host is needed.") var verify = false
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let path = BackupText.absolute(file)
    if !verify {
      _ = try Control.call(options, "state.backup", .object([JSONMember("path", .string(path))]))
    }
    do throws(StateFailure) {
      BackupText.print(file, try SQLiteBackup.verify(path))
    } catch {
      throw Exit.failing("\(error)")
    }
  }
}

/// `roost restore`: puts a copy in the place of what the host kept.
struct RestoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Put a copy in the place of what the host keeps; the host must not run."
  )
  @Argument(help: "A copy that roost backup made.") var file: String
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let state = try options.load().configuration.state
    guard state.redis == nil else {
      throw Exit.failing(
        "\(file) — the state is in Redis, see state.redis — hint: restore what Redis has saved, by its own means"
      )
    }
    let folder = state.folder
    do {
      try Folders.make(folder, mode: 0o700)
      let summary = try SQLiteBackup.restore(
        BackupText.absolute(file), to: "\(folder)/state.db", Self.holdEffects)
      BackupText.print(file, summary)
    } catch {
      throw Exit.failing("\(error)")
    }
    Terminal.out(
      """
      restored; what was there before is \(folder)/state.db.before-restore
      effects are held: some may have been sent since the copy was made — see roost outbox list, then roost outbox \
      release or drop
      """)
  }

  /// What was sent after the copy was made is in it as waiting: nobody but a person can tell.
  private static func holdEffects(_ path: String) throws(StateFailure) {
    let store = try SQLiteStore(path: path)
    defer { store.close() }
    let result = Monitor<Result<StateReceipt, StateFailure>?>(nil)
    let isThere = DispatchSemaphore(value: 0)
    store.commit(Outbox.hold, to: Outbox.space) { answer in
      result.withLock { $0 = answer }
      isThere.signal()
    }
    isThere.wait()
    _ = try result.withLock { $0 }?.get()
  }
}

/// What a copy holds, for people.
enum BackupText {
  /// The host has a folder of its own.
  static func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
  }

  static func print(_ file: String, _ summary: SQLiteBackup.Summary) {
    func sum(_ prefix: String) -> Int {
      summary.spaces.filter { $0.plugin.hasPrefix(prefix) }.reduce(0) { $0 + $1.entries }
    }
    let plugins = summary.spaces.filter { !$0.plugin.contains("/") && $0.entries > 0 }
    Terminal.out("\(file): whole, as of commit \(summary.version)")
    for plugin in plugins {
      Terminal.out(
        "  \(plugin.plugin): \(plugin.entries) entries, \(plugin.bytes) bytes, state version \(plugin.form)")
    }
    Terminal.out("  \(sum("inbox/")) events wait, \(sum("host/dead")) dead letters")
  }
}
