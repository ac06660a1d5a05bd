import ArgumentParser
import Foundation
import HostOperations
import RoostJSON

extension PluginsCommand {
  /// `roost plugins logs`: what a plugin said lately.
  struct Logs: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show a plugin's last log lines, what it printed included.")
    @Argument(help: "The plugin's file name without .so.") var name: String
    @Flag(name: .shortAndLong, help: "Go on with new lines until interrupted.") var follow = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      var last = 0
      while true {
        let arguments = JSONValue.object([
          JSONMember("name", .string(name)), JSONMember("after", .number(JSONNumber(Int64(last)))),
        ])
        for line in try Control.call(options, "plugins.logs", arguments).array ?? [] {
          Terminal.out(line["text"]?.string ?? "")
          last = line["number"]?.int ?? last
        }
        guard follow else { return }
        try await Task.sleep(for: .milliseconds(300))
      }
    }
  }

  /// `roost plugins crashes`: how a plugin's workers ended.
  struct Crashes: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show how a plugin's workers were lost, since the host started.")
    @Argument(help: "The plugin's file name without .so.") var name: String
    @Flag(help: "Print JSON.") var json = false
    @OptionGroup var options: ConfigurationOptions

    func run() async throws {
      let answer = try Control.call(options, "plugins.crashes", .object([JSONMember("name", .string(name))]))
      if json { return Terminal.out(String(decoding: answer.serialized(), as: UTF8.self)) }
      let crashes = answer.array ?? []
      if crashes.isEmpty { Terminal.out("\(name) has not crashed since the host started") }
      for crash in crashes { show(crash) }
    }

    private func show(_ crash: JSONValue) {
      let time = Date(timeIntervalSince1970: Double(crash["time"]?.int ?? 0))
      Terminal.out(
        """
        \(time.formatted(.iso8601))  version \(crash["version"]?.string ?? ""), generation \
        \(crash["generation"]?.int ?? 0), pid \(crash["pid"]?.int ?? 0)
          \(crash["reason"]?.string ?? "")
        """)
      for line in crash["output"]?.array ?? [] { Terminal.out("  printed: \(line.string ?? "")") }
      for line in crash["backtrace"]?.array ?? [] { Terminal.out("  \(line.string ?? "")") }
    }
  }
}
