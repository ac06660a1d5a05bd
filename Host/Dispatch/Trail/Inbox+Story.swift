import HostServices
import NIOCore

/// What became of events, and what becomes of them now.
extension Inbox {
  /// Most events that a story tells of.
  private static let most = 1000

  /// Everything that is known of an event: its way, its causes, and all that it has caused.
  ///
  /// Reads everything that is kept: for people, who ask seldom.
  package func story(of id: String) async throws -> EventStory {
    let known = try await everything()
    guard var events = known[id] else { throw unknown(id) }
    for place in events.indices { events[place] = await now(events[place]) }
    var causedBy: [String: String] = [:]
    for (cause, reports) in known {
      for effect in reports.flatMap({ $0.decision?.effects ?? [] }) where !effect.id.isEmpty {
        causedBy[effect.id] = cause
      }
      for report in reports where !report.cause.isEmpty { causedBy[report.id] = report.cause }
    }
    var story = EventStory(events: events, causes: [], caused: [:])
    var (cause, seen) = (causedBy[id], Set([id]))
    while let next = cause, seen.insert(next).inserted {
      guard let reports = known[next] else { break }
      // Of several that an id means, that which did it.
      let below = story.causes.last?.id ?? id
      story.causes.append(
        reports.first { $0.decision?.effects.contains { $0.id == below } == true } ?? reports[0])
      cause = causedBy[next]
    }
    var open = events
    while let report = open.popLast(), story.caused.count < Self.most {
      for effect in report.decision?.effects ?? [] where story.caused[effect.id] == nil && effect.id != id {
        guard var reports = known[effect.id] else { continue }
        for place in reports.indices { reports[place] = await now(reports[place]) }
        story.caused[effect.id] = reports
        open += reports
      }
    }
    return story
  }

  private func unknown(_ id: String) -> EventRefusal {
    let hours = settings.trail.life / 3_600_000
    let kept = settings.trail.isKept ? "of the last \(hours) h at most" : "that has not ended"
    let hint =
      settings.trail.isKept
      ? "events.trail_hours and events.trail_mb say for how long"
      : "events.trail_hours keeps those, too, that have"
    return EventRefusal(
      description: """
        \(id) is no event \(kept) that was kept; what is delivered directly leaves lines in the log alone — \
        hint: \(hint)
        """)
  }

  /// Events in the order in which they came.
  ///
  /// - Parameters:
  ///   - source: only those of a bot, `bot:NAME`, or for a plugin, `plugin:ID`; nil is all.
  ///   - since: only those that came then or later, in milliseconds since 1970.
  ///   - limit: the last so many.
  package func events(of source: String?, since: Int64, limit: Int) async throws -> [EventReport] {
    var reports: [EventReport] = []
    for report in try await everything(since: since).values.joined() {
      guard report.kept.time >= since, report.state != "planned" else { continue }
      if let source, !report.isOf(source) { continue }
      reports.append(report)
    }
    reports.sort { one, other in
      one.kept.time == other.kept.time
        ? one.kept.commit < other.kept.commit : one.kept.time < other.kept.time
    }
    var found: [EventReport] = []
    for report in reports.suffix(limit) { found.append(await now(report)) }
    return found
  }

  // MARK: What there is

  /// Everything that is kept, by ids; of what has ended, only that which ended at a time or later.
  private func everything(since: Int64 = 0) async throws(StateFailure) -> [String: [EventReport]] {
    let usage = try await withCheckedContinuation { waiting in store.usage { waiting.resume(returning: $0) } }
      .get()
    var known: [String: [EventReport]] = [:]
    func add(_ report: EventReport?) {
      if let report { known[report.id, default: []].append(report) }
    }
    await trail.flush()
    try await each(Trail.space.plugin, from: TrailRecord.first(at: since)) { entry in
      for entry in (try? TrailChunk(record: entry.value))?.entries ?? [] {
        add(
          (try? TrailRecord(record: entry.value)).map {
            EventReport($0, key: entry.key, version: entry.version)
          })
      }
    }
    for space in usage where space.entries > 0 {
      if let source = Self.id(space.plugin, after: "inbox/") {
        try await each(space.plugin) { entry in
          add(
            (try? StoredEvent(record: entry.value)).map {
              EventReport(waiting: $0, source: source, key: entry.key)
            })
        }
      } else if let plugin = Self.id(space.plugin, after: "jobs/") {
        try await each(space.plugin, from: Job.key(named: "")) { entry in
          let name = String(decoding: entry.key.dropFirst(), as: UTF8.self)
          add(
            (try? Job(name: name, record: entry.value)).map {
              EventReport($0, of: plugin, version: entry.version)
            })
        }
      }
    }
    try await each(DeadLetter.space.plugin) { entry in
      guard let letter = try? DeadLetter(record: entry.value) else { return }
      let place = known[letter.event.id]?.firstIndex {
        $0.state == "dead" && $0.source == letter.source && $0.ended?.commit == entry.version
      }
      guard let place else { return add(EventReport(letter, version: entry.version)) }
      known[letter.event.id]?[place].letter = entry.version
    }
    return known.mapValues { $0.sorted { $0.kept.commit < $1.kept.commit } }
  }

  private func each(
    _ space: String, from key: [UInt8] = [], _ body: (StateEntry) -> Void
  ) async throws(StateFailure) {
    try await store.pages(of: StateSpace(host: space), from: key) { entries in
      entries.forEach(body)
      return true
    }
  }

  // MARK: What happens now

  /// The report of an event that has not ended with what this host does about it.
  private func now(_ report: EventReport) async -> EventReport {
    guard report.ended == nil, report.state != "planned", let origin = origin(named: report.source) else {
      return report
    }
    var report = report
    guard let delivery = source(origin).delivery(id: report.id) else {
      if report.why.isEmpty { report.why = elsewhere(report) }
      return report
    }
    let found = try? await delivery.loop.submit { (delivery.isInHand, delivery.pausesUntil) }.get()
    guard let (isInHand, pause) = found else { return report }
    if isInHand {
      if report.kind != "effect" { report.state = "in hand" }
    } else if isParked(delivery) {
      (report.state, report.why) = ("parked", "its plugin does not serve")
    } else if let pause {
      (report.state, report.due) = ("paused", pause)
    } else if report.kind == "effect", outbox.keepsBack(delivery) {
      (report.state, report.why) = ("held", "roost outbox release lets it go")
    } else {
      report.why = "others of its lane come first"
    }
    return report
  }

  private func elsewhere(_ report: EventReport) -> String {
    if let partition = report.partition, holds[partition] == nil {
      return "its partition is another host's, or nobody's"
    }
    return "not in memory yet"
  }
}
