package import HostOperations
package import NIOCore

/// Which server a store is kept on, and how it is reached.
package struct RedisSettings: Sendable {
  /// Makes the handler that encrypts a connection to a machine of this name.
  package typealias TLSFactory = @Sendable (_ host: String) throws -> any ChannelHandler

  /// The server; with ``sentinel`` the Sentinels, each of which is asked in turn.
  package var addresses: [RedisAddress]
  /// The name that Sentinels know the primary by; nil connects to the first address.
  package var sentinel: String?
  /// Whom to connect as (redis.io/docs/management/security/acl); nil is the server's default user.
  package var user: String?
  /// The user's password; nil asks for no authentication.
  package var password: Secret?
  /// The number of the database (SELECT).
  package var database: Int
  /// What all keys begin with: stores with different ones do not know of each other.
  package var prefix: String
  /// Encrypts connections to machines; nil leaves them plain.
  package var tls: TLSFactory?
  /// The file that says which data was seen last; nil remembers nothing from one process to the next.
  package var memory: String?
  /// How long a call may take before the connection counts as broken.
  package var timeout: TimeAmount = .seconds(5)
  /// How long a server that is not there yet is waited for at the start.
  package var patience: Duration = .seconds(10)
  /// How often it is looked whether writing works again after it did not.
  package var probe: TimeAmount = .seconds(5)

  /// Names a server.
  package init(
    _ addresses: [RedisAddress], sentinel: String? = nil, user: String? = nil, password: Secret? = nil,
    database: Int = 0, prefix: String = "roost:", tls: TLSFactory? = nil
  ) {
    self.addresses = addresses
    self.sentinel = sentinel
    self.user = user
    self.password = password
    self.database = database
    self.prefix = prefix
    self.tls = tls
  }

  /// The keys that scripts are given, in their order.
  var keys: [String] { Self.keys(prefix) }

  /// The keys of a store whose keys begin so.
  static func keys(_ prefix: String) -> [String] {
    ["entries", "order", "ends", "receipts", "spaces"].map { prefix + $0 }
  }

  /// Where a script tells the field of each entry that was appended.
  var channel: String { prefix + "entries:appended" }
}
