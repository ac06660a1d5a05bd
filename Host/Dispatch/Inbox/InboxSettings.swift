package import HostOperations

/// Bounds of what is kept for handlers.
package struct InboxSettings: Sendable, Equatable {
  /// Most events of one source that are kept.
  package var events: Int
  /// Most bytes of them.
  package var bytes: Int
  /// When the oldest one has waited so long, in milliseconds, no more are taken.
  package var age: Int64
  /// When failed events are tried again.
  package var retries: RetryPolicy
  /// For how long dead letters are kept, in milliseconds.
  package var deadLife: Int64
  /// Most events of one source in memory; the others stay in the store until these are done.
  package var inMemory: Int
  /// For how long it is kept what became of events.
  package var trail: TrailSettings

  /// Collects bounds.
  package init(
    events: Int = 100_000, bytes: Int = 256 << 20, age: Int64 = 86_400_000,
    retries: RetryPolicy = RetryPolicy(),
    deadLife: Int64 = 30 * 86_400_000, inMemory: Int = 4096, trail: TrailSettings = TrailSettings()
  ) {
    self.events = events
    self.bytes = bytes
    self.age = age
    self.retries = retries
    self.deadLife = deadLife
    self.inMemory = inMemory
    self.trail = trail
  }
}

extension InboxSettings {
  /// The bounds of a configuration.
  package init(_ events: HostConfiguration.Events) {
    self.init(
      events: events.inboxEvents, bytes: events.inboxMiB << 20, age: events.inboxAge.milliseconds,
      retries: RetryPolicy(attempts: events.attempts, pause: events.retryPause.milliseconds),
      deadLife: events.deadLife.milliseconds, inMemory: events.inMemory,
      trail: TrailSettings(life: events.trailLife.milliseconds, bytes: events.trailMiB << 20))
  }
}

extension Duration {
  /// Whole milliseconds.
  package var milliseconds: Int64 {
    components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
  }
}
