import Glibc

/// An IPv4 or IPv6 address, without a port or zone.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  /// The address in network byte order: 4 or 16 bytes.
  package let bytes: [UInt8]

  /// The address of these 4 or 16 bytes, in network byte order; nil for any other number.
  package init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// Reads `192.0.2.1` or `2001:db8::1`; nil for anything else, names and zones included.
  package init?(_ text: String) {
    guard text.utf8.count <= 45, !text.utf8.contains(0) else { return nil }
    let isV6 = text.utf8.contains(UInt8(ascii: ":"))
    var bytes = [UInt8](repeating: 0, count: isV6 ? 16 : 4)
    let result = unsafe bytes.withUnsafeMutableBytes { buffer in
      unsafe inet_pton(isV6 ? AF_INET6 : AF_INET, text, buffer.baseAddress)
    }
    guard result == 1 else { return nil }
    self.bytes = bytes
  }

  /// Whether this is an IPv6 address.
  package var isV6: Bool { bytes.count == 16 }

  /// An IPv4-mapped IPv6 address (`::ffff:192.0.2.1`, RFC 4291, section 2.5.5.2) as the IPv4 address that a
  /// socket for both families reports in this form; any other address as it is.
  package var unmapped: IPAddress {
    guard isV6, bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF,
      let address = IPAddress(bytes: Array(bytes[12...]))
    else { return self }
    return address
  }

  /// The address as RFC 5952 writes it.
  package var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = isV6 ? AF_INET6 : AF_INET
    let written = unsafe bytes.withUnsafeBytes { bytes in
      unsafe text.withUnsafeMutableBufferPointer { text in
        unsafe inet_ntop(family, bytes.baseAddress, text.baseAddress, socklen_t(text.count)) != nil
      }
    }
    precondition(written, "4 and 16 bytes always have a text")
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}
