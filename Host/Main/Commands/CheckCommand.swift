import RoostJSON
import ArgumentParser
import HostBridge
import HostConformance
import HostDispatch
import HostOperations

/// `roost check`: everything that can be known without serving; with a file, all that a plugin owes.
struct CheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Check the configuration and the plugins, or examine one plugin.",
    discussion: """
      Without FILE: looks at the configuration and the plugin folder; nothing of a plugin is executed.
      With FILE: runs the conformance suite on it, each check in a worker of its own. --config is then the \
      plugin's NAME.yaml; without it the defaults of its schema are used. Exit code 1 when a check fails.
      """)

  @Argument(help: "A library to examine, NAME.so.") var file: String?

  @OptionGroup var options: ConfigurationOptions

  @Flag(help: "Show every setting and where it comes from.")
  var settings = false

  @OptionGroup var suite: SuiteOptions

  @Flag(help: "With FILE: open it in a process of the host's kind, as `isolation: inline` does.")
  var inline = false

  @Option(help: "With FILE: write the report there as JSON.") var json: String?

  @Option(help: "With FILE: write the report there as JUnit XML.") var junit: String?

  @Option(help: "With FILE: only checks whose name contains this.") var filter = ""

  @Flag(help: "List the checks and what they ask.") var list = false

  func validate() throws {
    if file == nil, !list, inline || json != nil || junit != nil || !filter.isEmpty {
      throw ValidationError("name a library to examine: roost check NAME.so")
    }
    guard !filter.isEmpty, !Suite.list.contains(where: { $0.name.contains(filter) }) else { return }
    let hint = suggestion(for: filter, among: Suite.words) ?? "roost check --list shows them"
    throw ValidationError("no check has \(filter) in its name — hint: \(hint)")
  }

  func run() async throws {
    if list {
      for (name, purpose) in Suite.list { Terminal.out(Report.padded(name) + purpose) }
    } else if let file {
      try await examine(file)
    } else {
      try look()
    }
  }

  private func look() throws {
    let loaded = try options.load()
    for warning in loaded.warnings { Terminal.error("warning: \(warning)") }
    if settings {
      for source in loaded.sources { Terminal.out("\(source)") }
    }
    var problems: [String] = []
    do throws(ConfigurationError) {
      _ = try StartFiles(loaded)
    } catch {
      problems = error.problems.map(\.description)
    }
    problems += FolderCheck.problems(loaded, host: .this)
    for problem in problems { Terminal.error(problem) }
    if !problems.isEmpty { throw Exit.configuration }
    Terminal.out("ok")
  }

  private func examine(_ file: String) async throws {
    let settings = suite.settings(inline ? .inline : .worker)
    let child = InlineCheck(file: file, settings: settings, configuration: options.config)
    // A report that cannot be written is not to be found out after all the checks.
    let (json, junit) = (try json.map(TextFile.init), try junit.map(TextFile.init))
    var elsewhere: (@Sendable (String) async -> Outcome)?
    if inline { elsewhere = { await child.run($0) } }
    let checks = Suite(
      settings: settings, configuration: options.config, filter: filter,
      elsewhere: elsewhere
    ) { result in
      for line in result.text { Terminal.out(line) }
    }
    Terminal.out(Report.title(file, settings))
    let report = await checks.run(file, host: .this)
    for line in report.summary { Terminal.out(line) }
    try json?.write(report.json.serializedString(pretty: true) + "\n")
    try junit?.write(report.junit)
    if !report.isPassed { throw Exit.failure }
  }
}

/// How the suite is run.
struct SuiteOptions: ParsableArguments {
  @Option(help: "With FILE: what random input is made from; a report names it. Default: another each time.")
  var seed: UInt64?

  @Option(help: "With FILE: seconds that a step or an answer may take.")
  var patience = 10

  func validate() throws {
    guard (1...600).contains(patience) else { throw ValidationError("--patience is 1 to 600 seconds") }
  }

  func settings(_ mode: Mode) -> RigSettings {
    RigSettings(
      mode: mode, patience: .seconds(patience), seed: seed ?? UInt64.random(in: 0...0xFFFF_FFFF),
      worker: HostProcess.besideThis("roost-worker"))
  }
}
