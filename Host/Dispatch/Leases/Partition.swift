/// Where an event belongs among hosts that share a store: everything of one partition is handled by one host.
enum Partition {
  /// How many a new store is divided into; what is stored counts. At most so many hosts have something to do.
  static let count = 16

  /// The partition of a lane of a source: the same on every host (FNV-1a,
  /// tools.ietf.org/html/draft-eastlake-fnv, folded).
  static func number(of source: String, _ lane: Int64, among count: Int) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    func take(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    for byte in source.utf8 { take(byte) }
    for shift in stride(from: 56, through: 0, by: -8) { take(UInt8(truncatingIfNeeded: lane >> shift)) }
    // The low bits of this hash depend on the low bits of bytes alone.
    return Int((hash ^ hash >> 32) % UInt64(count))
  }
}
