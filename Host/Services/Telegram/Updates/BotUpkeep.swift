internal import Synchronization

/// Has the updates of every bot come: for each a task that keeps its webhook or fetches.
package final class BotUpkeep: Sendable {
  private struct Running {
    var mark: [UInt8]
    var task: Task<Void, Never>
  }

  private let caller: TelegramCaller
  private let store: any StateStore
  private let feed: UpdateFeed
  private let clock: StateClock
  private let running = Mutex<[Int64: Running]>([:])

  /// None runs yet.
  package init(
    _ caller: TelegramCaller, _ store: any StateStore, _ feed: UpdateFeed, clock: StateClock = .system
  ) {
    (self.caller, self.store, self.feed, self.clock) = (caller, store, feed, clock)
  }

  /// Serves these and no others. A bot that was served and is no more has its webhook deleted.
  package func serve(_ bots: [BotRegistry.Served]) {
    let active = bots.filter { $0.record.status == .active }
    running.withLock { running in
      for (id, entry) in running where !active.contains(where: { $0.record.id == id }) {
        entry.task.cancel()
        running[id] = nil
      }
      for bot in active {
        // What changes of it without need for another task: nothing but its status and the old proof.
        let mark = bot.record.secret.bytes + Array(bot.record.path.utf8)
        if let entry = running[bot.record.id] {
          guard entry.mark != mark else { continue }
          entry.task.cancel()
        }
        running[bot.record.id] = Running(mark: mark, task: begin(bot))
      }
    }
  }

  private func begin(_ bot: BotRegistry.Served) -> Task<Void, Never> {
    let (caller, store, feed, clock) = (caller, store, feed, clock)
    return Task {
      if let base = feed.publicURL {
        await WebhookKeeper(bot: bot, caller: caller, feed: feed, clock: clock).run(base)
      } else {
        await UpdatePoller(bot: bot, caller: caller, store: store, feed: feed).run()
      }
    }
  }

  /// Deletes a bot's webhook, so that Telegram keeps its updates.
  ///
  /// - Returns: what came of it.
  package func deleteWebhook(of bot: BotRegistry.Served) async -> TelegramOutcome {
    guard feed.publicURL != nil else { return .done([]) }
    guard let call = try? TelegramCall("deleteWebhook", timeout: 15_000) else { return .notSent("") }
    return await caller.call(call, as: bot.token)
  }

  /// Ends all tasks and waits for them.
  package func stop() async {
    let tasks = running.withLock { running in
      defer { running = [:] }
      return running.values.map(\.task)
    }
    for task in tasks { task.cancel() }
  }
}
