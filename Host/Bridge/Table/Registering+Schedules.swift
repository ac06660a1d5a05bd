import CRoost
import HostRouter
import HostServices
import Logging

/// Schedules that plugins declare, checked the same wherever their code runs.
extension Generation {
  /// Declares a schedule; a code of `abi.h`. Why one is refused is in the log. The numbers are those of
  /// `roost_schedule_rule`.
  func addSchedule(
    name: String, rule: String, zone: String, jitter: UInt32, missed: UInt32, mostRuns: UInt32,
    handler: RegisteredHandler
  ) -> Int32 {
    func refused(_ why: String) -> Int32 {
      complain(.error, "the schedule \(name.prefix(128)) refused: \(why)")
      return ROOST_INVALID
    }
    guard TopicPattern.isTopic(name) else {
      return refused("it is no name — hint: write parts of letters, digits, _ and -, dots between")
    }
    guard jitter <= UInt32(ROOST_SCHEDULE_JITTER_MAX) else {
      return refused("its jitter is \(jitter) s — hint: at most \(ROOST_SCHEDULE_JITTER_MAX)")
    }
    guard let policy = MissedRuns(missed, mostRuns) else {
      return refused(
        """
        \(missed) with \(mostRuns) says nothing of missed runs — hint: ROOST_MISSED_ALL with 1 to \
        \(ROOST_SCHEDULE_RUNS_MAX), the others with 0
        """)
    }
    let schedule: CronSchedule
    do {
      schedule = CronSchedule(
        try CronRule(rule), in: zone.isEmpty ? .utc : try TimeZoneRules(named: zone))
    } catch {
      return refused("\(error)")
    }
    let declared = Registrations.Schedule(
      name: name, schedule: schedule, jitter: ScheduleJitter(upTo: Int64(jitter) * 1000), missed: policy,
      handler: handler)
    var isTwice = false
    let code = add("schedule", most: Int(ROOST_SCHEDULES_MAX)) {
      isTwice = $0.schedules.contains { $0.name == name }
      guard !isTwice, $0.schedules.count < Int(ROOST_SCHEDULES_MAX) else { return isTwice }
      $0.schedules.append(declared)
      return true
    }
    return isTwice ? refused("there is one of that name already — hint: give each its own") : code
  }
}

extension MissedRuns {
  /// By the numbers of `schedule.h`; nil when they say nothing.
  fileprivate init?(_ missed: UInt32, _ mostRuns: UInt32) {
    switch (Int32(bitPattern: missed), mostRuns) {
    case (ROOST_MISSED_SKIP, 0): self = .skip
    case (ROOST_MISSED_ONCE, 0): self = .once
    case (ROOST_MISSED_ALL, 1...UInt32(ROOST_SCHEDULE_RUNS_MAX)): self = .all(atMost: Int(mostRuns))
    default: return nil
    }
  }
}
