import ArgumentParser
import HostOperations
import RoostJSON

/// `roost health`: for scripts and container probes.
struct HealthCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "health", abstract: "Ask the running host whether it is ready; exit 1 if not.")

  @OptionGroup var options: ConfigurationOptions

  func run() async throws {
    let answer = try Control.call(options, "health")
    let ready = answer["ready"]?.bool ?? false
    for condition in answer["conditions"]?.array ?? [] {
      let name = condition["name"]?.string ?? "?"
      let reason = condition["reason"]?.string ?? ""
      Terminal.out(
        "\(condition["ready"]?.bool == true ? "ok  " : "FAIL") \(name)\(reason.isEmpty ? "" : ": \(reason)")")
    }
    Terminal.out(ready ? "ready" : "not ready")
    if !ready { throw Exit.failure }
  }
}

/// Calls to a running host.
enum Control {
  /// - Throws: the exit code, after printing what is wrong with the configuration.
  static func client(_ options: ConfigurationOptions) throws -> ControlClient {
    ControlClient(try options.load().configuration.control)
  }

  /// - Throws: the exit code, after printing what went wrong.
  static func call(
    _ options: ConfigurationOptions, _ command: String, _ arguments: JSONValue = .object([])
  ) throws -> JSONValue {
    let client = try client(options)
    do throws(ControlError) {
      return try client.call(command, arguments)
    } catch {
      throw Exit.failing("\(error)")
    }
  }
}
