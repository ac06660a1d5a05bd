import ArgumentParser
import Foundation
import HostOperations
import RoostJSON

/// `roost events`: what became of events.
struct EventsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events",
    abstract: "See what became of kept events: their handlers, commits, effects and outcomes.",
    subcommands: [List.self, Show.self])

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List events with their ids, the last ones in the order in which they came.")
    @Option(help: "Only those of this bot.") var bot: String?
    @Option(help: "Only those that this plugin handled or that are for it.") var plugin: String?
    @Option(help: "Only those that came within this time, such as 30s, 15m, 2h or 1d.") var since: String?
    @Option(help: "The last so many, at most \(EventsCommand.most).") var limit = 50
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var options: ConfigurationOptions

    func validate() throws {
      if bot != nil, plugin != nil { throw ValidationError("give --bot or --plugin, not both") }
      guard (1...EventsCommand.most).contains(limit) else {
        throw ValidationError("--limit is 1 to \(EventsCommand.most)")
      }
      if let since, Age(since) == nil { throw ValidationError(Age.hint("--since", since)) }
    }

    func run() async throws {
      var arguments = [JSONMember("limit", .number(JSONNumber(Int64(limit))))]
      if let source = bot.map({ "bot:\($0)" }) ?? plugin.map({ "plugin:\($0)" }) {
        arguments.append(JSONMember("source", .string(source)))
      }
      if let age = since.flatMap(Age.init) {
        arguments.append(JSONMember("since", .number(JSONNumber(age.start))))
      }
      let answer = try Control.call(options, "events.list", .object(arguments))
      if json { return Terminal.out(String(decoding: answer.serialized(), as: UTF8.self)) }
      let events = answer.array ?? []
      guard !events.isEmpty else { return Terminal.out("no events") }
      TextTable.print(
        ["CAME", "ID", "SOURCE", "STATE", "WHAT"],
        events.map { event in
          func text(_ name: String) -> String { event[name]?.string ?? "" }
          let what = [text("kind"), text("name")].filter { !$0.isEmpty }.joined(separator: " ")
          let came = Date(timeIntervalSince1970: Double(event["received"]?.int ?? 0) / 1000)
          return [came.formatted(.iso8601), text("id"), text("source"), text("state"), what]
        })
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Tell the whole story of an event or an effect: what caused it, its way, what it caused.")
    @Argument(help: "Its id, as in the log's event_id or request_id, or as roost events list shows it.")
    var id: String
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let story = try Control.call(options, "events.show", .object([JSONMember("name", .string(id))]))
      if json { return Terminal.out(String(decoding: story.serialized(), as: UTF8.self)) }
      for line in EventTree.lines(story) { Terminal.out(line) }
    }
  }

  /// Most events of one list.
  static let most = 1000
}
