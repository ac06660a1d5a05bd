import HostBridge
import HostServices
import Logging
import NIOCore

/// What people see of an effect that waits.
package struct EffectReport: Sendable {
  /// Its id in logs and commands.
  package var id: String
  /// The plugin that caused it.
  package var plugin: String
  /// The event that it was caused by; empty when none did.
  package var cause: String
  /// What is to be done, such as `POST https://api.example.org`; without a path, which may hold a secret.
  package var what: String
  /// The name of its outcome, or a notice's subject.
  package var name: String
  /// `waiting`, `held`, or `sending` when an attempt is recorded.
  package var state: String
  /// When it was caused, in milliseconds since 1970.
  package var time: Int64
  /// Attempts that failed.
  package var attempts: Int
  /// Why the last one did; empty when none has.
  package var reason: String
}

/// Why a command about effects was not carried out.
package struct EffectRefusal: Error, Sendable, CustomStringConvertible {
  /// What, why and a hint.
  package let description: String
}

extension Inbox {
  private static let effects = "inbox/effects:"

  /// Effects that wait, the oldest of each plugin first.
  ///
  /// - Parameter limit: most of them.
  package func waitingEffects(limit: Int) async throws -> [EffectReport] {
    let usage = try await withCheckedContinuation { waiting in store.usage { waiting.resume(returning: $0) } }
      .get()
    var reports: [EffectReport] = []
    for space in usage where space.plugin.hasPrefix(Self.effects) && space.entries > 0 {
      for entry in try await entries(of: space.plugin, limit: limit - reports.count) {
        if let event = try? StoredEvent(record: entry.value) { reports.append(report(event)) }
      }
    }
    return reports
  }

  private func entries(of space: String, limit: Int) async throws -> [StateEntry] {
    var entries: [StateEntry] = []
    guard limit > 0 else { return entries }
    try await store.pages(of: StateSpace(host: space), limit: 500) { page in
      entries += page.prefix(limit - entries.count)
      return entries.count < limit
    }
    return entries
  }

  private func report(_ event: StoredEvent) -> EffectReport {
    let head = try? EffectHead(record: event.block)
    let isHeld = outbox.isHeld && head?.isReleased != true
    return EffectReport(
      id: event.id, plugin: event.sender, cause: head?.cause ?? "",
      what: Outbox.what(event),
      name: event.name, state: head?.isAttempted == true ? "sending" : isHeld ? "held" : "waiting",
      time: event.received, attempts: event.failures.count, reason: event.failures.last?.message ?? "")
  }

  // MARK: Holding

  /// Finds out whether effects are held.
  func readHold() async throws(StateFailure) {
    let found = try await withCheckedContinuation { waiting in
      store.get([Outbox.holdKey], of: Outbox.space) { waiting.resume(returning: $0) }
    }.get()
    guard found.first.flatMap({ $0 }) != nil else { return }
    log.warning(
      "effects are held: nothing is sent — hint: roost outbox list shows them, roost outbox release lets them go"
    )
    outbox.set(held: true)
  }

  /// Holds all effects, or lets them go; kept in the store.
  package func holdEffects(_ isHeld: Bool) async throws {
    let change = isHeld ? Outbox.hold : StateCommit(id: nil, steps: [.delete(Outbox.holdKey)])
    // Held before it is written, let go after: in doubt nothing is sent.
    if isHeld { outbox.set(held: true) }
    _ = try await withCheckedContinuation { waiting in
      store.commit(change, to: Outbox.space) { waiting.resume(returning: $0) }
    }.get()
    if !isHeld { outbox.set(held: false) }
  }

  /// Lets one effect go although others are held.
  package func releaseEffect(_ id: String) async throws {
    let effect = try find(id)
    guard outbox.take(effect) else {
      throw EffectRefusal(
        description:
          "\(id) is not held, or its turn has not come — hint: effects of a lane go one after the other")
    }
    try await change(effect, isKeptBack: true) { $0.isReleased = true }
  }

  /// Takes an effect from the outbox unsent; its plugin is told so.
  package func dropEffect(_ id: String) async throws {
    let effect = try find(id)
    try await change(effect, isKeptBack: outbox.take(effect)) { $0.isDropped = true }
  }

  private func change(
    _ effect: EffectDelivery, isKeptBack: Bool, _ change: @escaping @Sendable (inout EffectHead) -> Void
  ) async throws {
    guard try await effect.loop.submit({ effect.change(change, isKeptBack: isKeptBack) }).get() else {
      throw EffectRefusal(description: "\(effect.event.id) is being sent: its outcome will tell")
    }
  }

  private func find(_ id: String) throws(EffectRefusal) -> EffectDelivery {
    if let effect = outbox.effect(id) { return effect }
    throw EffectRefusal(
      description:
        "\(id) is no effect in this host's hands — hint: roost outbox list shows them, on each host its own")
  }
}
