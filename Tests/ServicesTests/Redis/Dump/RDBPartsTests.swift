import Testing

@testable import HostServices

/// The parts that dumps are made of.
@Suite struct RDBPartsTests {
  private func sum(_ parts: [UInt8]...) -> UInt64 {
    var sum = CRC64()
    for part in parts { unsafe part.withUnsafeBytes { unsafe sum.update($0) } }
    return sum.value
  }

  @Test func `the sum is the one that Redis makes`() {
    // From crc64.c's own test.
    #expect(sum(bytes("123456789")) == 0xE9C6_D914_C4B8_D9CA)
    #expect(sum([]) == 0)
    let text = Array("This is a test of the emergency broadcast system.".utf8)
    for cut in 0...text.count { #expect(sum(Array(text[..<cut]), Array(text[cut...])) == sum(text)) }
  }

  @Test func `what was made smaller is made larger again`() {
    #expect(LZF.expand([2, 0x61, 0x62, 0x63, 0x20, 2], to: 6) == bytes("abcabc"))
    // Over itself, and by a long one: nine and two of the last byte.
    #expect(LZF.expand([0, 0x61, 0xE0, 2, 0], to: 12) == bytes(String(repeating: "a", count: 12)))
    #expect(LZF.expand([], to: 0) == [])
  }

  @Test(
    arguments: [[2, 0x61], [0x20, 0], [0, 0x61, 0x20], [0, 0x61, 0xE0, 2], [0, 0x61, 0x20, 1], [31]]
      as [[UInt8]])
  func `what was not made smaller so is refused`(_ bytes: [UInt8]) {
    for size in 0...12 { #expect(LZF.expand(bytes, to: size) == nil) }
  }

  /// A list of elements as they are written, without what is behind each.
  private func list(_ parts: [UInt8]..., count: Int? = nil) -> [UInt8] {
    let body = parts.flatMap {
      $0 + (($0.count < 128) ? [UInt8($0.count)] : [UInt8($0.count >> 7), UInt8($0.count & 127) | 128])
    }
    let size = 6 + body.count + 1
    return (0..<4).map { UInt8(truncatingIfNeeded: size >> (8 * $0)) } + [UInt8(count ?? parts.count), 0]
      + body + [255]
  }

  @Test func `every kind of element is read`() {
    let long = [UInt8](repeating: 0x78, count: 200)
    let read = Listpack.elements(
      list(
        [7], [0x82, 0x68, 0x69], [0xC1, 0x00], [0xDF, 0xFF], [0xE0, 200] + long, [0xF0, 200, 0, 0, 0] + long,
        [0xF1, 0x00, 0x80], [0xF2, 0xFF, 0xFF, 0x7F], [0xF3, 0, 0, 0, 0x80],
        [0xF4, 1, 0, 0, 0, 0, 0, 0, 0x80]))
    let numbers = ["-32768", "8388607", "-2147483648", "-9223372036854775807"]
    #expect(
      read == [bytes("7"), bytes("hi"), bytes("256"), bytes("-1"), long, long] + numbers.map { bytes($0) })
    #expect(Listpack.elements(list()) == [])
  }

  @Test func `what is no list is refused`() {
    let good = list([7], [0x82, 0x68, 0x69])
    for cut in 0..<good.count { #expect(Listpack.elements(Array(good[..<cut])) == nil) }
    #expect(Listpack.elements(list([7], count: 2)) == nil)
    for bad in [[0xFE], [0x83, 0x68], [0xF0, 255, 255, 255, 255], [0xE4], [0xC1], [0xF4, 1]] as [[UInt8]] {
      #expect(Listpack.elements(list(bad)) == nil)
    }
  }
}
