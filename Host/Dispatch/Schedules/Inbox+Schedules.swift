import HostBridge
import HostOperations
import HostServices
import NIOCore

/// Runs of schedules are events in the inbox of their plugin.
extension Inbox {
  /// Begins to start runs, knowing the spaces that the store has.
  func openSchedules(_ spaces: [String]) {
    schedules.open(spaces, mayStart: { [unowned self] in mayStart($0, of: $1) }) { [unowned self] in
      start($0, of: $1, saying: $2, $3, $4)
    }
  }

  /// Whether a run of a schedule may start here and now, the one place that decides it: its plugin serves, and where
  /// hosts share the store this is the one that sees to it. What is missed meanwhile is made up for as the schedule's
  /// policy says.
  private func mayStart(_ schedule: String, of plugin: String) -> Bool {
    dispatcher.routes.serves(plugin) && hold(ofSchedulesOf: plugin) != nil
  }

  private func hold(ofSchedulesOf plugin: String) -> Hold? {
    holds.hold(ofSingleton: ScheduleRecord.space(of: plugin).plugin)
  }

  /// Keeps a run in the commit that says how far its schedule has come.
  private func start(
    _ event: StoredEvent, of plugin: String, saying part: StateCommit.Part, _ id: CommitID,
    _ answer: @escaping @Sendable (Result<UInt64, StateFailure>) -> Void
  ) {
    guard let hold = hold(ofSchedulesOf: plugin) else {
      return answer(.failure(StateFailure(.stale, "another host sees to the schedules of \(plugin)")))
    }
    let source = source(.plugin(plugin))
    let commit = StateCommit(
      id: id, steps: [source.step(appending: event)], others: [part] + hold.fence)
    CrashPoint.reach(.runDue)
    store.commit(commit, to: source.space) { result in
      if case .success(let receipt) = result {
        CrashPoint.reach(.runStored)
        source.appended(
          event, key: receipt.key(source.prefix(of: event), 0), version: receipt.version,
          on: self.loop(of: event))
      }
      answer(result.map(\.version))
    }
  }
}
