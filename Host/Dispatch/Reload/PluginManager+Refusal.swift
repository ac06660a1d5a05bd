import HostBridge
import HostOperations
import Logging

/// What becomes of a name, and of what serves, when its files are refused.
extension PluginManager {
  /// Leaves a name as it is, with what serves, unless that has grants that have been taken away.
  func refuse(_ name: String, _ why: String) async {
    guard !isEnding else { return log.notice("\(name) is not served any more: the host ends") }
    let taken = await takenGrants(name)
    if !taken.isEmpty, let serving = entries[name]?.serving {
      let left = serving.prepared.rights.filter { !taken.contains($0) }
      Generation.restrict(serving.generation.plugin, to: left)
    }
    var entry = entries[name] ?? Entry()
    entry.reason = why
    if entry.serving == nil { entry.state = "refused" }
    entries[name] = entry
    let fate = taken.isEmpty ? "serves on" : "ends, as \(Self.list(taken)) was taken away"
    let after = entry.serving.map { "; generation \($0.generation.number) \(fate)" } ?? ""
    log.error("\(name).so is refused\(after): \(why)", metadata: ["plugin": "\(name)"])
    if !taken.isEmpty { await end(name, state: "refused", reason: why) }
  }

  /// What the generation that serves may do by grants that `NAME.yaml` does not give any more.
  func takenGrants(_ name: String) async -> [Grant] {
    guard let serving = entries[name]?.serving else { return [] }
    let (intake, folder, prepared) = (intake, settings.folder, serving.prepared)
    let granted = try? await blocking("roost-intake") {
      try PluginConfiguration.grants(bytes: intake.settings(name), file: "\(folder)/\(name).yaml")
    }
    // From a file that cannot be read nothing has been taken.
    return granted.map { prepared.exceeding($0) } ?? []
  }

  private static func list(_ grants: [Grant]) -> String {
    grants.map(\.description).joined(separator: ", ")
  }
}
