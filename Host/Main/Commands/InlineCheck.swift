import ArgumentParser
import Foundation
import HostBridge
import HostConformance
import RoostJSON

/// Makes one check in a child of this process, so that a plugin that dies inline ends the child alone.
struct InlineCheck: Sendable {
  let file: String
  let settings: RigSettings
  let configuration: String?

  /// Makes a check.
  func run(_ check: String) async -> Outcome {
    let folder = FileManager.default.temporaryDirectory.appending(path: "roost-inline-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    do {
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      return try await run(check, in: folder)
    } catch {
      return Outcome(error)
    }
  }

  private func run(_ check: String, in folder: URL) async throws -> Outcome {
    let (result, output) = (folder.appending(path: "result"), folder.appending(path: "output"))
    let trail = folder.appending(path: "trail")
    try Data().write(to: output)
    let process = Process()
    process.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    process.currentDirectoryURL = folder
    process.arguments =
      [
        InlineCheckCommand.name, absolute(file), "--check", check, "--seed", "\(settings.seed)", "--patience",
        "\(settings.patience.components.seconds)", "--result", result.path,
        "--trail", trail.path,
      ] + (configuration.map { ["--config", absolute($0)] } ?? [])
    let lines = try FileHandle(forWritingTo: output)
    // A backtrace takes seconds and would be all there is to see; what is left behind lies in the folder.
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SWIFT_BACKTRACE": "enable=no", "TMPDIR": folder.path]
    ) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = lines
    process.standardError = lines
    let isInTime = try await end(of: process)
    try lines.close()
    if isInTime, let bytes = try? Data(contentsOf: result), let json = try? JSONValue(parsing: Array(bytes)),
      let outcome = Outcome(json: json)
    {
      return outcome
    }
    return .failed(
      Finding(
        "its process died \(Self.text(trail))",
        why: isInTime ? Self.ending(process) : "it was killed: it did not come to an end",
        hint: "run the one check again with --filter and the same --seed; the last lines are below",
        lines: Self.lastLines(output)))
  }

  /// Waits for the process; false when it had to be killed.
  private func end(of process: Process) async throws -> Bool {
    let (ended, continuation) = AsyncStream<Void>.makeStream()
    process.terminationHandler = { _ in continuation.finish() }
    try process.run()
    let (pid, limit) = (process.processIdentifier, Suite.limit + settings.patience + .seconds(10))
    let watch = Task {
      try await Task.sleep(for: limit)
      kill(pid, SIGKILL)
      return true
    }
    for await _ in ended {}
    watch.cancel()
    return (try? await watch.value) == nil
  }

  private static func ending(_ process: Process) -> String {
    switch process.terminationReason {
    case .uncaughtSignal:
      "ended by signal \(process.terminationStatus)" + name(ofSignal: process.terminationStatus)
    default: "it exited with status \(process.terminationStatus) before the check was over"
    }
  }

  private static func name(ofSignal number: Int32) -> String {
    unsafe strsignal(number).map { unsafe " (\(String(cString: $0)))" } ?? ""
  }

  private static func text(_ file: URL) -> String {
    let text = String(decoding: (try? Data(contentsOf: file)) ?? Data(), as: UTF8.self)
    return text.trimmingCharacters(in: .whitespaces)
  }

  private static func lastLines(_ file: URL) -> [String] {
    let text = String(decoding: (try? Data(contentsOf: file))?.suffix(16_384) ?? Data(), as: UTF8.self)
    return text.split(separator: "\n").suffix(12).map(String.init)
  }

  private func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
}

/// The child: makes one check and writes what came out to a file.
struct InlineCheckCommand: AsyncParsableCommand {
  static let name = "check-inline"
  static let configuration = CommandConfiguration(commandName: name, shouldDisplay: false)

  @Argument var file: String
  @Option var check: String
  @Option var result: String
  @Option var trail: String
  @Option var config: String?
  @OptionGroup var options: SuiteOptions

  func run() async throws {
    var settings = options.settings(.inline)
    settings.trail = trail
    let suite = Suite(
      settings: settings, configuration: config, filter: "", elsewhere: nil
    ) { _ in }
    let outcome = await suite.perform(check, of: file, host: .this)
    try TextFile(result).write(outcome.json.serializedString())
    // Not through exit handlers: the plugin's code is still there, and may be at work.
    _exit(0)
  }
}
