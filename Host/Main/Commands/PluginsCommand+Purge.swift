import ArgumentParser
import Glibc
import HostOperations
import RoostJSON

extension PluginsCommand {
  /// `roost plugins purge`: forgets what a plugin that is gone kept.
  struct Purge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete the state, the waiting events and the files of a plugin that is not loaded.",
      discussion: "It cannot be undone; roost backup keeps a copy of state and events, not of files.")
    @Argument(help: "The plugin's id.") var id: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @Flag(name: .customLong("keep-files"), help: "Leave its folder as it is.") var keepsFiles = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      guard yes || confirmed() else { throw Exit.failing("nothing was deleted") }
      let answer = try Control.call(
        options, "plugins.purge",
        .object([JSONMember("id", .string(id)), JSONMember("keep_files", .bool(keepsFiles))]))
      let (entries, files) = (answer["entries"]?.int ?? 0, answer["files"]?.int ?? 0)
      Terminal.out("\(entries) entries of \(id) were deleted")
      if files > 0 { Terminal.out("\(files) files and folders of \(id) were deleted") }
    }

    private func confirmed() -> Bool {
      guard isatty(0) == 1 else {
        Terminal.error("this is no terminal to ask on — hint: --yes deletes it")
        return false
      }
      print(
        "delete everything that \(id) has kept\(keepsFiles ? ", but its files" : "")? [y/N] ", terminator: "")
      return ["y", "yes"].contains((readLine() ?? "").lowercased())
    }
  }
}
