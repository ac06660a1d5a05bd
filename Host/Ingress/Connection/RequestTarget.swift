/// The parts of a request's target, also when it is absolute (RFC 9112, section 3.2).
struct RequestTarget {
  /// Whom an absolute target names. It counts instead of Host (RFC 9112, section 3.2.2).
  let authority: Substring?
  let path: Substring
  /// Without the question mark; empty when there is none.
  let query: Substring

  init(_ uri: String) {
    var rest = uri[...]
    var authority: Substring?
    if rest.utf8.first != UInt8(ascii: "/"), let scheme = rest.utf8.firstIndex(of: UInt8(ascii: ":")),
      rest[scheme...].utf8.starts(with: "://".utf8)
    {
      rest = rest[rest.utf8.index(scheme, offsetBy: 3)...]
      // RFC 3986, section 3.2: the path may be empty, and a query can follow at once.
      let end = rest.utf8.firstIndex { "/?#".utf8.contains($0) } ?? rest.endIndex
      authority = rest[..<end]
      rest = rest[end...]
    }
    let mark = rest.utf8.firstIndex(of: UInt8(ascii: "?")) ?? rest.endIndex
    let path = rest[..<mark]
    self.authority = authority
    self.path = authority != nil && path.isEmpty ? "/" : path
    query = rest[mark...].dropFirst()
  }
}
