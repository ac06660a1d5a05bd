package import HostBridge
import HostLoader
package import HostOperations
import HostRouter
import HostServices
package import Logging
import NIOCore
import RoostManifestFormat

/// Keeps what serves in step with the folder: loads, replaces and unloads plugins, one change a
/// plugin at a time, and never ends an older generation before the newer one serves.
package actor PluginManager {
  /// A plugin that serves.
  struct Serving {
    let prepared: PreparedPlugin
    let generation: Generation
    let slot: PluginSlot
    let part: RouteSnapshot.Part
    let lossGuard: LossGuard
    /// What it replaced, to go back to.
    let previous: PreparedPlugin?
    /// When its version came; a worker that takes the place of a lost one changes nothing in that.
    let installed: ContinuousClock.Instant
  }

  /// What is known of a name in the folder.
  struct Entry {
    var serving: Serving?
    var state = "loading"
    var reason = ""
    var id = ""
    /// The newest version that was read.
    var version = ""
    var crashes = CrashHistory()
    /// It is refused because of what another plugin has, an id or routes, and is tried again when that changes.
    var isWaiting = false
    /// Services that it requires and nobody provides.
    var missing: [String] = []

    /// Whether its files have come to rest, and it serves or does not.
    var isDecided: Bool { state != "loading" }
  }

  let settings: PluginSettings
  let intake: PluginIntake
  let host: PluginHost
  let environment: BridgeEnvironment
  let dispatcher: Dispatcher
  let log: Logger
  private let watcher: FolderWatcher
  let health: Health
  private var slots: [String: PluginSlot] = [:]
  private var changes: [String: Task<Void, Never>] = [:]
  private var retiring: [UInt64: Task<Void, Never>] = [:]
  /// Generations that do not serve yet, by number.
  private var starting: [UInt64: Generation] = [:]
  private var nextGeneration: UInt64 = 0
  /// Versions whose code is in this process, for ever: their digests, by the plugin's id.
  private var inlineVersions: [String: Set<SHA256Digest>] = [:]
  /// Counts the private copies; not every one becomes a generation.
  private var nextCopy: UInt64 = 0
  var look = FirstLook()
  private(set) var isEnding = false
  /// By name, as long as the host runs.
  var reports: [String: [CrashReport]] = [:]
  private var drain: Duration
  /// Told which plugins serve, by their ids, whenever that has changed.
  private let tellServing: @Sendable (Set<String>) -> Void
  var entries: [String: Entry] = [:]

  /// A manager that has not looked at the folder yet.
  ///
  /// - Parameter serving: is told which plugins serve, by their ids, whenever that has changed.
  package init(
    settings: PluginSettings, intake: PluginIntake, watcher: FolderWatcher, host: PluginHost,
    environment: BridgeEnvironment, dispatcher: Dispatcher, health: Health, log: Logger,
    serving: @escaping @Sendable (Set<String>) -> Void = { _ in }
  ) {
    tellServing = serving
    self.settings = settings
    drain = settings.drain
    self.intake = intake
    self.watcher = watcher
    self.host = host
    self.environment = environment
    self.dispatcher = dispatcher
    self.health = health
    self.log = log
    health.set("plugins", ready: false, reason: "the folder has not been read yet")
  }

  /// Follows the folder until the watcher stops.
  package func run() async {
    for await event in watcher.events {
      switch event {
      case .settled(let entry):
        change(entry.name) { await $0.follow(entry.name, exists: entry.library != nil) }
      case .scanned(let names): scanned(Set(names))
      case .unavailable(let why):
        log.error("the plugin folder cannot be used: \(why) — what is loaded serves on")
        endLook()
      case .ignored(let file, let why): log.warning("\(settings.folder)/\(file) is ignored: \(why)")
      }
    }
  }

  /// Does one change of a name after the other.
  func change(_ name: String, _ work: @escaping @Sendable (isolated PluginManager) async -> Void) {
    let before = changes[name]
    changes[name] = Task {
      await before?.value
      await work(self)
      endLookIfDecided()
      tellMissing()
    }
  }

  /// Waits until the changes seen so far are done.
  func settled() async {
    for task in changes.values { await task.value }
  }

  // MARK: Commands

  /// Reads a plugin's files again and replaces it, also when they are unchanged.
  ///
  /// - Returns: how it stands afterwards; nil when the folder has no such name.
  package func reload(_ name: String) async -> PluginReport? {
    guard entries[name] != nil || intake.has(name) else { return nil }
    change(name) { await $0.follow(name, exists: true, force: true) }
    await changes[name]?.value
    return entries[name].map { report(name, $0) }
  }

  /// Looks at the whole folder now.
  package func rescan() { watcher.rescan() }

  /// Ends a plugin until its files change or it is reloaded.
  package func unload(_ name: String) async -> PluginReport? {
    guard entries[name] != nil else { return nil }
    change(name) { await $0.end(name, state: "unloaded") }
    await changes[name]?.value
    return entries[name].map { report(name, $0) }
  }

  /// How all plugins stand, by name.
  package func list() -> [PluginReport] {
    entries.sorted { $0.key < $1.key }.map { report($0.key, $0.value) }
  }

  /// Tells every event in hand that the host ends, so that streams end.
  package func tellDraining() {
    for entry in entries.values { entry.serving?.generation.tellDraining() }
  }

  /// Ends all plugins, letting events in hand finish for a while. What does not serve yet never will.
  package func shutDown(within time: Duration) async {
    isEnding = true
    drain = time
    watcher.stop()
    endLook()
    for generation in starting.values { generation.breakOff() }
    await settled()
    for (name, entry) in entries where entry.serving != nil {
      change(name) { await $0.end(name, state: "unloaded") }
    }
    await settled()
    for task in retiring.values { await task.value }
  }

  private func report(_ name: String, _ entry: Entry) -> PluginReport {
    let serving = entry.serving
    let counts = serving?.slot.counts ?? (inHand: 0, waiting: 0, abandoned: 0)
    let id = serving?.generation.plugin ?? entry.id
    let pid = serving?.generation.workerProcess
    return PluginReport(
      name: name, id: id,
      version: serving.map { "\($0.prepared.manifest.version)" } ?? entry.version,
      generation: serving?.generation.number ?? 0, state: entry.state,
      isolation: serving?.prepared.configuration.isolation.rawValue ?? "", pid: pid,
      memory: pid.flatMap { ProcessMemory.own(of: $0) },
      files: id.isEmpty ? nil : environment.files?.usage(of: id)?.bytes,
      calls: id.isEmpty ? 0 : dispatcher.metrics.handles(id).events.value,
      crashes: id.isEmpty ? 0 : environment.metrics.crashes(of: id).value, inHand: counts.inHand,
      waiting: counts.waiting, misconduct: serving?.generation.misconduct.counts ?? (0, 0, 0),
      missing: entry.missing, reason: entry.reason)
  }

  // MARK: Changes

  /// Brings what serves in step with a name's files.
  func follow(_ name: String, exists: Bool, force: Bool = false) async {
    guard !isEnding else { return }
    guard exists else {
      await end(name, state: "unloaded")
      entries[name] = nil
      return
    }
    nextCopy += 1
    let (intake, folder, host, number) = (intake, settings.folder, host, nextCopy)
    let grantsAll = settings.grantsAll
    do {
      let prepared = try await blocking("roost-intake") {
        try PreparedPlugin.prepare(
          name, generation: number, intake: intake, folder: folder, host: host, grantsAll: grantsAll)
      }
      try await take(name, prepared, force: force)
    } catch let error as IntakeError where error.isRetryable {
      log.debug("\(name): \(error); trying again")
      watcher.revisit(name, after: .milliseconds(200))
      if await !takenGrants(name).isEmpty { await refuse(name, "\(error)") }
    } catch let error as IntakeError where error.code == .absent {
      await end(name, state: "unloaded")
      entries[name] = nil
    } catch {
      if let manifest = (error as? PluginRejection)?.manifest { identify(name, manifest) }
      await refuse(name, "\(error)".split(separator: "\n").joined(separator: "; "))
    }
  }

  private func identify(_ name: String, _ manifest: Manifest) {
    entries[name, default: Entry()].id = manifest.id
    entries[name]?.version = "\(manifest.version)"
  }

  /// Serves what the folder holds now, if it is anything new.
  private func take(_ name: String, _ prepared: PreparedPlugin, force: Bool) async throws {
    let id = prepared.manifest.id
    let old = entries[name]?.serving
    identify(name, prepared.manifest)
    // What was taken away is gone at once, also from what serves on or drains.
    if old?.generation.plugin == id { Generation.restrict(id, to: prepared.rights) }
    guard prepared.configuration.isEnabled else { return await end(name, state: "disabled") }
    if let old, !force, old.prepared.isSame(as: prepared) {
      if !old.generation.isLost { entries[name]?.reason = "" }
      return
    }
    if let other = entries.first(where: { $0.key != name && $0.value.serving?.generation.plugin == id }) {
      entries[name]?.isWaiting = true
      throw PluginRejection.sameID(id, name, other.key, folder: settings.folder)
    }
    try checkInline(prepared)
    entries[name]?.crashes = CrashHistory()
    entries[name]?.isWaiting = false
    tellGrants(prepared)
    // A version that was lost is none to go back to.
    let previous = old.flatMap { $0.generation.isLost ? nil : $0.prepared }
    do {
      try await replace(name, with: prepared, previous: previous)
    } catch let conflicts as RouteConflicts {
      entries[name]?.isWaiting = true
      throw conflicts
    }
    entries[name]?.reason = ""
    // What the older version had may be free now.
    if old != nil { retryWaiting() }
  }

  /// Two versions of C types cannot be in one process.
  private func checkInline(_ prepared: PreparedPlugin) throws(PluginRejection) {
    guard prepared.configuration.isolation == .inline else { return }
    let (id, digest) = (prepared.manifest.id, prepared.copy.digest)
    let others = inlineVersions[id, default: []].subtracting([digest])
    if !others.isEmpty, prepared.inspection.describesCTypes, !prepared.configuration.replacesInline {
      throw PluginRejection.sharedCTypes(prepared, folder: settings.folder)
    }
    inlineVersions[id, default: []].insert(digest)
  }

  /// Tries those again that could not be served beside what has changed now.
  private func retryWaiting() {
    for (waiting, entry) in entries where entry.isWaiting { watcher.revisit(waiting, after: .zero) }
  }

  /// Puts a new generation in the place of the one that serves, if one does.
  func replace(
    _ name: String, with prepared: PreparedPlugin, previous: PreparedPlugin?,
    installed: ContinuousClock.Instant = .now
  ) async throws {
    let id = prepared.manifest.id
    let old = entries[name]?.serving
    let slot = slots[id] ?? PluginSlot(plugin: id, limits: settings.limits)
    slots[id] = slot
    let generation = begin(prepared)
    let serving = Serving(
      prepared: prepared, generation: generation, slot: slot, part: part(prepared, generation, slot),
      lossGuard: LossGuard(slot), previous: previous, installed: installed)
    let isLost = old?.generation.isLost ?? false
    let began = ContinuousClock.now
    do {
      try await HandOver(
        manager: self, old: isLost ? nil : old, lost: isLost ? old : nil, new: serving
      ).perform()
    } catch {
      await discard(generation)
      throw error
    }
    if prepared.configuration.isolation == .worker {
      environment.metrics.workerStarted(id, after: began.duration(to: .now))
    }
    if let old, isLost { bury(old) }
    tellBroken(prepared.manifest, generation.registrations)
    logReplacement(old, serving)
  }

  /// A generation that does not serve yet, without code.
  private func begin(_ prepared: PreparedPlugin) -> Generation {
    nextGeneration += 1
    let generation = Generation(
      manifest: prepared.manifest, number: nextGeneration, httpGrants: prepared.httpGrants,
      grants: prepared.rights, environment: environment)
    starting[generation.number] = generation
    return generation
  }

  /// A generation of what was lost that never serves.
  func helper(of lost: Serving) throws -> Serving {
    guard !isEnding else { throw PluginRejection("\(lost.prepared.copy.name): the host ends") }
    let generation = begin(lost.prepared)
    return Serving(
      prepared: lost.prepared, generation: generation, slot: lost.slot, part: lost.part,
      lossGuard: LossGuard(lost.slot), previous: nil, installed: .now)
  }

  /// Stops and frees a generation that never served.
  func discard(_ generation: Generation) async {
    starting[generation.number] = nil
    do throws(PluginFailure) {
      _ = try await generation.perform(.stop, within: settings.step)
    } catch {
      generation.logger.debug("stop failed — \(error)")
    }
    await end(generation)
  }

  private func part(_ prepared: PreparedPlugin, _ generation: Generation, _ slot: PluginSlot)
    -> RouteSnapshot.Part
  {
    let declared = prepared.manifest.limits
    let given = prepared.configuration.limits
    slot.setLimits(
      PluginSlot.Limits(
        concurrency: given.concurrency ?? declared.concurrency ?? settings.limits.concurrency,
        queue: given.queue ?? declared.queue ?? settings.limits.queue))
    let deadline =
      given.deadline.map { TimeAmount($0) } ?? declared.deadlineMS.map { .milliseconds(Int64($0)) }
      ?? settings.deadline
    return RouteSnapshot.Part(
      generation: generation, slot: slot,
      publicFolder: "\(settings.folder)/\(prepared.copy.name).public",
      deadline: min(deadline, settings.deadline),
      maximumBody: settings.maximumBody)
  }

  private func tellGrants(_ prepared: PreparedPlugin) {
    let requests = prepared.manifest.requests
    guard settings.grantsAll, !requests.isEmpty else { return }
    log.warning(
      """
      \(prepared.copy.name) is granted \(requests.map(\.name).joined(separator: ", ")) because this is dev — \
      hint: elsewhere an operator grants it, by roost plugins grant \(prepared.copy.name)
      """)
  }

  private func logReplacement(_ old: Serving?, _ new: Serving) {
    let manifest = new.prepared.manifest
    var metadata: Logger.Metadata = [
      "plugin": "\(manifest.id)", "generation": "\(new.generation.number)", "version": "\(manifest.version)",
    ]
    if let old {
      let before = Set(old.prepared.manifest.capabilities.map(\.name))
      let now = Set(manifest.capabilities.map(\.name))
      metadata["replaces"] = "\(old.generation.number)"
      if before != now {
        metadata["capabilities_added"] = "\(now.subtracting(before).sorted().joined(separator: ","))"
        metadata["capabilities_removed"] = "\(before.subtracting(now).sorted().joined(separator: ","))"
      }
    }
    log.notice("serving", metadata: metadata)
  }

  // MARK: The table

  /// Puts a plugin's routes in place, in exchange for those of another generation of it.
  ///
  /// - Throws: ``RouteConflicts``, or that the host ends, with nothing changed.
  func install(_ new: Serving) throws {
    let name = new.prepared.copy.name
    // Its worker may have been broken off already, and would be given events for ever.
    guard !isEnding else { throw PluginRejection("\(name) is not served: the host ends") }
    var parts = entries.filter { $0.key != name }.compactMap(\.value.serving?.part)
    parts.append(new.part)
    parts.sort { $0.generation.plugin < $1.generation.plugin }
    let snapshot = try RouteSnapshot(parts, bots: dispatcher.routes.bots)
    entries[name]?.serving?.lossGuard.setServing(false)
    new.lossGuard.setServing(true)
    dispatcher.swap(snapshot)
    starting[new.generation.number] = nil
    entries[name]?.serving = new
    entries[name]?.state = "serving"
    tellServing(servingIDs)
  }

  /// Serves other bots, from the next event on. A bot keeps its index; those that are new come behind.
  package func serve(bots: [Bot]) {
    let parts = entries.values.compactMap(\.serving?.part).sorted {
      $0.generation.plugin < $1.generation.plugin
    }
    // The routes are those that stand together already.
    dispatcher.swap(try! RouteSnapshot(parts, bots: bots))
  }

  /// The ids of the plugins that serve.
  private var servingIDs: Set<String> { Set(entries.values.compactMap(\.serving?.generation.plugin)) }

  /// Takes a plugin's routes away and ends it.
  func end(_ name: String, state: String, reason: String = "") async {
    entries[name]?.reason = reason
    guard let serving = entries[name]?.serving else {
      entries[name]?.state = state
      return
    }
    entries[name]?.serving = nil
    entries[name]?.state = "draining"
    let parts = entries.values.compactMap(\.serving?.part).sorted {
      $0.generation.plugin < $1.generation.plugin
    }
    // A subset of routes that stood together cannot conflict.
    dispatcher.swap(try! RouteSnapshot(parts, bots: dispatcher.routes.bots))
    retryWaiting()
    log.notice("unloaded", metadata: ["plugin": "\(serving.generation.plugin)"])
    if serving.generation.isLost { bury(serving) } else { await retire(serving).value }
    // Not before: until now its last events may have written.
    tellServing(servingIDs)
    entries[name]?.state = state
  }

  /// Ends a generation that no route leads to any more, when its events are done.
  @discardableResult func retire(_ serving: Serving) -> Task<Void, Never> {
    let number = serving.generation.number
    let task = Task {
      let generation = serving.generation
      generation.close()
      generation.tellDraining()
      do throws(PluginFailure) {
        _ = try await generation.perform(.drain, within: settings.step)
      } catch {
        generation.logger.warning("drain failed — \(error)")
      }
      if await !generation.emptied(within: drain) {
        log.warning(
          """
          generation \(number) still has \(generation.eventsInHand) events after \(settings.drain); \
          it ends without them
          """,
          metadata: ["plugin": "\(generation.plugin)"])
      }
      await finish(serving)
    }
    retiring[number] = task
    return task
  }

  func end(_ generation: Generation) async {
    let isLast = isEnding
    await generation.silence()
    // Without a thread it is freed here: its `destroy` then delays other changes, nothing worse.
    do {
      try await blocking("roost-end") { generation.end(withHost: isLast) }
    } catch {
      generation.end(withHost: isLast)
    }
  }

  /// Stops and frees a generation without events.
  func finish(_ serving: Serving) async {
    do throws(PluginFailure) {
      _ = try await serving.generation.perform(.stop, within: settings.step)
    } catch {
      serving.generation.logger.warning("stop failed — \(error)")
    }
    await end(serving.generation)
    retiring[serving.generation.number] = nil
  }
}

/// Runs blocking work on a thread of its own: the shared pool has only as many threads as cores.
func blocking<T: Sendable>(_ name: String, _ work: @escaping @Sendable () throws -> T) async throws -> T {
  try await withCheckedThrowingContinuation { continuation in
    do throws(SystemFailure) {
      try SystemThread.start(name) { continuation.resume(with: Result(catching: work)) }.detach()
    } catch {
      continuation.resume(throwing: error)
    }
  }
}
