import Glibc
import HostBridge
import HostOperations
import HostServices
import Logging
import NIOCore
import RoostManifestFormat

/// What was found of a worker that ended before it was to.
package struct CrashReport: Sendable {
  /// When it was lost, in seconds since 1970.
  package let time: Int64
  /// The plugin's version and generation.
  package let version: String
  /// See ``version``.
  package let generation: UInt64
  /// The worker's process.
  package let pid: Int32
  /// Why: what it did wrong, or how it ended.
  package let reason: String
  /// The last lines it printed.
  package let output: [String]
  /// The functions it was in, innermost first; empty when it could not say.
  package let backtrace: [String]
}

/// Workers: how they are started, and what is done when one is lost.
extension PluginManager {
  private static let keptReports = 20

  /// How the worker of a generation is run.
  func workerSpec(_ new: Serving) throws -> WorkerSpec {
    let (name, id, copy) = (new.prepared.copy.name, new.prepared.manifest.id, new.prepared.copy)
    var spec = WorkerSpec(
      program: settings.worker, library: copy.path,
      lost: { [self] generation in
        new.lossGuard.lost()
        Task { await workerLost(name, generation) }
      },
      died: { [self] generation, death in
        Task {
          let program = settings.program
          let backtrace = try? await blocking("roost-crash") {
            SymboliserProcess.lines(of: death.report, program: program)
          }
          await workerDied(name, generation, CrashReport(generation, death, backtrace ?? []))
        }
      })
    spec.dataFolder = try dataFolder(of: id)
    spec.readable += SwiftRuntime.folders + [copy.path]
    let memory = new.prepared.configuration.limits.memoryMiB ?? settings.workers.memoryMiB
    spec.memory = memory == 0 ? nil : UInt64(memory) << 20
    spec.fileSize = environment.files?.limits.bytes.map(UInt64.init)
    spec.descriptors = UInt32(settings.workers.descriptors)
    spec.isSandboxed = settings.workers.sandbox != .off
    spec.landlock = UInt32(settings.workers.landlock)
    spec.patience = .init(settings.workers.patience)
    spec.grace = .init(settings.workers.grace)
    if settings.debugged == id {
      spec.waits = true
      spec.patience = .hours(24)
      spec.grace = .hours(24)
    }
    return spec
  }

  /// The folder of a plugin's files, which is made.
  func dataFolder(of id: String) throws -> String {
    let path = "\(settings.workers.data)/\(id)"
    try Folders.make(path, mode: 0o700)
    return path
  }

  // MARK: Loss

  private func workerLost(_ name: String, _ generation: Generation) {
    change(name) { await $0.recover(name, from: generation) }
  }

  /// Starts another worker for a plugin whose serving one was lost, or gives up.
  private func recover(_ name: String, from generation: Generation) async {
    // One that was starting or draining: whoever waits for its steps is told by them.
    guard let serving = entries[name]?.serving, serving.generation === generation, !isEnding else { return }
    let isEarly = serving.installed.duration(to: .now) < settings.workers.probation
    if isEarly, await rollBack(name, serving) { return }
    await restart(name, afterLosing: serving)
  }

  private func restart(_ name: String, afterLosing serving: Serving) async {
    let limits = CrashHistory.Limits(
      crashes: settings.workers.crashes, window: settings.workers.crashWindow)
    switch entries[name, default: Entry()].crashes.crashed(at: .now, limits) {
    case .quarantine: if await !rollBack(name, serving) { quarantine(name, serving) }
    case .restart(let delay) where delay > .zero:
      entries[name]?.state = "restarting"
      log.warning("\(name): another worker in \(delay)", metadata: ["plugin": "\(serving.generation.plugin)"])
      // Not within the change: a corrected file must not wait for it.
      Task {
        try? await Task.sleep(for: delay)
        change(name) { await $0.startAgain(name, serving) }
      }
    case .restart: await startAgain(name, serving)
    }
  }

  private func startAgain(_ name: String, _ serving: Serving) async {
    guard let now = entries[name]?.serving, now.generation === serving.generation, !isEnding else { return }
    do {
      try await replace(
        name, with: serving.prepared, previous: serving.previous, installed: serving.installed)
    } catch {
      guard !isEnding else { return }
      entries[name]?.reason = "\(error)"
      log.error("\(name): no worker could be started — \(error)")
      await restart(name, afterLosing: serving)
    }
  }

  /// Takes back what served before, library and settings, where it can read the state. True when it serves.
  private func rollBack(_ name: String, _ serving: Serving) async -> Bool {
    guard let previous = serving.previous else { return false }
    let (bad, good) = (serving.prepared.manifest, previous.manifest)
    // What has been taken away since does not come back with it.
    guard !previous.isSame(as: serving.prepared), bad.canGoBack(to: good),
      previous.exceeding(serving.prepared.configuration.grants).isEmpty
    else { return false }
    do {
      try await replace(name, with: previous, previous: nil)
      let why =
        "\(bad.version) crashed after it was installed; \(good.version) serves again as before — hint: roost plugins crashes \(name)"
      entries[name]?.reason = why
      log.error("\(name): \(why)", metadata: ["plugin": "\(good.id)"])
      return true
    } catch {
      log.error("\(name): \(good.version) cannot be taken back — \(error)")
      return false
    }
  }

  private func quarantine(_ name: String, _ serving: Serving) {
    serving.slot.setQuarantined(true)
    entries[name]?.state = "quarantined"
    let why =
      """
      \(settings.workers.crashes) crashes within \(settings.workers.crashWindow); it answers 503 — \
      hint: see roost plugins crashes \(name), then replace \(name).so or run roost plugins reload \(name)
      """
    entries[name]?.reason = why
    log.error("\(name) is quarantined: \(why)", metadata: ["plugin": "\(serving.generation.plugin)"])
  }

  /// Frees a generation whose worker has been lost.
  func bury(_ serving: Serving) {
    Task { await end(serving.generation) }
    serving.slot.setQuarantined(false)
    serving.lossGuard.release()
  }

  // MARK: Reports

  private func workerDied(_ name: String, _ generation: Generation, _ report: CrashReport) {
    reports[name, default: []].append(report)
    if reports[name]!.count > Self.keptReports { reports[name]!.removeFirst() }
    environment.metrics.crashes(of: generation.plugin).increment()
    generation.logger.error(
      "its worker was lost: \(report.reason) — hint: roost plugins crashes \(name)",
      metadata: report.backtrace.isEmpty
        ? ["pid": "\(report.pid)"]
        : [
          "pid": "\(report.pid)", "backtrace": .array(report.backtrace.prefix(16).map { .string($0) }),
        ])
  }

  /// The last crashes of a name, oldest first.
  package func crashes(_ name: String) -> [CrashReport] { reports[name] ?? [] }
}

extension CrashReport {
  init(_ generation: Generation, _ death: WorkerDeath, _ backtrace: [String]) {
    time = Int64(Glibc.time(nil))
    version = "\(generation.manifest.version)"
    self.generation = generation.number
    pid = death.pid
    output = death.output
    let record = CrashRecord(death.report)
    self.backtrace = backtrace
    reason =
      switch record {
      case nil: death.reason
      case let record? where record.signal == nil:
        "its plugin called exit(\(record.status)) in thread \(record.thread)"
      case let record?:
        death.reason + (record.faultAddress.map { " at address 0x" + String($0, radix: 16) } ?? "")
          + " in thread \(record.thread)"
          + (death.event.map { ", handling \($0)" } ?? (record.ticket == 0 ? "" : ", with an event in hand"))
      }
  }
}
