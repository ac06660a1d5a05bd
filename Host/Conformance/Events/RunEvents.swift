import HostBridge

/// Runs of the schedules that a plugin declares.
enum RunEvents {
  /// A run as it comes at first, when it is due.
  static func plain(_ schedule: Registrations.Schedule) -> Event { event(schedule, "", 1_700_000_000_000, 1) }

  /// Runs made up for after years, one from before 1970, and one that comes again.
  static func unusual(_ schedule: Registrations.Schedule) -> [Event] {
    [
      event(schedule, "again", 1_700_000_000_000, 2),
      event(schedule, "for the hundredth time", 1_700_000_000_000, 100),
      event(schedule, "that was due at the beginning of 1970", 0, 1),
      event(schedule, "that was due before 1970", -86_400_000, 1),
      event(schedule, "that was due in the year 9999", 253_402_300_740_000, 1),
    ]
  }

  private static func event(
    _ schedule: Registrations.Schedule, _ what: String, _ due: Int64, _ attempt: Int
  ) -> Event {
    Event(
      label: "a run of \(schedule.name)" + (what.isEmpty ? "" : " \(what)"),
      content: .run(RunCase(schedule: schedule.name, handler: schedule.handler, due: due, attempt: attempt)))
  }
}
