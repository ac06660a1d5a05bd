import HostBridge
import HostOperations
import RoostManifestFormat

/// A plugin's files, taken in and found fit, with nothing of the library executed.
struct PreparedPlugin: Sendable {
  let copy: PrivateCopy
  let inspection: PluginInspection
  let configuration: PluginConfiguration
  let settings: [UInt8]?

  var manifest: Manifest { inspection.manifest }

  /// Whether another preparation would serve just the same.
  func isSame(as other: PreparedPlugin) -> Bool {
    copy.digest == other.copy.digest && settings == other.settings
  }

  /// URL prefixes granted: the plugin's own, and what its `NAME.yaml` names.
  var httpGrants: [String] {
    var grants = ["/" + manifest.id]
    for case .http(let prefix) in configuration.grants { grants.append(prefix) }
    return grants
  }

  /// Takes in `NAME.so` and `NAME.yaml`. Blocks.
  static func prepare(
    _ name: String, generation: UInt64, intake: PluginIntake, folder: String, host: PluginHost
  ) throws -> PreparedPlugin {
    let copy = try intake.copy(name, generation: generation)
    do {
      let inspection = try PluginInspection(
        path: copy.path, named: "\(folder)/\(name).so", origin: folder, host: host)
      let settings = try intake.settings(name)
      let configuration = try PluginConfiguration.load(
        bytes: settings, file: "\(folder)/\(name).yaml", schema: inspection.schema)
      let prepared = PreparedPlugin(
        copy: copy, inspection: inspection, configuration: configuration, settings: settings)
      if configuration.isEnabled { try prepared.checkGrants(folder: folder) }
      return prepared
    } catch {
      intake.discard(copy)
      throw error
    }
  }

  private func checkGrants(folder: String) throws(PluginRejection) {
    let granted = httpGrants
    let missing = manifest.http.filter { !granted.contains($0) }
    guard !missing.isEmpty else { return }
    let list = missing.map { "http:\($0)" }.joined(separator: ", ")
    throw PluginRejection(
      """
      \(manifest.id) \(manifest.version) — it asks for \(list), which is not granted — \
      hint: add `grants: [\(list)]` to \(folder)/\(copy.name).yaml
      """)
  }
}

/// Why a plugin does not serve: what, where, why and a hint, in one line.
package struct PluginRejection: Error, Sendable, CustomStringConvertible {
  /// The line.
  package let description: String

  init(_ description: String) { self.description = description }

  static func sameID(_ id: String, _ name: String, _ other: String, folder: String) -> PluginRejection {
    PluginRejection(
      "\(folder)/\(name).so — the id \(id) is already that of \(other).so — hint: remove one of them")
  }
}
