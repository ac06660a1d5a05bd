/// Whom a request is for, as Host and absolute targets say it: `uri-host [":" port]` (RFC 9110, section 7.2).
enum Authority {
  /// Unreserved characters and sub-delimiters (RFC 3986, section 2).
  private static let nameBytes: [Bool] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: "-._~!$&'()*+,;=".utf8.contains(UInt8(byte))
    }
  }

  /// Whether the text has that form. It may be empty, as Host is when a target has no authority; user
  /// information (`user@`) is none of it.
  static func isValid(_ text: some StringProtocol) -> Bool {
    var rest = Substring(text).utf8
    guard rest.first == UInt8(ascii: "[") else {
      let end = rest.firstIndex(of: UInt8(ascii: ":")) ?? rest.endIndex
      return isName(rest[..<end]) && isPort(rest[end...])
    }
    rest = rest.dropFirst()
    guard let end = rest.firstIndex(of: UInt8(ascii: "]")), end > rest.startIndex else { return false }
    return rest[..<end].allSatisfy { nameBytes[Int($0)] || $0 == UInt8(ascii: ":") }
      && isPort(rest[end...].dropFirst())
  }

  private static func isName(_ bytes: Substring.UTF8View) -> Bool {
    var escaped = 0
    for byte in bytes {
      if escaped > 0 {
        guard Character(Unicode.Scalar(byte)).isHexDigit else { return false }
        escaped -= 1
      } else if byte == UInt8(ascii: "%") {
        escaped = 2
      } else if !nameBytes[Int(byte)] {
        return false
      }
    }
    return escaped == 0
  }

  /// Nothing, or a colon and digits, of which there may be none.
  private static func isPort(_ bytes: Substring.UTF8View) -> Bool {
    guard let colon = bytes.first else { return true }
    return colon == UInt8(ascii: ":") && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}
