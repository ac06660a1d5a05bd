/// Hosts that requests may be sent to, as a grant names them: `api.stripe.com`, `*.example.com`, `*`,
/// `http://10.0.0.7:8080`. Without `http://` connections are encrypted, and without a port it is the scheme's.
package struct FetchPlace: Sendable, Hashable, CustomStringConvertible {
  /// Whether the host's addresses may be private ones: this machine's, those of its network.
  package let isPrivate: Bool
  private let isEncrypted: Bool
  private let host: String
  private let port: Int

  /// Reads what follows `fetch:` or `fetch-private:` in a grant; nil for what is no place.
  package init?(_ text: String, isPrivate: Bool) {
    var rest = text[...]
    isEncrypted = !rest.hasPrefix("http://")
    if !isEncrypted { rest = rest.dropFirst("http://".count) }
    var port = isEncrypted ? 443 : 80
    // The colons of an address of IPv6 are in brackets.
    let search = rest.lastIndex(of: "]").map { rest[$0...] } ?? rest
    if let colon = search.lastIndex(of: ":") {
      let digits = rest[rest.index(after: colon)...]
      guard let number = Int(digits), (1...65_535).contains(number), "\(number)" == digits else { return nil }
      port = number
      rest = rest[..<colon]
    }
    if rest.hasPrefix("["), rest.hasSuffix("]") {
      rest = rest.dropFirst().dropLast()
      guard rest.utf8.allSatisfy({ Self.isHex($0) || $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: ".") }),
        rest.contains(":")
      else { return nil }
    } else {
      guard Self.isHost(rest) else { return nil }
    }
    host = String(rest)
    self.port = port
    self.isPrivate = isPrivate
  }

  /// Whether requests to a host, in small letters, may be sent.
  package func covers(host: String, port: Int, isEncrypted: Bool) -> Bool {
    guard port == self.port, isEncrypted == self.isEncrypted else { return false }
    if self.host == "*" { return true }
    guard self.host.hasPrefix("*.") else { return host == self.host }
    return host.hasSuffix(self.host.dropFirst()) && host.utf8.count > self.host.utf8.count - 1
  }

  /// Whether all that another place means is among what this one means.
  package func covers(_ other: FetchPlace) -> Bool {
    guard isPrivate || !other.isPrivate, port == other.port, isEncrypted == other.isEncrypted else {
      return false
    }
    return host == other.host || host == "*"
      || host.hasPrefix("*.") && other.host.hasSuffix(host.dropFirst())
        && other.host != String(host.dropFirst(2))
  }

  /// As it is written behind the grant's kind.
  package var description: String {
    let shown = host.contains(":") ? "[\(host)]" : host
    return (isEncrypted ? "" : "http://") + shown + (port == (isEncrypted ? 443 : 80) ? "" : ":\(port)")
  }

  /// A name in small letters, an address of IPv4, `*`, or `*.` and a name.
  private static func isHost(_ text: Substring) -> Bool {
    guard text != "*" else { return true }
    let name = text.hasPrefix("*.") ? text.dropFirst(2) : text
    let labels = name.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    return name.utf8.count <= 253
      && labels.allSatisfy { label in
        (1...63).contains(label.count)
          && label.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"): true
            default: false
            }
          }
      }
  }

  private static func isHex(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x30...0x39, 0x61...0x66: true
    default: false
    }
  }
}
