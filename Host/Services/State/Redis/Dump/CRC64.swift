/// The CRC-64 that a dump of Redis ends with: Jones' polynomial, reflected, from zero, without a last exclusive or
/// (Redis' `crc64.c`). Of `123456789` it is `e9c6d914c4b8d9ca`.
struct CRC64 {
  private static let polynomial: UInt64 = 0x95AC_9329_AC4B_C9B5

  /// What eight bytes in a row make of it: the table of byte `n` begins at `256 n`.
  private static let tables: [UInt64] = {
    var tables = (0..<256).map { byte in
      (0..<8).reduce(UInt64(byte)) { value, _ in value & 1 == 1 ? value >> 1 ^ polynomial : value >> 1 }
    }
    for place in 256..<2048 {
      let before = tables[place - 256]
      tables.append(before >> 8 ^ tables[Int(before & 255)])
    }
    return tables
  }()

  /// The sum of what was added.
  private(set) var value: UInt64 = 0

  /// Adds bytes.
  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    value = unsafe Self.tables.withUnsafeBufferPointer { tables in
      var (sum, place) = (value, 0)
      while place + 8 <= bytes.count {
        sum ^= unsafe UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        var next: UInt64 = 0
        for byte in 0..<8 {
          unsafe next ^= tables[(7 - byte) << 8 | Int(truncatingIfNeeded: sum >> UInt64(8 * byte) & 255)]
        }
        (sum, place) = (next, place + 8)
      }
      while place < bytes.count {
        sum = unsafe tables[Int(truncatingIfNeeded: (sum ^ UInt64(bytes[place])) & 255)] ^ sum >> 8
        place += 1
      }
      return sum
    }
  }
}
