// Strings, by section 7; UTF-8 by RFC 3629.
extension JSONScanner {
  /// Moves past the closing quote and returns the end of the unescaped bytes, which begin at `position`.
  mutating func contents() throws(JSONFault) -> Int {
    while true {
      skipPlain()
      let byte = peek()
      if byte == UInt8(ascii: "\"") {
        position &+= 1
        return position &- 1
      }
      if byte == UInt8(ascii: "\\") { return try unescapedContents() }
      guard byte >= 0x80 else { throw unexpectedControl() }
      // What is not ASCII seldom stands alone.
      repeat { position &+= try scalarLength() } while peek() >= 0x80
    }
  }

  /// Moves to the next quote, backslash, control character or byte that is not ASCII, eight bytes a step.
  @inline(__always)
  private mutating func skipPlain() {
    while true {
      let plain = unsafe Self.plainBytes(of: UnsafeRawPointer(text + position).loadUnaligned(as: UInt64.self))
      position &+= plain
      if plain < 8 { return }
    }
  }

  /// Moves whole words without such a byte to `end`, which is before them.
  @inline(__always)
  private mutating func movePlain(to end: inout Int) {
    while true {
      let word = unsafe UnsafeRawPointer(text + position).loadUnaligned(as: UInt64.self)
      guard Self.plainBytes(of: word) == 8 else { return }
      unsafe UnsafeMutableRawPointer(text + end).storeBytes(of: word, as: UInt64.self)
      position &+= 8
      end &+= 8
    }
  }

  /// How many bytes of a word of text come before one that ends plain text.
  @inline(__always)
  private static func plainBytes(of word: UInt64) -> Int {
    let word = UInt64(littleEndian: word)
    let ones: UInt64 = 0x0101_0101_0101_0101
    let quote = word ^ (ones &* 0x22)
    let escape = word ^ (ones &* 0x5C)
    // A borrow can mark bytes wrongly only after the first that is marked rightly.
    let stops = ((word &- ones &* 0x20) | (quote &- ones) & ~quote | (escape &- ones) & ~escape | word)
    return (stops & (ones &* 0x80)).trailingZeroBitCount / 8
  }

  /// The rest of a string that has an escape, moved over the bytes that its escapes take less.
  private mutating func unescapedContents() throws(JSONFault) -> Int {
    var end = position
    while true {
      movePlain(to: &end)
      let byte = peek()
      switch byte {
      case UInt8(ascii: "\""):
        position &+= 1
        return end
      case UInt8(ascii: "\\"):
        try escape(to: &end)
      case 0x00..<0x20:
        throw unexpectedControl()
      default:
        let length = byte < 0x80 ? 1 : try scalarLength()
        for _ in 0..<length {
          unsafe text[end] = text[position]
          end &+= 1
          position &+= 1
        }
      }
    }
  }

  private func unexpectedControl() -> JSONFault {
    position == count
      ? JSONFault("a string's closing quote is missing")
      : JSONFault("a control character is in a string: write it as an escape such as \\n or \\u0000")
  }

  private mutating func escape(to end: inout Int) throws(JSONFault) {
    let plain: UInt8
    switch peek(1) {
    case UInt8(ascii: "u"):
      encode(try escapedScalar(), to: &end)
      return
    case UInt8(ascii: "n"): plain = 0x0A
    case UInt8(ascii: "t"): plain = 0x09
    case UInt8(ascii: "r"): plain = 0x0D
    case UInt8(ascii: "b"): plain = 0x08
    case UInt8(ascii: "f"): plain = 0x0C
    case let byte where byte == 0x22 || byte == 0x5C || byte == 0x2F: plain = byte
    default: throw JSONFault("an escape is unknown: after a backslash comes one of \"\\/bfnrtu")
    }
    unsafe text[end] = plain
    end &+= 1
    position &+= 2
  }

  /// The scalar of a `\u` escape, or of the two that make a surrogate pair.
  private mutating func escapedScalar() throws(JSONFault) -> UInt32 {
    let high = try hexadecimal(at: position &+ 2)
    guard high & 0xF800 == 0xD800 else {
      position &+= 6
      return high
    }
    guard high < 0xDC00, peek(6) == 0x5C, peek(7) == UInt8(ascii: "u")
    else { throw JSONFault("an escaped surrogate is alone: \\ud800 to \\udfff come in pairs") }
    let low = try hexadecimal(at: position &+ 8)
    guard low & 0xFC00 == 0xDC00 else {
      throw JSONFault("an escaped surrogate is alone: \\ud800 to \\udfff come in pairs")
    }
    position &+= 12
    return 0x10000 &+ (high & 0x3FF) << 10 &+ (low & 0x3FF)
  }

  private func hexadecimal(at offset: Int) throws(JSONFault) -> UInt32 {
    var value: UInt32 = 0
    for place in offset..<offset &+ 4 {
      let byte = unsafe text[place]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte &- 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        value = value << 4 | UInt32((byte | 0x20) &- 0x57)
      default: throw JSONFault("an escape \\u takes four hexadecimal digits")
      }
    }
    return value
  }

  private mutating func encode(_ scalar: UInt32, to end: inout Int) {
    func put(_ byte: UInt32) {
      unsafe text[end] = UInt8(truncatingIfNeeded: byte)
      end &+= 1
    }
    switch scalar {
    case ..<0x80:
      put(scalar)
    case ..<0x800:
      put(0xC0 | scalar >> 6)
      put(0x80 | scalar & 0x3F)
    case ..<0x10000:
      put(0xE0 | scalar >> 12)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    default:
      put(0xF0 | scalar >> 18)
      put(0x80 | scalar >> 12 & 0x3F)
      put(0x80 | scalar >> 6 & 0x3F)
      put(0x80 | scalar & 0x3F)
    }
  }

  /// The length of the well-formed scalar at `position`, of two to four bytes.
  @inline(__always)
  private func scalarLength() throws(JSONFault) -> Int {
    let first = peek()
    let second = peek(1)
    let range: ClosedRange<UInt8>
    let length: Int
    switch first {
    case 0xC2...0xDF: (length, range) = (2, 0x80...0xBF)
    case 0xE0: (length, range) = (3, 0xA0...0xBF)
    case 0xED: (length, range) = (3, 0x80...0x9F)
    case 0xE1...0xEF: (length, range) = (3, 0x80...0xBF)
    case 0xF0: (length, range) = (4, 0x90...0xBF)
    case 0xF1...0xF3: (length, range) = (4, 0x80...0xBF)
    case 0xF4: (length, range) = (4, 0x80...0x8F)
    default: throw JSONFault("the text is not UTF-8")
    }
    guard range.contains(second),
      length < 3 || peek(2) & 0xC0 == 0x80, length < 4 || peek(3) & 0xC0 == 0x80
    else { throw JSONFault("the text is not UTF-8") }
    return length
  }
}
