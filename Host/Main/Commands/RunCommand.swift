import ArgumentParser
import HostOperations

/// `roost run`: serves until a signal ends it.
struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Serve.",
    discussion: """
      SIGTERM and SIGINT drain: nothing new is accepted, what is in hand is finished; a second one exits at \
      once. SIGHUP reads the configuration again and takes over log.level; it reads the TLS certificates and \
      looks at the plugin folder again. Everything else needs a restart.
      """)

  @OptionGroup var options: ConfigurationOptions

  @Flag(help: "Start without plugins; `roost plugins reload NAME` then starts one.")
  var safe = false

  func run() async throws {
    let options = options
    let loaded = try options.load()
    let process = try await HostProcess.start(loaded, mode: HostMode(isSafe: safe)) {
      () throws(ConfigurationError) in try options.read()
    }
    throw ExitCode(try await process.serveUntilSignal())
  }
}
