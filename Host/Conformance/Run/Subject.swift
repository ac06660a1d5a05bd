package import HostBridge
import HostOperations
import RoostManifestFormat

/// The plugin that is examined: its file, found fit to be opened, and its configuration.
package struct Subject: Sendable {
  /// The file as the author named it.
  let file: String
  let inspection: PluginInspection
  let configuration: PluginConfiguration
  /// Whether the author gave a configuration, because there must be one or a special one.
  let isConfigured: Bool

  var manifest: Manifest { inspection.manifest }

  /// URL prefixes it may use: all it asks for, as in `roost dev`, and what its configuration grants.
  var httpGrants: [String] {
    var prefixes = ["/" + manifest.id]
    for case .http(let prefix) in grants { prefixes.append(prefix) }
    return prefixes
  }

  /// What it may do beside its own prefix.
  var grants: [Grant] { manifest.capabilities.compactMap { Grant($0.name) } + configuration.grants }

  /// A made-up value for each secret that it may read.
  var secrets: [HostConfiguration.NamedSecret] {
    grants.compactMap { grant in
      guard case .secret(let name) = grant else { return nil }
      return HostConfiguration.NamedSecret(name: name, value: Secret("made up for \(name)"))
    }
  }

  /// Whether it hands state over.
  var hasState: Bool { manifest.handover == .exclusive }

  /// Reads a file's configuration, or its schema's defaults.
  ///
  /// - Parameter settings: the path of a `NAME.yaml`; nil for defaults.
  /// - Throws: ``Finding`` when values are wrong or missing.
  package init(_ inspection: PluginInspection, settings: String?) throws(Finding) {
    self.inspection = inspection
    file = inspection.path
    isConfigured = settings != nil
    do throws(ConfigurationError) {
      configuration =
        if let settings {
          try PluginConfiguration.load(file: settings, schema: inspection.schema)
        } else {
          try PluginConfiguration.load(bytes: nil, file: "the defaults", schema: inspection.schema)
        }
    } catch {
      throw Finding(
        "there is no configuration to run it with",
        why: error.problems.map { "\($0)" }.joined(separator: "; "),
        hint: "give one with --config NAME.yaml, as it would lie beside the plugin")
    }
  }
}
