import HostBridge
import HostLoader
import HostOperations
import Logging
import RoostManifestFormat

/// One generation taking another's place.
///
/// With `none` both serve while the older drains. With `exclusive` intake is held: the older drains
/// and exports, the newer imports and starts, the routes swap, the held events go on. Whatever fails
/// before the swap leaves the older serving. Where the newer cannot read what the older has written, but
/// the older can turn it to what the newer reads, it does so in between.
struct HandOver {
  let manager: PluginManager
  let old: PluginManager.Serving?
  /// What served and was lost, where there is no older.
  let lost: PluginManager.Serving?
  let new: PluginManager.Serving

  private var step: Duration { manager.settings.step }

  /// - Throws: ``PluginRejection`` or ``RouteConflicts``; the new generation is then to be discarded.
  func perform() async throws {
    let version = try await checkState()
    try await open()
    try await lifecycle(.create)
    try await lifecycle(.configure, bytes: new.prepared.configuration.json)
    if let old, version != nil || isExclusive(old) {
      try await exclusive(old, turningTo: version)
    } else {
      if let lost, let version { try await manager.turnBack(lost, to: version) }
      try await start()
      try await manager.install(new)
      if let old { await manager.retire(old) }
    }
  }

  /// Opens the newer for nothing but to turn its state to an older version.
  func turnBack(to version: Int) async throws {
    try await open()
    try await lifecycle(.create)
    try await lifecycle(.configure, bytes: new.prepared.configuration.json)
    try await lifecycle(.migrateState, version: UInt32(version), within: manager.settings.migration)
  }

  /// The newer must be able to read what the older has written.
  ///
  /// - Returns: the version that it is turned to before; nil where it need not be.
  private func checkState() async throws -> Int? {
    let (newer, id) = (new.prepared.manifest, new.prepared.manifest.id)
    guard let old = old ?? lost else {
      guard let form = await manager.environment.state?.form(of: id), form != 0,
        !newer.state.reads.contains(Int(form))
      else { return nil }
      throw PluginRejection(
        """
        \(id) \(newer.version) — its state is of version \(form), this one reads \(newer.state.reads) — hint: install \
        a version that reads \(form), or lose the state by roost plugins purge \(id)
        """)
    }
    let older = old.prepared.manifest
    if newer.state.reads.contains(older.state.writes) { return nil }
    if let version = older.wayBack(to: newer) { return version }
    throw PluginRejection(
      """
      \(id) \(newer.version) — generation \(old.generation.number) writes state \
      version \(older.state.writes), this one reads \(newer.state.reads) — hint: add \(older.state.writes) to \
      state.reads, or unload the plugin first and lose its state
      """)
  }

  private func isExclusive(_ old: PluginManager.Serving) -> Bool {
    let (before, after) = (old.prepared.manifest, new.prepared.manifest)
    return after.handover == .exclusive || before.handover == .exclusive
      || !before.state.reads.contains(after.state.writes)
  }

  private func open() async throws {
    let (prepared, generation) = (new.prepared, new.generation)
    do {
      switch prepared.configuration.isolation {
      case .inline:
        // For ordinary file calls; whoever makes none does not need it.
        do { _ = try await manager.dataFolder(of: generation.plugin) } catch {
          generation.logger.warning("it has no folder for its files — \(error)")
        }
        generation.attach(
          try await blocking("roost-load") {
            try InlineLink(
              opening: prepared.copy.path, handle: generation.handle,
              name: "\(generation.plugin) \(prepared.manifest.version), generation \(generation.number)")
          })
      case .worker:
        let spec = try await manager.workerSpec(new)
        let link = try await blocking("roost-spawn") { try WorkerLink(spec, for: generation) }
        generation.attach(link)
        // Nobody knew of its worker when the others were ended.
        if await manager.isEnding { generation.breakOff() }
        if spec.waits {
          // gdb hands on the signal that stopped it, unless told not to, and stops at it.
          generation.logger.warning(
            """
            its worker waits for a debugger: \
            gdb -p \(link.pid) -ex 'handle SIGSTOP nostop noprint nopass' — then `continue`, \
            or: kill -CONT \(link.pid)
            """)
        }
        try await link.loaded(within: spec.waits ? .seconds(86_400) : step)
      }
    } catch {
      throw rejection("load", error)
    }
  }

