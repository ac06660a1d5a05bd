extension HostConfiguration {
  /// Bounds of events that are kept until they are dealt with.
  package struct Events: Sendable, Equatable {
    /// Most events of one bot, or for one plugin.
    package var inboxEvents: Int
    /// Most mebibytes of them.
    package var inboxMiB: Int
    /// When the oldest has waited so long, no more are taken.
    package var inboxAge: Duration
    /// Most events of one bot, or for one plugin, in memory; the others are read from the store when these are done.
    package var inMemory: Int
    /// Most attempts of an event, the first included.
    package var attempts: Int
    /// The pause after the first failed attempt; each is four times the one before, up to five minutes.
    package var retryPause: Duration
    /// For how long dead letters are kept.
    package var deadLife: Duration
    /// For how long it is kept what became of events; zero is not at all.
    package var trailLife: Duration
    /// Most mebibytes of that.
    package var trailMiB: Int
  }
}

extension HostConfiguration.Events {
  init(_ reader: inout SettingsReader) {
    let section = DataPath("events")
    func number(_ name: String, _ fallback: Int, _ range: ClosedRange<Int>) -> Int {
      reader.integer(section.member(name), default: fallback, in: range)
    }
    inboxEvents = number("inbox_events", 100_000, 1...100_000_000)
    inboxMiB = number("inbox_mb", 256, 1...1_048_576)
    inboxAge = .seconds(number("inbox_seconds", 86_400, 1...31_536_000))
    inMemory = number("in_memory", 4096, 8...1_000_000)
    attempts = number("attempts", 5, 1...100)
    retryPause = .milliseconds(number("retry_ms", 1000, 1...300_000))
    deadLife = .seconds(86_400 * number("dead_days", 30, 1...3650))
    trailLife = .seconds(3600 * number("trail_hours", 24, 0...8760))
    trailMiB = number("trail_mb", 64, 1...1_048_576)
  }
}
