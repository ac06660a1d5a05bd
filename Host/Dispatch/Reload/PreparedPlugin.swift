import HostBridge
import HostOperations
import RoostManifestFormat

/// A plugin's files, taken in and found fit, with nothing of the library executed.
struct PreparedPlugin: Sendable {
  let kept: KeptCopy
  let inspection: PluginInspection
  let configuration: PluginConfiguration
  let settings: [UInt8]?
  let grantsAll: Bool

  var copy: PrivateCopy { kept.copy }
  var manifest: Manifest { inspection.manifest }

  /// Whether another preparation would serve just the same.
  func isSame(as other: PreparedPlugin) -> Bool {
    copy.digest == other.copy.digest && settings == other.settings
  }

  /// URL prefixes granted.
  var httpGrants: [String] {
    rights.compactMap { grant in
      guard case .http(let prefix) = grant else { return nil }
      return prefix
    }
  }

  /// All that it may do.
  var rights: [Grant] { rights(by: configuration.grants) }

  /// What it may do by some grants: the plugin's own prefix, those, and with `grantsAll` what it asks for.
  private func rights(by grants: [Grant]) -> [Grant] {
    let given = grantsAll ? manifest.requests.compactMap { Grant($0.name) } : []
    return [.http(prefix: "/" + manifest.id)] + grants + given
  }

  /// What it may do and could not by other grants than its own.
  func exceeding(_ grants: [Grant]) -> [Grant] {
    let rights = rights(by: grants)
    return configuration.grants.filter { !$0.isCovered(by: rights) }
  }

  /// Takes in `NAME.so` and `NAME.yaml`. Blocks.
  static func prepare(
    _ name: String, generation: UInt64, intake: PluginIntake, folder: String, host: PluginHost,
    grantsAll: Bool = false
  ) throws -> PreparedPlugin {
    let kept = KeptCopy(try intake.copy(name, generation: generation), of: intake)
    let inspection = try PluginInspection(
      path: kept.copy.path, named: "\(folder)/\(name).so", origin: folder, host: host)
    do {
      let settings = try intake.settings(name)
      let configuration = try PluginConfiguration.load(
        bytes: settings, file: "\(folder)/\(name).yaml", schema: inspection.schema)
      let prepared = PreparedPlugin(
        kept: kept, inspection: inspection, configuration: configuration, settings: settings,
        grantsAll: grantsAll)
      if configuration.isEnabled { try prepared.check(folder: folder) }
      return prepared
    } catch let error as IntakeError where error.isRetryable {
      throw error
    } catch {
      throw PluginRejection("\(error)", of: inspection.manifest)
    }
  }

  private func check(folder: String) throws(PluginRejection) {
    if inspection.needsWorker, configuration.isolation == .inline {
      throw PluginRejection(
        """
        \(manifest.id) \(manifest.version) — it carries a Swift runtime of its own, which cannot share the host's \
        process — hint: remove `isolation: inline` from \(folder)/\(copy.name).yaml
        """)
    }
    let missing = manifest.requests.filter { !$0.isGranted(by: configuration.grants) }
    guard !missing.isEmpty, !grantsAll else { return }
    throw PluginRejection(
      """
      \(manifest.id) \(manifest.version) — it asks for \(missing.map(\.name).joined(separator: ", ")), which is not \
      granted — hint: roost plugins grant \(copy.name) shows why, and grants it in \(folder)/\(copy.name).yaml
      """)
  }
}

/// Why a plugin does not serve: what, where, why and a hint, in one line.
package struct PluginRejection: Error, Sendable, CustomStringConvertible {
  /// The line.
  package let description: String
  /// What the plugin says about itself, where that is not known besides.
  let manifest: Manifest?

  init(_ description: String, of manifest: Manifest? = nil) {
    self.description = description
    self.manifest = manifest
  }

  static func sharedCTypes(_ prepared: PreparedPlugin, folder: String) -> PluginRejection {
    PluginRejection(
      """
      \(prepared.manifest.id) \(prepared.manifest.version) — its Swift code uses C types of its own, and those of a \
      version that is in the host's process already would be taken for them — hint: remove `isolation: inline` from \
      \(folder)/\(prepared.copy.name).yaml, or restart the host; where no C type has changed, add `replace_inline: true`
      """)
  }

  static func sameID(_ id: String, _ name: String, _ other: String, folder: String) -> PluginRejection {
    PluginRejection(
      "\(folder)/\(name).so — the id \(id) is already that of \(other).so — hint: remove one of them")
  }
}
