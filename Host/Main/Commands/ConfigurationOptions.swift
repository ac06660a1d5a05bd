import ArgumentParser
import Foundation
import HostOperations

/// The options every command has that reads the configuration.
struct ConfigurationOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The configuration file. Default: roost.yaml, if there is one.")
  var config: String?

  @Option(help: "Listen here for the public: ADDRESS:PORT or unix:PATH, several with commas.")
  var listen: String?

  @Option(help: "Listen here for the operator, or \"off\".")
  var admin: String?

  @Option(name: .customLong("plugins"), help: "The folder with the plugins.")
  var folder: String?

  @Option(help: "The unix socket for commands.")
  var control: String?

  @Option(help: "trace, debug, info, notice, warning, error or critical.")
  var logLevel: String?

  @Option(help: "console or json.")
  var logFormat: String?

  /// Reads the configuration: flags over environment over file.
  ///
  /// - Throws: the exit code, after printing every problem.
  func load(defaults: [String: String] = [:]) throws -> HostConfiguration.Loaded {
    do throws(ConfigurationError) {
      return try read(defaults: defaults)
    } catch {
      throw Exit.failing(error)
    }
  }

  /// Reads the configuration without a word to the terminal.
  func read(defaults: [String: String] = [:]) throws(ConfigurationError) -> HostConfiguration.Loaded {
    var flags = defaults
    for (path, value) in [
      ("listen", listen), ("admin", admin), ("plugins.folder", folder), ("control", control),
      ("log.level", logLevel), ("log.format", logFormat),
    ] {
      if let value { flags[path] = value }
    }
    return try HostConfiguration.load(
      file: config, environment: ProcessInfo.processInfo.environment, flags: flags)
  }
}
