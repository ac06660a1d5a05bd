import ArgumentParser
import HostOperations
import HostServices
import RoostJSON

/// `roost backup`: a copy of everything the host keeps, while it serves.
struct BackupCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copy everything the host keeps, as of one commit, while it serves.",
    discussion:
      """
      The copy holds what plugins keep, secrets of theirs included: it is made for its owner alone. With state.redis \
      it is a folder, taken from the server by this command itself; else a file, made by the host.
      """)
  @Argument(help: "The file or folder to make; with --verify, the copy to look at.") var file: String
  @Flag(help: "Read a copy whole and tell what it holds; no host is needed.") var verify = false
  @Flag(help: "With state.redis: take the copy from a replica.") var fromReplica = false
  @Flag(help: "With state.redis: also when the server holds keys of others, which the copy has then too.")
  var withOthers = false
  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let path = BackupText.absolute(file)
    if verify, RedisCopy.isThere(path) { return try await RedisBackup.verify(file, path) }
    if !verify {
      let loaded = try options.load()
      if loaded.configuration.state.redis != nil {
        return try await RedisBackup.make(
          file, path, loaded, fromReplica: fromReplica, withOthers: withOthers)
      }
      guard !fromReplica, !withOthers else {
        throw Exit.failing("--from-replica and --with-others are for state.redis, and state is in a file")
      }
      _ = try Control.call(options, "state.backup", .object([JSONMember("path", .string(path))]))
    }
    do throws(StateFailure) {
      let summary = try SQLiteBackup.verify(path)
      BackupText.print(file, summary.version, summary.spaces)
    } catch {
      throw Exit.failing("\(error)")
    }
  }
}
