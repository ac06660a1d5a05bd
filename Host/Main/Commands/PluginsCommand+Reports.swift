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
      let client = try Control.client(options)
      var last = 0
      for round in 0... {
        let lines: [JSONValue]
        do throws(ControlError) {
          lines = try client.call("plugins.logs", arguments(after: last)).array ?? []
        } catch  where round > 0 && error.code == .refused {
          // It was there before.
          return Terminal.error("\(name).so has been removed")
        } catch {
          throw Exit.failing("\(error)")
        }
        for line in lines {
          Terminal.out(line["text"]?.string ?? "")
          last = line["number"]?.int ?? last
        }
        guard follow else {
          if lines.isEmpty { Terminal.out("\(name) has logged nothing since the host started") }
          return
        }
        try await Task.sleep(for: .milliseconds(300))
      }
    }

    private func arguments(after last: Int) -> JSONValue {
      .object([
        JSONMember("name", .string(name)), JSONMember("after", .number(JSONNumber(Int64(last)))),
      ])
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
