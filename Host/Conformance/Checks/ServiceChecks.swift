import HostBridge

/// What other plugins may ask of one that provides services.
enum ServiceChecks {
  static let all: [Check] = [
    Check(
      "services/bodies", "calls with questions of every sort: empty, 1 MiB, malformed JSON, deep, no UTF-8"
    ) { rig in
      let (specimen, services) = try await start(rig)
      var generator = rig.generator()
      for service in services {
        for event in ServiceEvents.bodies(service, &generator) { try await specimen.ask(event) }
      }
      try await specimen.retire()
    },
    Check("services/answers", "answers to calls have at most 1 MiB") { rig in
      let (specimen, services) = try await start(rig)
      for service in services { try await specimen.ask(ServiceEvents.plain(service)) }
      try await specimen.retire()
    },
  ]

  private static func start(_ rig: Rig) async throws -> (Specimen, [Registrations.Service]) {
    let specimen = try await rig.start()
    let services = specimen.generation.registrations.services
    guard !services.isEmpty else { throw Skipped(reason: "it provides no services") }
    return (specimen, services)
  }
}
