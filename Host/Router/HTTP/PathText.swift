/// The text of paths: which bytes they may hold, their normal form, and decoding.
/// Source: RFC 3986, 2.1 to 2.3, 3.3 and 6.2.2.
enum PathText {
  /// Longest path that is looked at, in bytes.
  static let maxBytes = 65_536

  enum Form {
    /// Nothing is encoded or needs it: the path is its own normal form.
    case plain
    case encoded
    case malformed(StaticString)
  }

  /// Tells in one pass whether a path can be matched as it is.
  static func form(of path: UnsafeRawBufferPointer) -> Form {
    guard path.count > 0, unsafe path[0] == UInt8(ascii: "/") else {
      return .malformed("the path does not begin with a slash")
    }
    guard path.count <= maxBytes else { return .malformed("the path is too long") }
    var form = Form.plain
    for index in 0..<path.count {
      let byte = unsafe path[index]
      if isPlain(byte) {
        if byte == dot, unsafe path[index - 1] == slash, unsafe endsAsDotSegment(path, index + 1) {
          return .malformed("the path has a dot segment")
        }
      } else if isForbidden(byte) {
        return .malformed("the path holds a byte that must be percent-encoded")
      } else {
        form = .encoded
      }
    }
    return form
  }

  private static func endsAsDotSegment(_ path: UnsafeRawBufferPointer, _ next: Int) -> Bool {
    var end = next
    if end < path.count, unsafe path[end] == dot { end += 1 }
    return unsafe end == path.count || path[end] == slash
  }

  /// Brings a path or a piece of one to normal form: unreserved characters decoded, what may not stand
  /// bare encoded, hexadecimal digits in capitals. Returns what is wrong with it, if anything.
  static func normalise(_ bytes: inout [UInt8]) -> StaticString? {
    var normal: [UInt8] = []
    normal.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if isPlain(byte) {
        normal.append(byte)
      } else if byte == percent {
        guard index + 1 < bytes.count, let high = hex(bytes[index]), let low = hex(bytes[index + 1])
        else { return "\"%\" stands without two hexadecimal digits" }
        index += 2
        let decoded = high << 4 | low
        guard decoded != 0 else { return "it holds an encoded zero byte" }
        if isUnreserved(decoded) { normal.append(decoded) } else { encode(decoded, &normal) }
      } else if isForbidden(byte) {
        return "it holds a byte that must be percent-encoded"
      } else {
        encode(byte, &normal)
      }
    }
    bytes = normal
    return nil
  }

  /// Whether a path in normal form has a segment `.` or `..`, also beside an encoded slash.
  static func hasDotSegment(_ normal: [UInt8]) -> Bool {
    var length = 0
    var onlyDots = true
    var index = 0
    while index <= normal.count {
      let isEncodedSlash =
        index + 2 < normal.count && normal[index] == percent && normal[index + 1] == UInt8(ascii: "2")
        && normal[index + 2] == UInt8(ascii: "F")
      if index == normal.count || normal[index] == slash || isEncodedSlash {
        if onlyDots, length == 1 || length == 2 { return true }
        length = 0
        onlyDots = true
        index += isEncodedSlash ? 3 : 1
      } else {
        onlyDots = onlyDots && normal[index] == dot
        length += 1
        index += 1
      }
    }
    return false
  }

  /// Appends the percent-decoded bytes of a piece in normal form; false when they are no UTF-8.
  static func decode(_ piece: ArraySlice<UInt8>, into decoded: inout [UInt8]) -> Bool {
    let start = decoded.count
    var index = piece.startIndex
    while index < piece.endIndex {
      if piece[index] == percent, let high = hex(piece[index + 1]), let low = hex(piece[index + 2]) {
        decoded.append(high << 4 | low)
        index += 3
      } else {
        decoded.append(piece[index])
        index += 1
      }
    }
    return String(validating: decoded[start...], as: UTF8.self) != nil
  }
}

extension PathText {
  static let slash = UInt8(ascii: "/")
  private static let dot = UInt8(ascii: ".")
  private static let percent = UInt8(ascii: "%")

  /// A slash or what RFC 3986 calls pchar, encoded ones excepted; a bit for each of 128 characters.
  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    // Bits 0-63: ! $ & ' ( ) * + , - . / 0-9 : ; = and 64-127: @ A-Z _ a-z ~
    let set: UInt64 = byte < 64 ? 0x2fff_ffd2_0000_0000 : 0x47ff_fffe_87ff_ffff
    return byte < 128 && set >> UInt64(byte & 63) & 1 == 1
  }

  private static func isForbidden(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte == 0x7f || byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static func isUnreserved(_ byte: UInt8) -> Bool {
    isWordByte(byte) || byte == UInt8(ascii: "-") || byte == dot || byte == UInt8(ascii: "~")
  }

  /// Letters, digits and `_`.
  static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  private static func hex(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  private static func encode(_ byte: UInt8, _ bytes: inout [UInt8]) {
    func digit(_ value: UInt8) -> UInt8 {
      value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
    }
    bytes += [percent, digit(byte >> 4), digit(byte & 15)]
  }
}
