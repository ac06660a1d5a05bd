package import HostOperations
package import RoostManifestFormat

/// Something a plugin asks for beyond what every plugin has: its own prefix, logs and metrics.
package struct PluginRequest: Sendable, Equatable {
  /// As a grant is written: `http:/pay`.
  package let name: String
  /// Why, in the plugin's words; empty when it does not say.
  package let reason: String

  /// What a manifest asks for, each once, in its order.
  package static func all(of manifest: Manifest) -> [PluginRequest] {
    var requests = manifest.capabilities.map { PluginRequest(name: $0.name, reason: $0.reason) }
    for prefix in manifest.http where prefix != "/" + manifest.id && !prefix.hasPrefix("/\(manifest.id)/") {
      let name = "http:" + prefix
      if !requests.contains(where: { $0.name == name }) {
        requests.append(PluginRequest(name: name, reason: ""))
      }
    }
    return requests.filter { $0.name != "http:/" + manifest.id }
  }

  /// Whether it is among the grants; a prefix also by one that covers it.
  package func isGranted(by grants: [Grant]) -> Bool {
    guard let wanted = Grant(name) else { return false }
    return grants.contains { grant in
      if grant == wanted { return true }
      guard case .http(let given) = grant, case .http(let prefix) = wanted else { return false }
      return given == "/" || prefix.hasPrefix(given + "/")
    }
  }
}
