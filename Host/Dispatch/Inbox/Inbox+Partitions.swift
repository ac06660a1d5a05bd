import HostOperations
import HostServices
import NIOCore

/// What happens to events as partitions come and go.
extension Inbox: PartitionHandler {
  func read(_ holds: [Hold]) {
    guard !holds.isEmpty else { return }
    // Before anything else is told: what comes next must not move the queues past what was missed.
    for source in sources { for hold in holds { source.readAgain(hold) } }
    readUnknown(holds)
  }

  /// Reads events of sources that nothing was heard of yet.
  private func readUnknown(_ holds: [Hold]) {
    store.usage { result in
      guard case .success(let usage) = result else {
        // The events must not lie there until somebody looks again.
        return self.later(.seconds(1)) { self.readUnknown(holds.filter(\.isOpen)) }
      }
      for space in usage where space.entries > 0 {
        guard let source = self.source(ofSpace: space.plugin) else { continue }
        for hold in holds where hold.isOpen { source.read(hold) }
      }
      self.seeToJobs(usage)
    }
  }

  func drop(_ hold: Hold) { for source in sources { source.drop(hold) } }

  func heard(_ key: [UInt8], in space: String) { source(ofSpace: space)?.heard(key) }

  /// Looks for what other hosts have planned and subscribed to, of which the store does not tell.
  func renewed() {
    store.usage { result in
      guard case .success(let usage) = result else { return }
      for space in usage {
        guard let name = Self.id(space.plugin, after: "inbox/") else { continue }
        self.metrics.stored(name).set(Int64(space.entries))
      }
      self.seeToJobs(usage)
    }
    // What is read in vain is read again soon.
    Task { try? await subscriptions.load() }
  }

  private func seeToJobs(_ usage: [StateUsage]) {
    for space in usage where space.entries > 0 {
      guard let plugin = Self.id(space.plugin, after: "jobs/"), jobs.sees(to: plugin) else { continue }
      jobs.planned(plugin, due: 0)
    }
  }
}
