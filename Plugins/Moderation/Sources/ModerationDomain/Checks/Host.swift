/// Where an address leads.
enum Host {
  /// The host in lower case, as far as there is one: user names and ports before and behind it are no part of it.
  static func of(_ url: String) -> String {
    var rest = Substring(url.lowercased())
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    rest = rest.prefix { !"/?#\\".contains($0) }
    if let at = rest.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
    return String(rest.prefix { $0 != ":" })
  }

  /// Whether a host is one of those or lies within one.
  static func isAmong(_ hosts: Set<String>, _ host: String) -> Bool {
    hosts.contains { host == $0 || host.hasSuffix("." + $0) }
  }
}
