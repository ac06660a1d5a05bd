import HostBridge
import Logging
import RoostManifestFormat

/// What plugins say they provide and require, against what there is.
extension PluginManager {
  /// Tells callers of services that nobody provides how the plugin stands that would.
  package nonisolated func answerStandings() {
    dispatcher.askStandings { [weak self] id in await self?.standing(of: id) }
  }

  private func standing(of id: String) -> String? {
    if let entry = entries.values.first(where: { $0.id == id || $0.serving?.generation.plugin == id }) {
      return entry.state
    }
    // What has not been read yet may be the one.
    return entries.values.contains { $0.id.isEmpty && !$0.isDecided } ? "loading" : nil
  }

  /// Says which services plugins require that nobody provides: once the first look is over, and when that changes.
  func tellMissing() {
    guard look.isDecided, !isEnding else { return }
    let provided = dispatcher.routes.services.keys
    for (name, entry) in entries {
      let missing = entry.serving?.prepared.manifest.services.absent(from: provided) ?? []
      guard missing != entry.missing else { continue }
      entries[name]?.missing = missing
      let metadata: Logger.Metadata = ["plugin": "\(entry.id)"]
      if missing.isEmpty {
        if entry.serving != nil {
          log.notice("\(name): all services that it requires are provided", metadata: metadata)
        }
      } else {
        log.warning(
          """
          \(name) requires services that no plugin provides: \(missing.joined(separator: ", ")) — hint: install the \
          plugin that does
          """, metadata: metadata)
      }
    }
  }

  /// Says which services a plugin's manifest promises and its code does not provide.
  func tellBroken(_ manifest: Manifest, _ registrations: Registrations) {
    let broken = Manifest.Services.absent(
      manifest.services.provides, from: registrations.services.map(\.name))
    guard !broken.isEmpty else { return }
    log.warning(
      """
      \(manifest.id) says that it provides \(broken.joined(separator: ", ")), and does not — hint: provide them in \
      start, or take them out of the manifest
      """, metadata: ["plugin": "\(manifest.id)"])
  }
}

extension Manifest.Services {
  /// What is required and not among the methods provided. A name stands for the method, or for all that begin with it
  /// and a dot.
  func absent(from provided: some Collection<String>) -> [String] { Self.absent(requires, from: provided) }

  fileprivate static func absent(_ names: [String], from provided: some Collection<String>) -> [String] {
    names.filter { name in !provided.contains { $0 == name || $0.hasPrefix(name + ".") } }
  }
}
