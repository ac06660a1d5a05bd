/// Text on its way into a log line: secrets masked, control characters escaped so that no value can forge a
/// line or drive a terminal, length bounded.
enum LogText {
  enum Escape { case json, console }

  /// How far past the limit secrets are looked for, so that one cut in two is still known.
  private static let lookAhead = 256

  /// Appends the text, at most about limit bytes of it.
  static func append(_ text: String, limit: Int, _ escape: Escape, to line: inout [UInt8]) {
    var text = text
    text.withUTF8 { bytes in
      let window = unsafe UnsafeBufferPointer(rebasing: bytes.prefix(limit + lookAhead))
      let end = unsafe cut(window, at: limit)
      var position = 0
      for mask in unsafe Redaction.masks(in: window) where mask.range.lowerBound < end {
        unsafe append(window[position..<mask.range.lowerBound], escape, to: &line)
        line.append(contentsOf: mask.replacement.utf8)
        position = mask.range.upperBound
      }
      if position < end { unsafe append(window[position..<end], escape, to: &line) }
      let left = bytes.count - max(position, end)
      if left > 0 { line.append(contentsOf: "…(\(left) more bytes)".utf8) }
    }
  }

  /// The last boundary between characters at or before the limit.
  private static func cut(_ bytes: UnsafeBufferPointer<UInt8>, at limit: Int) -> Int {
    guard bytes.count > limit else { return bytes.count }
    var end = limit
    while end > 0, unsafe bytes[end] & 0xC0 == 0x80 { end -= 1 }
    return end
  }

  private static func append(
    _ bytes: Slice<UnsafeBufferPointer<UInt8>>, _ escape: Escape, to line: inout [UInt8]
  ) {
    if unsafe bytes.allSatisfy(\.isPlain) {
      unsafe line.append(contentsOf: bytes)
      return
    }
    // The bytes come from a String and are cut between characters, so they decode.
    for scalar in unsafe String(decoding: bytes, as: UTF8.self).unicodeScalars {
      append(scalar, escape, to: &line)
    }
  }

  private static func append(_ scalar: Unicode.Scalar, _ escape: Escape, to line: inout [UInt8]) {
    switch scalar {
    case "\n": line.append(contentsOf: #"\n"#.utf8)
    case "\r": line.append(contentsOf: #"\r"#.utf8)
    case "\t": line.append(contentsOf: #"\t"#.utf8)
    case "\\": line.append(contentsOf: #"\\"#.utf8)
    case "\"" where escape == .json: line.append(contentsOf: #"\""#.utf8)
    default:
      if scalar.isHarmless {
        line.append(contentsOf: UTF8.encode(scalar)!)
      } else {
        let hex = String(scalar.value, radix: 16)
        line.append(contentsOf: #"\u"#.utf8)
        line.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, 4 - hex.utf8.count)))
        line.append(contentsOf: hex.utf8)
      }
    }
  }
}

extension Unicode.Scalar {
  /// Neither a control character, nor a line separator, nor one that turns the direction of writing.
  fileprivate var isHarmless: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: false
    default: true
    }
  }
}

extension UInt8 {
  /// Stands for itself in both formats. Everything beyond ASCII is looked at as characters.
  fileprivate var isPlain: Bool {
    self >= 0x20 && self < 0x7F && self != UInt8(ascii: "\"") && self != UInt8(ascii: "\\")
  }
}
