import Glibc
package import HostBridge
import HostOperations
import NIOCore
import NIOPosix
import Synchronization

/// The conformance suite: what a plugin owes to `abi.h`, asked one check after the other, each of a
/// plugin freshly opened.
package struct Suite: Sendable {
  /// How the checks are made.
  package var settings: RigSettings
  /// The path of a `NAME.yaml`; nil for the schema's defaults.
  package var configuration: String?
  /// Part of the names of the checks to make; empty for all.
  package var filter: String
  /// Makes a check elsewhere, so that a crash is no end; nil makes it here.
  package var elsewhere: (@Sendable (_ check: String) async -> Outcome)?
  /// Told of each result as it comes.
  package var progress: @Sendable (CheckResult) -> Void

  /// How long a check may take in all.
  package static let limit: Duration = .seconds(120)

  /// Makes a suite. It examines no plugin before ``run(_:host:)``.
  package init(
    settings: RigSettings, configuration: String?, filter: String,
    elsewhere: (@Sendable (_ check: String) async -> Outcome)?,
    progress: @escaping @Sendable (CheckResult) -> Void
  ) {
    self.settings = settings
    self.configuration = configuration
    self.filter = filter
    self.elsewhere = elsewhere
    self.progress = progress
  }

  /// Names and purposes of all checks.
  package static var list: [(name: String, purpose: String)] { Catalogue.list }

  /// What a filter probably holds: the checks' names, and the two parts of each.
  package static var words: Set<String> {
    Set(list.flatMap { [$0.name] + $0.name.split(separator: "/").map(String.init) })
  }

  /// Examines a plugin.
  package func run(_ file: String, host: PluginHost) async -> Report {
    var report = Report(file: file, mode: settings.mode, seed: settings.seed)
    let clock = ContinuousClock()
    func note(
      _ check: (name: String, purpose: String), _ outcome: Outcome, since start: ContinuousClock.Instant
    ) {
      let result = CheckResult(
        name: check.name, purpose: check.purpose, outcome: outcome, time: start.duration(to: clock.now))
      report.results.append(result)
      progress(result)
    }

    let start = clock.now
    let inspection: PluginInspection
    do {
      inspection = try PluginInspection(path: file, host: host)
    } catch {
      note(
        Catalogue.file,
        .failed(Finding(error.what, why: "\(error.location): \(error.reason)", hint: error.hint)),
        since: start)
      return report
    }
    report.manifest = inspection.manifest
    note(Catalogue.file, .passed, since: start)
    if settings.mode == .inline, inspection.needsWorker {
      report.refusal = "it carries a Swift runtime of its own, which cannot share the host's process"
    }
    let subject: Subject
    do {
      subject = try Subject(inspection, settings: configuration)
    } catch {
      note(Catalogue.configuration, .failed(error), since: start)
      return report
    }
    note(Catalogue.configuration, .passed, since: start)

    var doesStart = true
    for check in Catalogue.all where filter.isEmpty || check.name.contains(filter) {
      let start = clock.now
      if let refusal = report.refusal {
        note((check.name, check.purpose), .skipped(refusal), since: start)
        continue
      }
      guard doesStart || !check.needsStart else {
        note((check.name, check.purpose), .skipped("it does not get through lifecycle/full"), since: start)
        continue
      }
      let outcome =
        if let elsewhere { await elsewhere(check.name) } else { await Self.perform(check, subject, settings) }
      if check.name == "lifecycle/full", case .failed = outcome { doesStart = false }
      note((check.name, check.purpose), outcome, since: start)
    }
    return report
  }

  /// Makes one check in this process.
  ///
  /// - Parameter name: as ``list`` has it.
  package func perform(_ name: String, of file: String, host: PluginHost) async -> Outcome {
    guard let check = Catalogue.all.first(where: { $0.name == name }) else {
      return .skipped("there is no such check")
    }
    do {
      let subject = try Subject(PluginInspection(path: file, host: host), settings: configuration)
      return await Self.perform(check, subject, settings)
    } catch {
      return Outcome(error)
    }
  }

  private static func perform(_ check: Check, _ subject: Subject, _ settings: RigSettings) async -> Outcome {
    do {
      let rig = try await Rig.make(subject, settings, check: check.name)
      let outcome = Mutex<Outcome?>(nil)
      let done = Latch()
      Task {
        let result: Outcome
        do {
          try await check.run(rig)
          result = .passed
        } catch {
          result = Outcome(error)
        }
        outcome.withLock { if $0 == nil { $0 = result } }
        done.open()
      }
      let isDone = await done.wait(for: limit)
      rig.cleanUp()
      return (isDone ? outcome.withLock { $0 } : nil)
        ?? .failed(
          Finding(
            "the check did not come to an end", why: "it was given up after \(limit)",
            hint: "does the plugin keep an event loop busy, or block in destroy?"))
    } catch {
      return Outcome(error)
    }
  }
}

extension Rig {
  /// The loops of every rig.
  static let shared: [any EventLoop] = Array(MultiThreadedEventLoopGroup(numberOfThreads: 2).makeIterator())
  private static let clock = MultiThreadedEventLoopGroup(numberOfThreads: 1).next()
  // A plugin that keeps a loop busy is found by its answers that do not come.
  private static let watchdog = Result {
    try Watchdog(loops: 2, patience: .seconds(3600), logger: RecordedLines().logger) { _ in }
  }

  static func make(
    _ subject: Subject, _ settings: RigSettings, check: String, world: RigWorld? = nil
  ) async throws -> Rig {
    let parent = unsafe getenv("TMPDIR").map { unsafe String(cString: $0) } ?? "/tmp"
    var template = Array("\(parent)/roost-check-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw SystemFailure("mkdtemp", parent) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    return try Rig(
      subject, settings, check: check, folder: folder, loops: shared, clock: clock,
      watchdog: try watchdog.get(), world: world)
  }
}
