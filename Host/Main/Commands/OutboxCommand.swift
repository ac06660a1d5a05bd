import ArgumentParser
import Foundation
import HostOperations
import RoostJSON

/// `roost outbox`: effects of commits that wait to be sent.
struct OutboxCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "outbox",
    abstract: "Look at requests and notices that wait to be sent; hold them, let them go, or drop them.",
    subcommands: [List.self, Hold.self, Release.self, Drop.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List what waits, the oldest of each plugin first.")
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let answer = try Control.call(options, "outbox.list", .object([]))
      if json { return Terminal.out(String(decoding: answer.serialized(), as: UTF8.self)) }
      let effects = answer.array ?? []
      guard !effects.isEmpty else { return Terminal.out("nothing waits to be sent") }
      TextTable.print(
        ["ID", "SINCE", "PLUGIN", "STATE", "WHAT", "NAME", "FAILED", "WHY"],
        effects.map { effect in
          func text(_ name: String) -> String { effect[name]?.string ?? "" }
          let since = Date(timeIntervalSince1970: Double(effect["time"]?.int ?? 0) / 1000)
          return [
            text("id"), since.formatted(.iso8601), text("plugin"), text("state"), text("what"), text("name"),
            "\(effect["attempts"]?.int ?? 0)", text("reason"),
          ]
        })
      if effects.count == OutboxCommand.most {
        Terminal.out("\nthere may be more than these \(effects.count)")
      }
    }
  }

  struct Hold: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send nothing until it is released, also after a restart.")
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      _ = try Control.call(options, "outbox.hold", .object([]))
      Terminal.out("effects are held; what is being sent is sent")
    }
  }

  struct Release: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let effects go that are held: all, or one.")
    @Argument(help: "The id of one; the others stay held.") var id: String?
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let name = id.map { [JSONMember("name", .string($0))] } ?? []
      _ = try Control.call(options, "outbox.release", .object(name))
      Terminal.out("\(id ?? "all") may go")
    }
  }

  struct Drop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take an effect from the outbox unsent; its plugin is told so.")
    @Argument(help: "Its id.") var id: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      _ = try Control.call(options, "outbox.drop", .object([JSONMember("name", .string(id))]))
      Terminal.out("\(id) is not sent")
    }
  }

  /// Effects of one answer.
  static let most = 1000
}
