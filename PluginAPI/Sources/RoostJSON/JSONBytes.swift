/// The bytes of a JSON text being written.
///
/// Memory of its own rather than an array, whose checks at each append cost more than what is appended.
@safe package struct JSONBytes: ~Copyable {
  private var base: UnsafeMutablePointer<UInt8>
  /// The bytes so far.
  package private(set) var count = 0
  private var capacity = 512

  /// No bytes.
  package init() { unsafe base = .allocate(capacity: capacity) }

  deinit { unsafe base.deallocate() }

  /// A copy of all bytes, or of some.
  package func array(_ range: Range<Int>? = nil) -> [UInt8] {
    let range = range ?? 0..<count
    return unsafe Array(UnsafeBufferPointer(start: base, count: count)[range])
  }

  /// The address of the first byte, good until the next change.
  var start: UnsafePointer<UInt8> { unsafe UnsafePointer(base) }

  /// Forgets all but the first bytes.
  mutating func truncate(to count: Int) { self.count = count }

  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if capacity - count < more { grow(more) }
  }

  @inline(never)
  private mutating func grow(_ more: Int) {
    capacity = max(capacity * 2, count + more)
    let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
    unsafe larger.moveInitialize(from: base, count: count)
    unsafe base.deallocate()
    unsafe base = unsafe larger
  }

  /// Appends a byte.
  @inline(__always)
  package mutating func append(_ byte: UInt8) {
    reserve(1)
    unsafe base[count] = byte
    count &+= 1
  }

  @inline(__always)
  private mutating func append(_ start: UnsafePointer<UInt8>, _ length: Int) {
    reserve(length)
    unsafe (base + count).update(from: start, count: length)
    count &+= length
  }

  /// Appends text that needs no quotes and no escapes.
  package mutating func append(literal text: StaticString) {
    unsafe append(text.utf8Start, text.utf8CodeUnitCount)
  }

  /// Appends text that needs no quotes and no escapes.
  package mutating func append(verbatim text: String) {
    var text = text
    text.withUTF8 { if let start = $0.baseAddress { unsafe append(start, $0.count) } }
  }

  /// Appends a truth value.
  package mutating func append(_ value: Bool) { append(literal: value ? "true" : "false") }

  /// Appends an integer's decimal digits.
  package mutating func append<T: FixedWidthInteger>(decimal value: T) {
    guard var rest = UInt64(exactly: value.magnitude) else { return append(verbatim: String(value)) }
    if value < 0 { append(UInt8(ascii: "-")) }
    var digits = InlineArray<20, UInt8>(repeating: 0)
    var start = 20
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      start -= 1
      digits[start] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
      rest = quotient
    } while rest > 0
    for index in start..<20 { append(digits[index]) }
  }

  /// Appends the shortest number that reads as the same finite value, without a fraction of zero.
  package mutating func append(_ value: some BinaryFloatingPoint & CustomStringConvertible) {
    append(verbatim: value.description)
    if unsafe base[count - 1] == UInt8(ascii: "0"), unsafe base[count - 2] == UInt8(ascii: ".") { count -= 2 }
  }

  /// Appends bytes that are JSON already.
  package mutating func append(json bytes: [UInt8]) {
    unsafe bytes.withUnsafeBufferPointer { if let start = $0.baseAddress { unsafe append(start, $0.count) } }
  }

  /// Appends a string in quotes; escapes only what must be escaped.
  package mutating func append(quoting string: String) {
    var string = string
    append(0x22)
    string.withUTF8 { utf8 in
      var start = 0
      while start < utf8.count {
        let end = unsafe Self.endOfPlain(utf8, from: start)
        unsafe append(utf8.baseAddress! + start, end - start)
        if end < utf8.count { unsafe appendEscape(of: utf8[end]) }
        start = end + 1
      }
    }
    append(0x22)
  }

  /// The first byte from `start` on that must be escaped, or the end.
  @inline(__always)
  private static func endOfPlain(_ utf8: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    let tops: UInt64 = 0x8080_8080_8080_8080
    var offset = start
    while offset &+ 8 <= utf8.count {
      let word = unsafe UInt64(
        littleEndian: UnsafeRawPointer(utf8.baseAddress! + offset).loadUnaligned(as: UInt64.self))
      let quote = word ^ (ones &* 0x22)
      let escape = word ^ (ones &* 0x5C)
      let stops =
        ((word &- ones &* 0x20) & ~word | (quote &- ones) & ~quote | (escape &- ones) & ~escape) & tops
      if stops != 0 { return offset &+ stops.trailingZeroBitCount / 8 }
      offset &+= 8
    }
    while offset < utf8.count, unsafe utf8[offset] >= 0x20, unsafe utf8[offset] != 0x22,
      unsafe utf8[offset] != 0x5C
    {
      offset &+= 1
    }
    return offset
  }

  private mutating func appendEscape(of byte: UInt8) {
    switch byte {
    case 0x22: append(literal: "\\\"")
    case 0x5C: append(literal: "\\\\")
    case 0x0A: append(literal: "\\n")
    case 0x0D: append(literal: "\\r")
    case 0x09: append(literal: "\\t")
    case 0x08: append(literal: "\\b")
    case 0x0C: append(literal: "\\f")
    default:
      append(literal: byte < 0x10 ? "\\u000" : "\\u001")
      append(byte & 0xF < 10 ? 0x30 + (byte & 0xF) : 0x57 + (byte & 0xF))
    }
  }
}
