import HostLoader
import HostBridge

/// Each ticket is completed: in time, once, always.
enum CompletionChecks {
  static let all: [Check] = [
    Check("completion/in-time", "every event is answered before its deadline") { rig in
      let specimen = try await rig.start()
      for event in try specimen.someEvents() {
        for _ in 0..<3 { try await specimen.ask(event) }
      }
      try await specimen.retire()
      let late = specimen.generation.misconduct.counts.late
      guard late == 0 else {
        throw specimen.finding(
          "events were completed after their deadline", why: "\(late) completions were late",
          hint: "answer before event.deadline_ns, or give the route a longer deadline_ns")
      }
    },
    Check("completion/once", "no ticket is completed twice") { rig in
      let specimen = try await rig.start()
      for event in try specimen.someEvents() {
        for _ in 0..<3 { _ = try await specimen.answer(event) }
      }
      // Its calls come in order: what was said before drain has returned is counted by then.
      try await specimen.drain()
      try specimen.conduct()
      try await specimen.step(.stop)
    },
    Check("completion/always", "no ticket is left open, also when its deadline has passed") { rig in
      let specimen = try await rig.start()
      for event in try specimen.someEvents() {
        for _ in 0..<3 { _ = try await specimen.answer(event) }
      }
      try await specimen.quiet()
      try await specimen.drain()
      try await specimen.step(.stop)
    },
  ]
}

extension Specimen {
  /// Sends an event and waits for its answer, also for one at the deadline; nil when the host would answer.
  func answer(_ event: Event) async throws -> Requester.Answer? {
    guard let requester = try send(event) else { return nil }
    _ = await requester.answered(within: rig.patience + .seconds(2))
    if let death = await death("while it handled \(event.label)") { throw death }
    if requester.isStreaming { requester.leave() }
    return requester.answer
  }
}
