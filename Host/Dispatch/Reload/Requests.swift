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
    Grant(name)?.isCovered(by: grants) ?? false
  }
}
