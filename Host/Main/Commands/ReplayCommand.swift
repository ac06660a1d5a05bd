import ArgumentParser
import Foundation
import Glibc
import HostBridge
import HostConformance
import HostDispatch
import HostOperations
import HostServices
import NIOPosix
import RoostJSON
import RoostManifestFormat

/// `roost replay`: what another build of a plugin decides about events that were handled.
struct ReplayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Run recorded events through another build of their plugin, and compare what it decides.",
    discussion: """
      The build runs in a worker of this command's own. It reads the real state; what it writes, sends and publishes \
      goes nowhere. Exit code 0 when it decides the same, 1 when not, 2 when that cannot be told.
      """)

  @Argument(help: "Ids of events, as roost events list shows them.") var events: [String] = []
  @Option(help: "The build, NAME.so.") var against: String
  @Option(help: "All of this bot's events, or with --last the last.") var bot: String?
  @Option(help: "Only events that ended within this time, such as 30s, 15m, 2h or 1d.") var since: String?
  @Option(help: "The last so many.") var last: Int?
  @Option(help: "Settings for it. Default: the NAME.yaml of the plugin that serves.") var settings: String?
  @Flag(help: "Compare what is written and sent, too, not only where and of what sort.") var contents = false
  @Flag(help: "Print JSON.") var json = false
  @OptionGroup var options: ConfigurationOptions

  func validate() throws {
    guard !events.isEmpty || since != nil || last != nil else {
      throw ValidationError("which events? Name ids, or give --since or --last")
    }
    if !events.isEmpty, since != nil || last != nil || bot != nil {
      throw ValidationError("give ids, or --bot, --since and --last, not both")
    }
    if let since, Age(since) == nil { throw ValidationError(Age.hint("--since", since)) }
    if let last, !(1...100_000).contains(last) { throw ValidationError("--last is 1 to 100000") }
  }

  func run() async throws {
    let trouble = ExitCode(2)
    do {
      if try await !replay() { throw Exit.failure }
    } catch let finding as Finding {
      Terminal.error("\(finding.what) — \(finding.why) — hint: \(finding.hint)")
      for line in finding.lines { Terminal.error("  \(line)") }
      throw trouble
    } catch let code as ExitCode where code == Exit.failure {
      throw code
    } catch let error where !(error is ExitCode) {
      Terminal.error("\(error)")
      throw trouble
    }
  }

  /// Whether all is decided the same.
  private func replay() async throws -> Bool {
    let loaded = try options.load()
    let client = ControlClient(loaded.configuration.control)
    let inspection: PluginInspection
    do throws(PluginRefusal) {
      inspection = try PluginInspection(path: against, host: .this)
    } catch {
      throw Finding(error.what, why: "\(error.location): \(error.reason)", hint: error.hint)
    }
    let source = ReplaySource(client: client, plugin: inspection.manifest.id)
    try source.checkForm(inspection.manifest)
    let recorded = try source.events(
      ids: events, source: bot.map { "bot:\($0)" }, since: since.flatMap(Age.init)?.start ?? 0,
      limit: last ?? 100_000)
    let subject = try Subject(
      inspection, settings: try settings ?? source.settings(in: loaded.configuration.plugins.folder))
    let threads = NIOThreadPool(numberOfThreads: 1)
    threads.start()
    let bots = Set(recorded.compactMap { $0.report.source.split(separator: ":", maxSplits: 1) })
    let run = try ReplayRun(
      subject,
      RigSettings(
        mode: .worker, patience: .seconds(10), seed: 0, worker: HostProcess.besideThis("roost-worker")),
      state: ControlState(client: client, threads: threads),
      bots: bots.filter { $0[0] == "bot" }.map { String($0[1]) }.sorted(),
      secrets: SecretStore(loaded.configuration.secrets))
    do {
      try await run.start()
      let isSame = try await compare(recorded, run)
      await run.end()
      return isSame
    } catch {
      await run.end()
      throw error
    }
  }

  private func compare(_ recorded: [RecordedEvent], _ run: ReplayRun) async throws -> Bool {
    var (same, different, skipped) = (0, 0, 0)
    var results: [JSONValue] = []
    for event in recorded {
      guard event.isWhole else {
        skipped += 1
        if !json { Terminal.out("too long  \(event.report.id)  its body was not kept") }
        continue
      }
      let result = try await run.run(event)
      let comparison = Comparison(event, result.now, contents: contents, changed: result.changed)
      if comparison.isEqual { same += 1 } else { different += 1 }
      if json {
        results.append(ReplayText.json(event.report, comparison, fetches: result.fetches))
      } else {
        for line in ReplayText.lines(event.report, comparison, fetches: result.fetches) { Terminal.out(line) }
      }
    }
    if json {
      Terminal.out(String(decoding: JSONValue.array(results).serialized(), as: UTF8.self))
    } else {
      Terminal.out(
        "\(same) the same, \(different) different\(skipped > 0 ? ", \(skipped) not to be replayed" : "")")
    }
    guard same + different > 0 else {
      throw Finding(
        "nothing was replayed", why: "no event that was kept is meant, or none is whole",
        hint: "roost events list shows them; events.trail_hours says for how long they are kept")
    }
    return different == 0
  }
}
