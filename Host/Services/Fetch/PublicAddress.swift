/// Which addresses are on the open internet, so that a plugin that may speak to the world cannot reach what is beside
/// the host: its own services, a provider's metadata, a neighbour's router.
///
/// By IANA's registries of special-purpose addresses (RFC 6890 and what was added to it): what is not globally
/// reachable there is not public.
enum PublicAddress {
  /// Ranges of IPv4 that are not public: the address and how many of its bits count.
  private static let closed: [(UInt32, Int)] = [
    (0x0000_0000, 8),  // 0.0.0.0/8, this network
    (0x0A00_0000, 8),  // 10.0.0.0/8, private
    (0x6440_0000, 10),  // 100.64.0.0/10, a provider's own
    (0x7F00_0000, 8),  // 127.0.0.0/8, this machine
    (0xA9FE_0000, 16),  // 169.254.0.0/16, this link, and providers' metadata
    (0xAC10_0000, 12),  // 172.16.0.0/12, private
    (0xC000_0000, 24),  // 192.0.0.0/24, protocols
    (0xC000_0200, 24),  // 192.0.2.0/24, documentation
    (0xC058_6300, 24),  // 192.88.99.0/24, relays of old
    (0xC0A8_0000, 16),  // 192.168.0.0/16, private
    (0xC612_0000, 15),  // 198.18.0.0/15, measurements
    (0xC633_6400, 24),  // 198.51.100.0/24, documentation
    (0xCB00_7100, 24),  // 203.0.113.0/24, documentation
    (0xE000_0000, 4),  // 224.0.0.0/4, many receivers
    (0xF000_0000, 4),  // 240.0.0.0/4, reserved, and everybody
  ]

  /// Whether an address of four or sixteen bytes, the highest first, is public. Another number of bytes is not.
  static func isPublic(_ bytes: [UInt8]) -> Bool {
    switch bytes.count {
    case 4: isPublic(number(bytes[...]))
    case 16: isPublic(six: bytes)
    default: false
    }
  }

  private static func isPublic(_ address: UInt32) -> Bool {
    !closed.contains { range, bits in (address ^ range) >> (32 - bits) == 0 }
  }

  private static func isPublic(six bytes: [UInt8]) -> Bool {
    let head = number(bytes[0..<4])
    // Addresses of IPv4 in others' clothes: mapped (::ffff:0:0/96), translated (64:ff9b::/96), 6to4 (2002::/16).
    if bytes[..<10].allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
      return isPublic(number(bytes[12...]))
    }
    if head == 0x0064_FF9B, bytes[4..<12].allSatisfy({ $0 == 0 }) { return isPublic(number(bytes[12...])) }
    if head >> 16 == 0x2002 { return isPublic(number(bytes[2..<6])) }
    // Of all the rest only 2000::/3 is given out, but for protocols (2001::/23), documentation (2001:db8::/32 and
    // 3fff::/20).
    guard head >> 29 == 1 else { return false }
    return head >> 9 != 0x2001_0000 >> 9 && head != 0x2001_0DB8 && head >> 12 != 0x3FFF_0000 >> 12
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.reduce(0) { $0 << 8 | UInt32($1) }
  }
}
