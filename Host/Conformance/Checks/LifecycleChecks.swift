import HostOperations
import HostLoader
import RoostJSON
import CRoost
import HostBridge

/// The lifecycle in every order that `abi.h` allows.
enum LifecycleChecks {
  static let all: [Check] = [
    Check("lifecycle/full", "create, configure, start, drain, stop, destroy", needsStart: false) { rig in
      let specimen = try await rig.start()
      try await specimen.retire()
    },
    Check("lifecycle/create-destroy", "create, then destroy: it is only looked at", needsStart: false) {
      rig in
      let specimen = try await rig.open()
      try await specimen.step(.create)
      try await specimen.end()
    },
    Check("lifecycle/stop-after-create", "create, stop, destroy", needsStart: false) { rig in
      let specimen = try await rig.open()
      try await specimen.step(.create)
      try await specimen.step(.stop)
      try await specimen.end()
    },
    Check("lifecycle/stop-after-configure", "create, configure, stop, destroy", needsStart: false) { rig in
      let specimen = try await rig.open()
      try await specimen.create()
      try await specimen.step(.stop)
      try await specimen.end()
    },
    Check("lifecycle/stop-without-drain", "create, configure, start, stop, destroy") { rig in
      let specimen = try await rig.start()
      try await specimen.step(.stop)
      try await specimen.end()
    },
    Check("lifecycle/start-without-configure", "a start without configure works or fails with a message") {
      rig in try await startWithoutConfigure(rig)
    },
    Check("lifecycle/drain-resume", "drain and resume, five times; it serves again each time") { rig in
      try await drainAndResume(rig)
    },
    Check("lifecycle/registrations", "handlers are registered in start and nowhere else") { rig in
      try await registrations(rig)
    },
    Check("lifecycle/side-by-side", "two generations at once, as when one takes the other's place") { rig in
      try await sideBySide(rig)
    },
  ]

  private static func startWithoutConfigure(_ rig: Rig) async throws {
    guard !rig.subject.isConfigured else { throw Skipped(reason: "it was given a configuration") }
    let specimen = try await rig.open()
    try await specimen.step(.create)
    switch try await specimen.attempt(.start) {
    case .success:
      for event in try specimen.plainEvents() { try await specimen.ask(event) }
      try await specimen.retire()
    case .failure:
      try await specimen.step(.stop)
      try await specimen.end()
    }
  }

  private static func drainAndResume(_ rig: Rig) async throws {
    let specimen = try await rig.start()
    let events = try specimen.plainEvents()
    for _ in 0..<5 {
      try await specimen.quiet()
      try await specimen.drain()
      try await specimen.step(.resume)
      specimen.generation.reopen()
      for event in events { try await specimen.ask(event) }
    }
    try await specimen.retire()
  }

  private static func registrations(_ rig: Rig) async throws {
    let specimen = try await rig.start()
    for event in try specimen.plainEvents() { try await specimen.ask(event) }
    try await specimen.quiet()
    try await specimen.drain()
    try await specimen.step(.resume)
    specimen.generation.reopen()
    try await specimen.retire()
    let count = specimen.generation.misconduct.registrationsOutsideStart
    guard count == 0 else {
      throw specimen.finding(
        "handlers were registered outside of start", why: "\(count) registrations were refused",
        hint: "call route, files, cors and on inside start, before it completes")
    }
  }

  private static func sideBySide(_ rig: Rig) async throws {
    let first = try await rig.start()
    let second = try await rig.start()
    for event in try first.plainEvents() { try await first.ask(event) }
    for event in try second.plainEvents() { try await second.ask(event) }
    try await first.retire()
    for event in try second.plainEvents() { try await second.ask(event) }
    try await second.retire()
  }
}
