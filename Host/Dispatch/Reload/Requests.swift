package import HostOperations
package import RoostManifestFormat

extension Manifest {
  /// What it asks for beyond what every plugin has — its own prefix, logs and metrics — in its order.
  package var requests: [Capability] {
    capabilities.filter { !$0.isGranted(by: [.http(prefix: "/" + id)]) }
  }
}

extension Manifest.Capability {
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
