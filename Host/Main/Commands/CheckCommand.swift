import ArgumentParser
import HostBridge
import HostDispatch
import HostOperations

/// `roost check`: everything that can be known without serving.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check the configuration and the plugins, without serving.",
    discussion: "Nothing of a plugin is executed.")

  @OptionGroup var options: ConfigurationOptions

  @Flag(help: "Show every setting and where it comes from.")
  var settings = false

  func run() async throws {
    let loaded = try options.load()
    for warning in loaded.warnings { Terminal.error("warning: \(warning)") }
    if settings {
      for source in loaded.sources { Terminal.out("\(source)") }
    }
    let problems = FolderCheck.problems(loaded.configuration, host: .this)
    for problem in problems { Terminal.error(problem) }
    if !problems.isEmpty { throw Exit.configuration }
    Terminal.out("ok")
  }
}
