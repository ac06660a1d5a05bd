import HostBridge
import HostLoader
import HostOperations
import Logging
import RoostManifestFormat

/// One generation taking another's place.
///
/// With `none` both serve while the older drains. With `exclusive` intake is held: the older drains
/// and exports, the newer imports and starts, the routes swap, the held events go on. Whatever fails
/// before the swap leaves the older serving.
struct HandOver {
  let manager: PluginManager
  let old: PluginManager.Serving?
  let new: PluginManager.Serving

  private var step: Duration { manager.settings.step }

  /// - Throws: ``PluginRejection`` or ``RouteConflicts``; the new generation is then to be discarded.
  func perform() async throws {
    try checkState()
    try await open()
    try await lifecycle(.create)
    try await lifecycle(.configure, bytes: new.prepared.configuration.json)
    if let old, isExclusive(old) {
      try await exclusive(old)
    } else {
      try await lifecycle(.start)
      try await manager.install(new)
      if let old { await manager.retire(old) }
    }
  }

  /// The newer must be able to read what the older has written.
  private func checkState() throws {
    guard let old else { return }
    let written = old.prepared.manifest.state.writes
    guard !new.prepared.manifest.state.reads.contains(written) else { return }
    throw PluginRejection(
      """
      \(new.prepared.manifest.id) \(new.prepared.manifest.version) — generation \(old.generation.number) writes state \
      version \(written), this one reads \(new.prepared.manifest.state.reads) — hint: add \(written) to state.reads, \
      or unload the plugin first and lose its state
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

  private func exclusive(_ old: PluginManager.Serving) async throws {
    new.slot.hold()
    old.generation.close()
    old.generation.tellDraining()
    do {
      let state = try await export(from: old)
      if let state {
        try await lifecycle(
          .importState, bytes: state, version: UInt32(old.prepared.manifest.state.writes))
      }
      try await lifecycle(.start)
      try await manager.install(new)
    } catch {
      await resume(old)
      old.generation.reopen()
      new.slot.release()
      throw error
    }
    // What waited goes on at once; the older may take its time to stop.
    new.slot.release()
    await manager.finish(old)
  }

  /// Lets the older serve on. It does so even if it says it cannot: nobody else is there to.
  private func resume(_ old: PluginManager.Serving) async {
    do throws(PluginFailure) {
      _ = try await old.generation.perform(.resume, within: step)
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

  private func lifecycle(_ name: LifecycleStep, bytes: [UInt8] = [], version: UInt32 = 0) async throws {
    do throws(PluginFailure) {
      _ = try await new.generation.perform(name, bytes: bytes, version: version, within: step)
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
