import HostOperations
import NIOCore
import NIOHTTP1

/// Whose request it is: the connection's other end, or whom a trusted proxy says it speaks for.
///
/// Of the forwarded headers only what the nearest trusted proxy itself appended counts: in
/// X-Forwarded-For the right-most address that is no trusted proxy.
struct Peer {
  /// The client's address without port.
  var client: String
  /// Whether the client's side is encrypted.
  var isSecure: Bool
  /// The host the client asked for, when the proxy tells.
  var authority: String?
  /// The request's id, when the proxy gave it one.
  var requestID: String?

  /// The connection's other end, once a connection.
  struct Neighbour {
    let address: String
    let isTrusted: Bool
    let isSecure: Bool

    init(_ address: SocketAddress?, isSecure: Bool, trusted: [CIDR]) {
      self.isSecure = isSecure
      guard let text = address?.ipAddress, let ip = IPAddress(text)?.unmapped else {
        // Whoever may open the socket's file was let in by its mode.
        self.address = "unix"
        isTrusted = true
        return
      }
      self.address = ip.description
      isTrusted = trusted.contains { $0.contains(ip) }
    }
  }

  init(_ neighbour: Neighbour, _ headers: HTTPHeaders, trusted: [CIDR]) {
    client = neighbour.address
    isSecure = neighbour.isSecure
    guard neighbour.isTrusted else { return }
    if let address = Self.rightmostUntrusted(headers["X-Forwarded-For"], trusted) { client = address }
    if let scheme = headers["X-Forwarded-Proto"].last?.split(separator: ",").last {
      isSecure = scheme.filter { $0 != " " }.lowercased() == "https"
    }
    if let host = headers["X-Forwarded-Host"].last?.split(separator: ",").last {
      let host = String(host.drop { $0 == " " })
      if host.utf8.count <= 255, Authority.isValid(host) { authority = host }
    }
    if let id = headers["X-Request-Id"].last, RequestIDs.isAcceptable(id) { requestID = id }
  }

  private static func rightmostUntrusted(_ fields: [String], _ trusted: [CIDR]) -> String? {
    var last: String?
    for hop in fields.flatMap({ $0.split(separator: ",") }).suffix(32).reversed() {
      guard let address = IPAddress(Self.bare(hop))?.unmapped else { return last }
      last = address.description
      if !trusted.contains(where: { $0.contains(address) }) { return last }
    }
    return last
  }

  /// An address without space, port and brackets.
  private static func bare(_ hop: Substring) -> String {
    var text = hop.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    if text.first == "[", let end = text.firstIndex(of: "]") {
      return String(text[text.index(after: text.startIndex)..<end])
    }
    if text.count(where: { $0 == ":" }) == 1 { return String(text.prefix { $0 != ":" }) }
    return String(text)
  }
}
