/// Where a Redis server, or a Sentinel, listens.
package enum RedisAddress: Sendable, Equatable, CustomStringConvertible {
  /// A name or an address of a machine, and a port.
  case host(String, port: Int)
  /// A unix socket by its absolute path.
  case unix(String)

  /// As people write it.
  package var description: String {
    switch self {
    case .host(let name, let port): name.contains(":") ? "[\(name)]:\(port)" : "\(name):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}

/// What `state.redis.url` says: `redis://HOST:PORT`, more of these behind commas, or `unix:PATH`.
struct RedisURL: Equatable {
  private static let standardPort = 6379
  private static let maxAddresses = 16

  var addresses: [RedisAddress]
  /// Whether connections are encrypted: `rediss://`.
  var isEncrypted: Bool

  /// Reads it; a relative path of a socket is relative to a folder.
  static func parse(_ text: String, folder: String) -> Result<RedisURL, Reason> {
    if text.hasPrefix("unix:") {
      return FilePath.resolve(String(text.dropFirst(5)), in: folder).flatMap(ListenAddress.socket).map {
        address in
        guard case .unix(let path) = address else { return RedisURL(addresses: [], isEncrypted: false) }
        return RedisURL(addresses: [.unix(path)], isEncrypted: false)
      }
    }
    for (scheme, isEncrypted) in [("redis://", false), ("rediss://", true)] where text.hasPrefix(scheme) {
      return hosts(text.dropFirst(scheme.count)).map { RedisURL(addresses: $0, isEncrypted: isEncrypted) }
    }
    return .failure(
      Reason(
        "must begin with redis://, rediss:// or unix:", "write it like redis://127.0.0.1:6379"))
  }

  private static func hosts(_ text: Substring) -> Result<[RedisAddress], Reason> {
    // Not quoted: there may be a password in it.
    guard !text.contains("@") else {
      return .failure(
        Reason("names a user", "set state.redis.user and state.redis.password, which no log shows"))
    }
    guard !text.contains(where: { "/?#".contains($0) }) else {
      return .failure(
        Reason("goes on behind the address", "leave that out; a database is state.redis.database"))
    }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count <= maxAddresses else {
      return .failure(Reason("has more than \(maxAddresses) addresses", "name some of them"))
    }
    var addresses: [RedisAddress] = []
    for part in parts {
      switch host(part) {
      case .success(let address): addresses.append(address)
      case .failure(let reason): return .failure(reason)
      }
    }
    return .success(addresses)
  }

  private static func host(_ text: Substring) -> Result<RedisAddress, Reason> {
    var (name, port) = (text, Substring("\(standardPort)"))
    if text.hasPrefix("["), let end = text.lastIndex(of: "]") {
      name = text[text.index(after: text.startIndex)..<end]
      let rest = text[text.index(after: end)...]
      if !rest.isEmpty { port = rest.hasPrefix(":") ? rest.dropFirst() : "" }
    } else if let colon = text.lastIndex(of: ":") {
      (name, port) = (text[..<colon], text[text.index(after: colon)...])
      guard !name.contains(":") else {
        return .failure(Reason("has an IPv6 address without brackets", "write it like [::1]:6379"))
      }
    }
    let isName =
      !name.isEmpty && name.utf8.count <= 253 && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    guard isName, port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = Int(port),
      (1...65535).contains(number)
    else {
      return .failure(
        Reason("has no host and port in " + Problem.quote(String(text)), "write it like 127.0.0.1:6379"))
    }
    return .success(.host(String(name), port: number))
  }
}
