import HostOperations
import HostBridge
import HostLoader

/// A host that offers less: `get_extension` answers NULL.
enum ExtensionChecks {
  static let all: [Check] = [
    check("extensions/none", "without any extension", []),
    check("extensions/without-http", "without roost.http/1", .all.subtracting(.http)),
    check("extensions/without-updates", "without roost.updates/1", .all.subtracting(.updates)),
    check("extensions/without-metrics", "without roost.metrics/1", .all.subtracting(.metrics)),
    check("extensions/without-state", "without roost.state/1", .all.subtracting(.state)),
    check("extensions/without-events", "without roost.events/1", .all.subtracting(.events)),
    check("extensions/without-secrets", "without roost.secrets/1", .all.subtracting(.secrets)),
    check("extensions/without-fetch", "without roost.fetch/1", .all.subtracting(.fetch)),
    check("extensions/without-files", "without roost.files/1", .all.subtracting(.files)),
    check("extensions/without-schedule", "without roost.schedule/1", .all.subtracting(.schedule)),
    check("extensions/without-telegram", "without roost.telegram/1", .all.subtracting(.telegram)),
    check("extensions/without-services", "without roost.services/1", .all.subtracting(.services)),
  ]

  private static func check(_ name: String, _ what: String, _ offered: Extensions) -> Check {
    Check(name, "\(what) it works or fails to start, and nothing worse") { rig in
      let specimen = try await rig.open(extensions: offered)
      if case .failure = try await specimen.attempt(.create) { return try await specimen.end() }
      if case .success = try await specimen.attempt(
        .configure, bytes: rig.subject.configuration.json),
        case .success = try await specimen.attempt(.start)
      {
        for event in try specimen.plainEvents() { try await specimen.ask(event) }
        return try await specimen.retire()
      }
      try await specimen.step(.stop)
      try await specimen.end()
    }
  }
}
