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
    if let answer = text.utf8.withContiguousStorageIfAvailable({ unsafe isValid($0[...]) }) { return answer }
    return unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe isValid($0[...]) }
  }

  private static func isValid(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard unsafe bytes.first == UInt8(ascii: "[") else {
      let end = unsafe bytes.firstIndex(of: UInt8(ascii: ":")) ?? bytes.endIndex
      return unsafe isName(bytes[..<end]) && isPort(bytes[end...])
    }
    let rest = unsafe bytes.dropFirst()
    guard let end = unsafe rest.firstIndex(of: UInt8(ascii: "]")), unsafe end > rest.startIndex else {
      return false
    }
    return unsafe rest[..<end].allSatisfy { nameBytes[Int($0)] || $0 == UInt8(ascii: ":") }
      && isPort(rest[end...].dropFirst())
  }

  private static func isName(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    var escaped = 0
    for index in unsafe bytes.indices {
      let byte = unsafe bytes[index]
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
  private static func isPort(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let colon = unsafe bytes.first else { return true }
    return unsafe colon == UInt8(ascii: ":") && bytes.dropFirst().allSatisfy { (0x30...0x39).contains($0) }
  }
}
