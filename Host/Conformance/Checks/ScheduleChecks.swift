import HostBridge

/// Runs of schedules, each of which must be completed.
enum ScheduleChecks {
  static let all: [Check] = [
    Check("schedules/runs", "runs of each schedule: on time, again, made up for after years") { rig in
      let specimen = try await rig.start()
      let schedules = specimen.generation.registrations.schedules
      guard !schedules.isEmpty else { throw Skipped(reason: "it declares no schedules") }
      for schedule in schedules {
        for event in [RunEvents.plain(schedule)] + RunEvents.unusual(schedule) {
          try await specimen.ask(event)
        }
      }
      try await specimen.retire()
    }
  ]
}
