import HostBridge

/// Many events at once.
enum LoadChecks {
  private static let atOnce = 64

  static let all: [Check] = [
    Check("concurrency/one-route", "64 events at once for each route and handler") { rig in
      let specimen = try await rig.start()
      for event in try specimen.someEvents() {
        try await flood(specimen, Array(repeating: event, count: atOnce))
      }
      try await specimen.retire()
    },
    Check("concurrency/all-routes", "64 events at once over all routes and handlers, twenty times") { rig in
      let specimen = try await rig.start()
      var generator = rig.generator()
      let events = try specimen.someEvents()
      for _ in 0..<20 {
        try await flood(specimen, (0..<atOnce).map { _ in events.randomElement(using: &generator)! })
      }
      try await specimen.retire()
    },
  ]

  /// Sends all, over all loops, before it waits for the first.
  static func flood(_ specimen: Specimen, _ events: [Event]) async throws {
    var requesters: [Requester] = []
    for (number, event) in events.enumerated() {
      if let sent = try specimen.send(event, loop: number % specimen.rig.loops.count) {
        requesters.append(sent)
      }
    }
    for requester in requesters { try await specimen.settle(requester) }
  }
}
