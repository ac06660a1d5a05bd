import HostBridge
import HostServices

/// What is to be done about a schedule now.
enum ScheduleStep: Sendable, Equatable {
  /// A run starts that was due at a time; with it the schedule has come so far.
  case run(due: Int64, ScheduleRecord)
  /// All runs that were missed are left out; the schedule has come so far.
  case skip(ScheduleRecord)
  /// Nothing before a time in milliseconds since 1970; nil is never.
  case wait(until: Int64?)
}

extension Registrations.Schedule {
  /// A run that is at most so late is on time, in milliseconds; its jitter does not count.
  private static let grace: Int64 = 60_000

  /// How far it has come that begins now.
  func begun(at now: Int64) -> ScheduleRecord {
    ScheduleRecord(rule: schedule.rule.text, zone: schedule.zone.name, planned: now)
  }

  /// Whether what the store has is about this very schedule.
  func continues(_ record: ScheduleRecord) -> Bool {
    record.rule == schedule.rule.text && record.zone == schedule.zone.name
  }

  /// What is to be done now. Runs start in the order in which they were due, also where jitter would have it otherwise:
  /// up to a horizon all were due and their jitter is over.
  func step(of plugin: String, after record: ScheduleRecord, now: Int64) -> ScheduleStep {
    let horizon = horizon(of: plugin, after: record.planned, now: now)
    // Seen from the horizon, a run is on time that is so seen from now, jitter apart.
    let grace = Self.grace + max(0, horizon - (now - jitter.limit))
    let due = missed.due(since: record.planned, now: horizon, grace: grace, schedule)
    func came(to planned: Int64) -> ScheduleRecord {
      ScheduleRecord(rule: record.rule, zone: record.zone, planned: planned)
    }
    // One at a time: each is kept in the commit that says so.
    if let first = due.runs.first {
      return .run(due: first, came(to: due.runs.count == 1 ? due.planned : first))
    }
    if due.leftOut { return .skip(came(to: due.planned)) }
    return .wait(until: schedule.next(after: horizon).map { start(of: plugin, $0) })
  }

  private func horizon(of plugin: String, after planned: Int64, now: Int64) -> Int64 {
    var horizon = max(planned, now - jitter.limit)
    while let next = schedule.next(after: horizon), next <= now, start(of: plugin, next) <= now {
      horizon = next
    }
    return horizon
  }

  /// When a run starts that is due at a time.
  private func start(of plugin: String, _ due: Int64) -> Int64 {
    due + jitter.delay(of: "\(plugin)/\(name)", due: due)
  }
}
