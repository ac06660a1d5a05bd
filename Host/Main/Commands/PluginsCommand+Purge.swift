import ArgumentParser
import Glibc
import HostOperations
import RoostJSON

extension PluginsCommand {
  /// `roost plugins purge`: forgets what a plugin that is gone kept.
  struct Purge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Delete the state and the waiting events of a plugin that is not loaded.",
      discussion: "It cannot be undone; roost backup keeps a copy.")
    @Argument(help: "The plugin's id.") var id: String
    @Flag(name: .shortAndLong, help: "Do not ask.") var yes = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      guard yes || confirmed() else { throw Exit.failing("nothing was deleted") }
      let answer = try Control.call(options, "plugins.purge", .object([JSONMember("id", .string(id))]))
      Terminal.out("\(answer["entries"]?.int ?? 0) entries of \(id) were deleted")
    }

    private func confirmed() -> Bool {
      guard isatty(0) == 1 else {
        Terminal.error("this is no terminal to ask on — hint: --yes deletes it")
        return false
      }
      print("delete everything that \(id) has kept? [y/N] ", terminator: "")
      return ["y", "yes"].contains((readLine() ?? "").lowercased())
    }
  }
}
