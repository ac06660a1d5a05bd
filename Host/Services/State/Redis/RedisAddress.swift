/// Where a Redis server, or a Sentinel, listens.
package enum RedisAddress: Sendable, Equatable, CustomStringConvertible {
  /// A name or an address of a machine, and a port.
  case host(String, port: Int)
  /// A unix socket by its path.
  case unix(String)

  /// As people write it.
  package var description: String {
    switch self {
    case .host(let name, let port): name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}
