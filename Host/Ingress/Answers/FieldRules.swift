/// Which bytes a header field may have (RFC 9110, section 5), and which fields are the host's.
enum FieldRules {
  private static let tokenBytes: [Bool] = (0..<256).map { byte in
    switch UInt8(byte) {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    case UInt8(ascii: "!"), UInt8(ascii: "#"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"),
      UInt8(ascii: "'"), UInt8(ascii: "*"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
      UInt8(ascii: "^"), UInt8(ascii: "_"), UInt8(ascii: "`"), UInt8(ascii: "|"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  /// Whether the bytes are a field's name.
  static func isName(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe !bytes.isEmpty && bytes.allSatisfy { tokenBytes[Int($0)] }
  }

  /// Whether the bytes can be a field's value: no control characters but tab, so that no answer can
  /// be split in two.
  static func isValue(_ bytes: UnsafeRawBufferPointer) -> Bool {
    unsafe bytes.allSatisfy { ($0 >= 0x20 || $0 == 0x09) && $0 != 0x7F }
  }

  /// Whether the host alone sets the field: framing, and what names the request.
  static func isHosts(_ name: UnsafeRawBufferPointer) -> Bool {
    switch name.count {
    case 4: unsafe equals(name, "date")
    case 7: unsafe equals(name, "trailer") || equals(name, "upgrade")
    case 10: unsafe equals(name, "connection") || equals(name, "keep-alive")
    case 12: unsafe equals(name, "x-request-id")
    case 14: unsafe equals(name, "content-length")
    case 17: unsafe equals(name, "transfer-encoding")
    default: false
    }
  }

  private static func equals(_ bytes: UnsafeRawBufferPointer, _ lower: StaticString) -> Bool {
    let other = unsafe UnsafeRawBufferPointer(start: lower.utf8Start, count: lower.utf8CodeUnitCount)
    return unsafe zip(bytes, other).allSatisfy { $0 | 0x20 == $1 }
  }
}
