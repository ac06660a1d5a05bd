@testable import HostServices

/// A dump, put together byte by byte as Redis' `rdb.c` does.
struct DumpBytes {
  var bytes = Array("REDIS0010".utf8)

  static func length(_ count: Int) -> [UInt8] {
    count < 64
      ? [UInt8(count)]
      : count < 16_384
        ? [0x40 | UInt8(count >> 8), UInt8(count & 255)]
        : [0x80] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
  }

  static func string(_ text: some Collection<UInt8>) -> [UInt8] { length(text.count) + Array(text) }

  static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }

  mutating func add(_ parts: [UInt8]...) { for part in parts { bytes += part } }

  /// A key of a kind, and its value.
  mutating func key(_ kind: UInt8, _ name: String, _ value: [UInt8]...) {
    add([kind], Self.string(name))
    for part in value { bytes += part }
  }

  /// A store with one entry, of one commit.
  mutating func store(_ prefix: String = "roost:", version: UInt8 = 5, entries: UInt8 = 1) {
    let number = [UInt8](repeating: 0, count: 7)
    let field = Array("kplain\0a".utf8)
    let row: [UInt8] = [0, 0, 0, 1] + number + [34] + number + [entries]
    key(
      4, prefix + "entries", Self.length(5), Self.string("f"), [0xC0, 1], Self.string("e"),
      Self.string("0123456789abcdef"), Self.string("v"), Self.string(number + [version]),
      Self.string("splain"),
      Self.string(row), Self.string(field), Self.string(number + [5] + number + [0, 0x78]))
    key(5, prefix + "order", Self.length(1), Self.string(field), [UInt8](repeating: 0, count: 8))
    key(2, prefix + "spaces", Self.length(1), Self.string("plain"))
  }

  /// The whole dump, with its sum.
  var whole: [UInt8] {
    var sum = CRC64()
    let all = bytes + [0xFF]
    unsafe all.withUnsafeBytes { unsafe sum.update($0) }
    return all + (0..<8).map { UInt8(truncatingIfNeeded: sum.value >> UInt64(8 * $0)) }
  }

  /// One with a store alone.
  static var plain: [UInt8] {
    var dump = DumpBytes()
    dump.add([0xFA], string("redis-ver"), string("7.0.15"), [0xFE, 0], [0xFB, 3, 0])
    dump.store()
    return dump.whole
  }
}
