import RoostManifestFormat
import HostLoader
import CRoost
import HostBridge

/// Handing over, from one generation to the next and back.
enum StateChecks {
  static let all: [Check] = [
    Check("state/export", "drain, export_state, stop") { rig in
      try requireState(rig)
      let specimen = try await rig.start()
      try await ask(specimen)
      _ = try await export(specimen)
      try await specimen.retireDrained()
    },
    Check("state/import", "what it exports it imports, in the version it writes") { rig in
      try requireState(rig)
      try await importOwn(rig)
    },
    Check("state/garbage", "state that is none is refused, or taken, without harm") { rig in
      try requireState(rig)
      try await importGarbage(rig)
    },
    Check("handover/there-and-back", "old to new to old, serving all the time") { rig in
      try await thereAndBack(rig)
    },
    Check("handover/given-up", "a hand-over that is given up leaves the old one serving") { rig in
      try await givenUp(rig)
    },
  ]

  private static func requireState(_ rig: Rig) throws {
    guard rig.subject.hasState else {
      throw Skipped(reason: "it hands no state over (handover is not exclusive)")
    }
  }

  private static func ask(_ specimen: Specimen) async throws {
    for event in try specimen.plainEvents() { try await specimen.ask(event) }
    try await specimen.quiet()
  }

  private static func export(_ specimen: Specimen) async throws -> [UInt8] {
    try await specimen.quiet()
    try await specimen.drain()
    return try await specimen.step(.exportState)
  }

  /// The beginning of a generation that takes over.
  private static func successor(_ rig: Rig, _ state: [UInt8]?) async throws -> Specimen {
    let specimen = try await rig.open()
    try await specimen.create()
    if let state { try await specimen.importState(state) }
    try await specimen.step(.start)
    return specimen
  }

  private static func importOwn(_ rig: Rig) async throws {
    let old = try await rig.start()
    try await ask(old)
    let state = try await export(old)
    let new = try await successor(rig, state)
    try await old.retireDrained()
    let again = try await export(new)
    try await new.retireDrained()
    guard !state.isEmpty, again.isEmpty else { return }
    throw new.finding(
      "state was lost on the way", why: "\(state.count) bytes were imported and none exported after that",
      hint: "import_state must take everything that export_state gives")
  }

  private static func importGarbage(_ rig: Rig) async throws {
    var generator = rig.generator()
    let garbage = [
      [], [0], Array("{".utf8), generator.bytes(64), generator.bytes(65_536), HostileText.notUTF8[11],
    ]
    for bytes in garbage {
      let specimen = try await rig.open()
      try await specimen.create()
      let version = UInt32(rig.subject.manifest.state.writes)
      switch try await specimen.attempt(.importState, bytes: bytes, version: version) {
      case .success:
        try await specimen.step(.start)
        try await ask(specimen)
        try await specimen.retire()
      case .failure:
        try await specimen.step(.stop)
        try await specimen.end()
      }
    }
  }

  private static func thereAndBack(_ rig: Rig) async throws {
    var serving = try await rig.start()
    try await ask(serving)
    for _ in 0..<2 {
      let next: Specimen
      if rig.subject.hasState {
        next = try await successor(rig, try await export(serving))
        try await ask(next)
        try await serving.retireDrained()
      } else {
        next = try await successor(rig, nil)
        try await ask(next)
        try await serving.retire()
      }
      serving = next
    }
    try await ask(serving)
    try await serving.retire()
  }

  private static func givenUp(_ rig: Rig) async throws {
    let old = try await rig.start()
    try await ask(old)
    let new = try await rig.open()
    try await new.create()
    try await old.drain()
    let state = rig.subject.hasState ? try await old.step(.exportState) : []
    if rig.subject.hasState { try await new.importState(state) }
    // Here another plugin's route is in the way, say: the new one never starts.
    try await new.step(.stop)
    try await new.end()
    try await old.step(.resume)
    old.generation.reopen()
    try await ask(old)
    try await old.retire()
  }
}

extension Specimen {
  /// Gives it what an earlier generation exported.
  func importState(_ state: [UInt8]) async throws {
    try await step(.importState, bytes: state, version: UInt32(rig.subject.manifest.state.writes))
  }

  /// Ends it after a drain.
  func retireDrained() async throws {
    try await quiet()
    try await step(.stop)
    try await end()
  }
}
