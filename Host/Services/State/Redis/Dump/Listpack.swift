/// A small list, set or hash of Redis as one string (Redis' `listpack.c`): a head of six bytes, then elements, each with
/// its length behind it as well, then 255.
enum Listpack {
  /// Its elements in order, numbers in digits; nil when it is none.
  static func elements(_ bytes: [UInt8]) -> [[UInt8]]? {
    guard bytes.count >= 7, bytes.last == 0xFF, number(bytes[0..<4]) == UInt64(bytes.count) else {
      return nil
    }
    var (elements, place) = ([[UInt8]](), 6)
    while place < bytes.count - 1 {
      guard let (element, size) = element(bytes[place..<bytes.count - 1]) else { return nil }
      elements.append(element)
      place += size + backBytes(size)
    }
    let count = number(bytes[4..<6])
    return place == bytes.count - 1 && (count == 0xFFFF || count == UInt64(elements.count)) ? elements : nil
  }

  /// The first element, and how many bytes it has before its length.
  private static func element(_ bytes: ArraySlice<UInt8>) -> ([UInt8], Int)? {
    let (first, start) = (bytes[bytes.startIndex], bytes.startIndex)
    func text(_ head: Int, _ count: UInt64) -> ([UInt8], Int)? {
      guard UInt64(bytes.count) >= UInt64(head) + count else { return nil }
      return (Array(bytes[(start + head)..<(start + head + Int(count))]), head + Int(count))
    }
    func digits(_ head: Int, _ count: Int) -> ([UInt8], Int)? {
      guard bytes.count >= head + count else { return nil }
      let bits = UInt64(64 - 8 * count)
      let value =
        Int64(bitPattern: number(bytes[(start + head)..<(start + head + count)]) << bits) >> Int64(bits)
      return (Array("\(value)".utf8), head + count)
    }
    switch first {
    case 0..<0x80: return (Array("\(first)".utf8), 1)
    case 0x80..<0xC0: return text(1, UInt64(first & 0x3F))
    case 0xC0..<0xE0:
      guard bytes.count >= 2 else { return nil }
      let raw = Int(first & 0x1F) << 8 | Int(bytes[start + 1])
      return (Array("\(raw >= 4096 ? raw - 8192 : raw)".utf8), 2)
    case 0xE0..<0xF0:
      guard bytes.count >= 2 else { return nil }
      return text(2, UInt64(first & 0x0F) << 8 | UInt64(bytes[start + 1]))
    case 0xF0: return bytes.count >= 5 ? text(5, number(bytes[(start + 1)..<(start + 5)])) : nil
    case 0xF1: return digits(1, 2)
    case 0xF2: return digits(1, 3)
    case 0xF3: return digits(1, 4)
    case 0xF4: return digits(1, 8)
    default: return nil
    }
  }

  private static func backBytes(_ size: Int) -> Int {
    size < 128 ? 1 : size < 16_383 ? 2 : size < 2_097_151 ? 3 : size < 268_435_455 ? 4 : 5
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}
