import ArgumentParser
import Foundation
import HostOperations
import RoostJSON

/// `roost bots`: bots whose tokens the host keeps.
struct BotsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bots",
    abstract: "Add Telegram bots, look at them, and switch them off.",
    subcommands: [
      Add.self, List.self, Show.self, Disable.self, Enable.self, RotateSecret.self, Remove.self,
    ])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a bot. Its token is asked for, or read from a file or from standard input.",
      discussion: "A token on a command line would be everybody's to read, so that there is no option for it."
    )
    @Argument(help: "A name for it here.") var name: String
    @Option(help: "A plugin that serves it; give it again for more, in order.") var plugin: [String] = []
    @Option(help: "The mode that they serve it in.") var mode = ""
    @Option(help: "durable keeps each update until it is dealt with; direct does not.") var delivery =
      "durable"
    @Option(help: "The file that holds the token; - is standard input.") var tokenFile: String?
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let answer = try Control.call(
        options, "bots.add",
        .object([
          JSONMember("name", .string(name)), JSONMember("token", .string(try token())),
          JSONMember("plugins", .array(plugin.map { .string($0) })), JSONMember("mode", .string(mode)),
          JSONMember("delivery", .string(delivery)),
        ]))
      Terminal.out("\(name) is @\(answer["username"]?.string ?? ""), bot \(answer["id"]?.int ?? 0)")
    }

    private func token() throws -> String {
      if let tokenFile, tokenFile != "-" {
        guard let text = try? String(contentsOfFile: tokenFile, encoding: .utf8) else {
          throw Exit.failing("\(tokenFile) — cannot be read")
        }
        return text
      }
      if tokenFile == nil, isatty(0) == 1 {
        guard let typed = unsafe getpass("token of \(name) (not shown): ") else {
          throw Exit.failing("no token was given")
        }
        return unsafe String(cString: typed)
      }
      return readLine() ?? ""
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List the bots that were added.")
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let answer = try Control.call(options, "bots.list")
      if json { return Terminal.out(String(decoding: answer.serialized(), as: UTF8.self)) }
      let bots = answer.array ?? []
      guard !bots.isEmpty else {
        return Terminal.out("no bots were added — hint: roost bots add NAME --plugin ID")
      }
      TextTable.print(
        ["NAME", "BOT", "STATUS", "PLUGINS", "DELIVERY", "LAST NOTICE"],
        bots.map { bot in
          func text(_ name: String) -> String { bot[name]?.string ?? "" }
          return [
            text("name"), "@" + text("username"), text("status"),
            bot["plugins"]?.array?.compactMap(\.string).joined(separator: ", ") ?? "", text("delivery"),
            text("reason").isEmpty ? text("notice") : text("reason"),
          ]
        })
    }
  }

  struct Show: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show a bot, as JSON.")
    @Argument(help: "Its name here.") var name: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let answer = try Control.call(options, "bots.show", .object([JSONMember("name", .string(name))]))
      Terminal.out(answer.serializedString(pretty: true))
    }
  }

  struct Disable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take no more updates of a bot. Telegram keeps them for a day.")
    @Argument(help: "Its name here.") var name: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws { try BotsCommand.act(options, "disable", name, "is switched off") }
  }

  struct Enable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Take updates of a bot again.")
    @Argument(help: "Its name here.") var name: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws { try BotsCommand.act(options, "enable", name, "is switched on") }
  }

  struct RotateSecret: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "rotate-secret",
      abstract: "Give a bot's webhook another secret. The old one is taken for ten minutes more.")
    @Argument(help: "Its name here.") var name: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws { try BotsCommand.act(options, "rotate-secret", name, "has another secret") }
  }

  struct Remove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Forget a bot and its token.")
    @Argument(help: "Its name here.") var name: String
    @OptionGroup var options: ConfigurationOptions

    func run() async throws { try BotsCommand.act(options, "remove", name, "is forgotten") }
  }

  private static func act(
    _ options: ConfigurationOptions, _ command: String, _ name: String, _ done: String
  ) throws {
    _ = try Control.call(options, "bots.\(command)", .object([JSONMember("name", .string(name))]))
    Terminal.out("\(name) \(done)")
  }
}
