import HostBridge
import RoostManifestFormat

/// The host's own version; CHANGELOG.md tells what is in it.
enum HostVersion {
  static let text = "0.1.0"
  static let semantic = SemanticVersion(text)!
}

extension PluginHost {
  /// What plugins must fit here.
  static let this = PluginHost(version: HostVersion.semantic, toolchain: toolchainID)
}