  private func exclusive(_ old: PluginManager.Serving, turningTo version: Int?) async throws {
    new.slot.hold()
    old.generation.close()
    old.generation.tellDraining()
    var hasStarted = false
    do {
      let state = try await export(from: old)
      if let version { try await turnBack(old, to: version) }
      if let state {
        try await lifecycle(
          .importState, bytes: state, version: UInt32(old.prepared.manifest.state.writes))
      }
      hasStarted = true
      try await start()
      try await manager.install(new)
    } catch {
      if hasStarted { await undo(for: old) }
      await resume(old)
      old.generation.reopen()
      new.slot.release()
      throw error
    }
    // What waited goes on at once; the older may take its time to stop.
    new.slot.release()
    await manager.finish(old)
  }

  private func start() async throws {
    try await lifecycle(.start, within: new.prepared.manifest.migrates ? manager.settings.migration : step)
  }

  private func turnBack(_ old: PluginManager.Serving, to version: Int) async throws {
    do throws(PluginFailure) {
      _ = try await old.generation.perform(
        .migrateState, version: UInt32(version), within: manager.settings.migration)
    } catch {
      throw rejection(
        "going back from generation \(old.generation.number) to state version \(version)", error)
    }
  }

  /// Has the newer, which failed when it had perhaps turned the state to its version, turn it back.
  private func undo(for old: PluginManager.Serving) async {
    let (newer, older) = (new.prepared.manifest, old.prepared.manifest)
    guard !older.state.reads.contains(newer.state.writes), let version = newer.wayBack(to: older) else {
      return
    }
    do {
      if new.generation.isLost {
        try await manager.turnBack(new, to: version)
      } else {
        _ = try await new.generation.perform(
          .migrateState, version: UInt32(version), within: manager.settings.migration)
      }
    } catch {
      old.generation.logger.error(
        "its state could not be turned back to version \(version), and what it writes is refused — \(error)")
    }
  }

  /// Lets the older serve on. It does so even if it says it cannot: nobody else is there to.
  private func resume(_ old: PluginManager.Serving) async {
    do throws(PluginFailure) {
      _ = try await old.generation.perform(
        .resume, within: old.prepared.manifest.migrates ? manager.settings.migration : step)
    } catch {
      old.generation.logger.error("resume failed — \(error)")
      // With a step that never returns it could never be replaced either; another worker can.
      old.generation.giveUpIfStuck()
    }
  }

  /// Drains the older; nil when it has nothing to hand over.
  private func export(from old: PluginManager.Serving) async throws -> [UInt8]? {
    do throws(PluginFailure) {
      _ = try await old.generation.perform(.drain, within: step)
      guard await old.generation.emptied(within: step) else {
        throw PluginFailure(
          code: -4,
          message:
            "\(old.generation.eventsInHand) events were still in hand after \(step), no hand-over without loss"
        )
      }
      guard old.prepared.manifest.handover == .exclusive else { return nil }
      return try await old.generation.perform(.exportState, within: step)
    } catch {
      throw rejection("hand-over from generation \(old.generation.number)", error)
    }
  }

  private func lifecycle(
    _ name: LifecycleStep, bytes: [UInt8] = [], version: UInt32 = 0, within time: Duration? = nil
  ) async throws {
    do throws(PluginFailure) {
      _ = try await new.generation.perform(name, bytes: bytes, version: version, within: time ?? step)
    } catch {
      throw rejection(name.name, error)
    }
  }

  private func rejection(_ what: String, _ error: any Error) -> PluginRejection {
    PluginRejection(
      """
      \(new.prepared.manifest.id) \(new.prepared.manifest.version) — \(what) failed — \(error) — \
      hint: the plugin's own log lines above say more
      """)
  }
}
