import ArgumentParser
import Foundation
import HostOperations
import RoostJSON

/// `roost dead`: events that no handler could deal with.
struct DeadCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "dead",
    abstract: "Look at events that were given up, and give them to their handlers again.",
    subcommands: [List.self, Show.self, Replay.self, Drop.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List dead letters, the oldest first.")
    @Flag(help: "Print JSON.") var json = false
    @Option(help: "Only those after this number.") var after = 0
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let after = JSONMember("after", .number(JSONNumber(Int64(after))))
      let answer = try Control.call(options, "dead.list", .object([after]))
      if json { return Terminal.out(String(decoding: answer.serialized(), as: UTF8.self)) }
      let letters = answer.array ?? []
      guard let last = letters.last else { return Terminal.out("no dead letters") }
      TextTable.print(
        ["NUMBER", "GIVEN UP", "SOURCE", "EVENT", "ATTEMPTS", "WHY"],
        letters.map { letter in
          let attempts = letter["attempts"]?.array ?? []
          return [
            "\(letter["number"]?.int ?? 0)", DeadCommand.time(letter["time"]), letter["source"]?.string ?? "",
            letter["event"]?.string ?? "", "\(attempts.count)", attempts.last?["reason"]?.string ?? "",
          ]
        })
      if letters.count == DeadCommand.page {
        Terminal.out("\nthere may be more: roost dead list --after \(last["number"]?.int ?? 0)")
      }
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a dead letter with its attempts and its content.")
    @Argument(help: "Its number, or its event's id.") var name: String
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let letter = try Control.call(options, "dead.show", .object([JSONMember("name", .string(name))]))
      if json { return Terminal.out(String(decoding: letter.serialized(), as: UTF8.self)) }
      Terminal.out("event \(letter["event"]?.string ?? "") of \(letter["source"]?.string ?? "")")
      if let route = letter["name"]?.string, !route.isEmpty { Terminal.out("  for       \(route)") }
      Terminal.out("  came      \(DeadCommand.time(letter["received"]))")
      for attempt in letter["attempts"]?.array ?? [] {
        let generation = attempt["generation"]?.int ?? 0
        Terminal.out(
          """
            attempt   \(DeadCommand.time(attempt["time"]))\(generation == 0 ? "" : "  generation \(generation)")  \
          \(attempt["reason"]?.string ?? "")
          """)
      }
      Terminal.out("  given up  \(DeadCommand.time(letter["time"]))\n\n\(letter["body"]?.string ?? "")")
    }
  }

  struct Replay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a dead letter's event to its handlers again, as if it had come now.")
    @Argument(help: "Its number, or its event's id.") var name: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      _ = try Control.call(options, "dead.replay", .object([JSONMember("name", .string(name))]))
      Terminal.out("\(name) is in the inbox again")
    }
  }

  struct Drop: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Forget a dead letter.")
    @Argument(help: "Its number, or its event's id.") var name: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      _ = try Control.call(options, "dead.drop", .object([JSONMember("name", .string(name))]))
      Terminal.out("\(name) is forgotten")
    }
  }

  /// Letters of one answer.
  static let page = 500

  private static func time(_ value: JSONValue?) -> String {
    Date(timeIntervalSince1970: Double(value?.int ?? 0) / 1000).formatted(.iso8601)
  }
}
