/// Where a listener listens.
package enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
  /// A TCP port of one address, or of all of a family's (`0.0.0.0`, `::`). Port 0 is any free one.
  case tcp(IPAddress, port: UInt16)
  /// A unix socket at an absolute path.
  case unix(path: String)

  /// The longest path that fits `sockaddr_un` (unix(7)), in bytes.
  package static let maxPathBytes = 107

  /// Reads `127.0.0.1:8080`, `[::1]:8080` or `unix:PATH`; nil for anything else.
  ///
  /// - Parameters:
  ///   - text: The address.
  ///   - folder: What a relative path is relative to.
  package init?(_ text: String, folder: String) {
    guard case .success(let address) = Self.parse(text, folder: folder) else { return nil }
    self = address
  }

  static func parse(_ text: String, folder: String) -> Result<ListenAddress, Reason> {
    if text.hasPrefix("unix:") {
      return FilePath.resolve(String(text.dropFirst(5)), in: folder).flatMap(socket)
    }
    let wrong = Reason(
      "must be an address and port, is " + Problem.quote(text),
      "write it like 127.0.0.1:8080, [::1]:8080 or unix:/run/roost/http.sock")
    guard let colon = text.lastIndex(of: ":") else { return .failure(wrong) }
    let digits = text[text.index(after: colon)...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
      return .failure(wrong)
    }
    guard let port = UInt16(digits) else {
      return .failure(
        Reason("has port \(digits.prefix(20)), which is above 65535", "use a port of 0 to 65535"))
    }
    return host(text[..<colon], otherwise: wrong).map { .tcp($0, port: port) }
  }

  /// A socket's path, which has a bound of its own.
  static func socket(_ path: String) -> Result<ListenAddress, Reason> {
    guard path.utf8.count <= maxPathBytes else {
      return .failure(
        Reason(
          "has a socket path of \(path.utf8.count) bytes",
          "a path has at most \(maxPathBytes); use a shorter one"))
    }
    return .success(.unix(path: path))
  }

  private static func host(_ text: Substring, otherwise wrong: Reason) -> Result<IPAddress, Reason> {
    let isBracketed = text.hasPrefix("[") && text.hasSuffix("]")
    let bare = isBracketed ? text.dropFirst().dropLast() : text
    if let address = IPAddress(String(bare)), address.isV6 == isBracketed { return .success(address) }
    let hint: String
    switch text {
    case "", "*": hint = "for every address of this machine write 0.0.0.0 or [::]"
    case "localhost": hint = "write 127.0.0.1 or [::1]"
    case _ where bare.contains(":"): hint = "write an IPv6 address in brackets: [::1]:8080"
    default: return .failure(wrong)
    }
    return .failure(Reason(wrong.message, hint))
  }

  /// The address as it is written in a configuration.
  package var description: String {
    switch self {
    case .tcp(let address, let port): address.isV6 ? "[\(address)]:\(port)" : "\(address):\(port)"
    case .unix(let path): "unix:" + path
    }
  }
}
