import RoostManifestFormat
import CRoost
import HostBridge
import HostDispatch
import HostLoader
import HostOperations
import HostServices
import NIOCore
import Synchronization

/// One generation of the plugin that is examined.
final class Specimen: Sendable {
  let rig: Rig
  let generation: Generation
  let slot: PluginSlot
  let lines: RecordedLines
  let worker: WorkerLink?
  private let fate: Fate
  /// Its routes with its own deadlines, once asked for.
  let knownRoutes = Mutex<RouteSnapshot?>(nil)

  /// What becomes of its worker.
  private final class Fate: Sendable {
    let isLost = Atomic<Bool>(false)
    let death = Mutex<WorkerDeath?>(nil)
  }

  private init(
    _ rig: Rig, _ generation: Generation, _ lines: RecordedLines, _ worker: WorkerLink?, _ fate: Fate
  ) {
    self.rig = rig
    self.generation = generation
    self.lines = lines
    self.worker = worker
    self.fate = fate
    let limits = rig.subject.manifest.limits
    slot = PluginSlot(
      plugin: generation.plugin,
      limits: PluginSlot.Limits(
        concurrency: rig.subject.configuration.limits.concurrency ?? limits.concurrency ?? 64, queue: 4096))
  }

  /// Where its code runs.
  var process: ProcessLook { ProcessLook(pid: worker?.pid) }

  // MARK: Opening

  static func open(_ rig: Rig, extensions: Extensions) async throws -> Specimen {
    let (path, number) = try rig.copy()
    let lines = RecordedLines()
    let generation = Generation(
      manifest: rig.subject.manifest, number: number, httpGrants: rig.subject.httpGrants,
      grants: rig.subject.grants, extensions: extensions,
      environment: BridgeEnvironment(
        loops: rig.loops, metrics: PluginMetrics(MetricsRegistry(includesProcess: false)),
        logger: lines.logger, watchdog: rig.watchdog,
        state: StateSetup(
          store: rig.store, quota: rig.world == nil ? 16 << 20 : nil, effects: rig.world?.effects),
        secrets: rig.world?.secrets ?? SecretStore(rig.subject.secrets),
        fetcher: try rig.world?.fetcher ?? .deaf,
        telegram: try rig.world?.telegram ?? .deaf([], of: rig.subject.manifest.id, .deaf), files: rig.files,
        services: Specimen.dispatcher))
    let fate = Fate()
    do {
      let worker = try await link(generation, to: path, rig, fate)
      return Specimen(rig, generation, lines, worker, fate)
    } catch let failure as PluginFailure {
      throw Finding(
        "it cannot be loaded", why: "\(failure)", hint: "see `roost plugins inspect`, and its constructors",
        lines: lines.last)
    }
  }

  private static func link(_ generation: Generation, to path: String, _ rig: Rig, _ fate: Fate) async throws
    -> WorkerLink?
  {
    guard rig.settings.mode == .worker else {
      generation.attach(
        try await onThread {
          try InlineLink(opening: path, handle: generation.handle, name: generation.plugin)
        })
      return nil
    }
    var spec = WorkerSpec(
      program: rig.settings.worker, library: path,
      lost: { _ in fate.isLost.store(true, ordering: .releasing) },
      died: { _, death in fate.death.withLock { $0 = death } })
    spec.dataFolder = rig.dataFolder
    spec.readable += SwiftRuntime.folders + [path]
    spec.memory = rig.subject.configuration.limits.memoryMiB.map { UInt64($0) << 20 }
    spec.patience = TimeAmount(rig.patience / 2)
    let final = spec
    let worker = try await onThread { try WorkerLink(final, for: generation) }
    generation.attach(worker)
    do {
      try await worker.loaded(within: rig.patience)
    } catch {
      worker.kill()
      throw error
    }
    return worker
  }

  // MARK: Death

  /// What is to be said when its worker has died; nil while it lives.
  func death(_ when: String) async -> Finding? {
    guard fate.isLost.load(ordering: .acquiring) || generation.isLost else { return nil }
    _ = await eventually(within: .seconds(5)) { fate.death.withLock { $0 != nil } }
    let death = fate.death.withLock { $0 }
    return Finding(
      "its process died \(when)", why: death?.reason ?? "its worker was lost",
      hint: "run the one check again with --filter and the same --seed; the last lines are below",
      lines: lines.last)
  }

  /// Ends its worker now.
  func kill() {
    generation.close()
    worker?.kill()
  }

  /// A finding with the plugin's last lines.
  func finding(_ what: String, why: String, hint: String) -> Finding {
    Finding(what, why: why, hint: hint, lines: lines.last)
  }
}
