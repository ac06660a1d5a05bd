/// A block of addresses, such as `10.0.0.0/8` (RFC 4632, section 3.1).
package struct CIDR: Sendable, Hashable, CustomStringConvertible {
  /// The first address of the block.
  package let network: IPAddress
  /// How many leading bits all addresses of the block share.
  package let prefixLength: Int

  /// Reads `ADDRESS/BITS`, or `ADDRESS` for a block of one; nil for anything else.
  package init?(_ text: String) {
    guard case .success(let block) = Self.parse(text) else { return nil }
    self = block
  }

  private init(_ network: IPAddress, _ prefixLength: Int) {
    self.network = network
    self.prefixLength = prefixLength
  }

  static func parse(_ text: String) -> Result<CIDR, Reason> {
    let wrong = Reason(
      "must be a block of addresses, is " + Problem.quote(text), "write it like 10.0.0.0/8 or fd00::/8")
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let address = IPAddress(String(parts[0])) else { return .failure(wrong) }
    let bits = address.bytes.count * 8
    var length = bits
    if parts.count == 2 {
      guard let given = Int(parts[1]), (0...bits).contains(given), parts[1].allSatisfy(\.isNumber) else {
        return .failure(wrong)
      }
      length = given
    }
    let block = CIDR(address.masked(to: length), length)
    guard block.network == address else {
      return .failure(
        Reason(Problem.quote(text) + " has bits set behind its prefix", "did you mean \(block)?"))
    }
    return .success(block)
  }

  /// Whether an address is in the block. An IPv4-mapped IPv6 address counts as IPv4.
  package func contains(_ address: IPAddress) -> Bool {
    let address = network.isV6 && network.unmapped == network ? address : address.unmapped
    return address.isV6 == network.isV6 && address.masked(to: prefixLength) == network
  }

  /// The block as it is written in a configuration.
  package var description: String { "\(network)/\(prefixLength)" }
}

extension IPAddress {
  /// The address with all but its first bits cleared.
  fileprivate func masked(to length: Int) -> IPAddress {
    var bytes = bytes
    for index in bytes.indices {
      let kept = min(max(length - index * 8, 0), 8)
      bytes[index] &= UInt8(truncatingIfNeeded: 0xFF00 >> kept)
    }
    return IPAddress(bytes: bytes) ?? self
  }
}
