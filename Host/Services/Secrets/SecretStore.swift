package import HostOperations
internal import Synchronization

/// The secrets that plugins may be granted, by name. They change when the configuration is read again.
package final class SecretStore: Sendable {
  private let secrets: Mutex<[String: Secret]>

  /// Keeps these.
  package init(_ secrets: [HostConfiguration.NamedSecret] = []) {
    self.secrets = Mutex(Self.byName(secrets))
  }

  /// Puts others in their place, whole.
  package func replace(_ secrets: [HostConfiguration.NamedSecret]) {
    let fresh = Self.byName(secrets)
    self.secrets.withLock { $0 = fresh }
  }

  /// The secret of a name; nil when there is none.
  package func secret(_ name: String) -> Secret? { secrets.withLock { $0[name] } }

  private static func byName(_ secrets: [HostConfiguration.NamedSecret]) -> [String: Secret] {
    Dictionary(secrets.map { ($0.name, $0.value) }) { first, _ in first }
  }
}
