/// A key as people read it in a message: as text where it is plain ASCII, else in hexadecimal digits.
package struct StateKeyText: CustomStringConvertible {
  private static let shownBytes = 64
  /// The text, in quotation marks.
  package let description: String

  /// Of at most 64 bytes of a key.
  package init(_ key: [UInt8]) {
    let shown = key.prefix(Self.shownBytes)
    let isText = shown.allSatisfy { (0x20...0x7E).contains($0) }
    let text = isText ? String(decoding: shown, as: UTF8.self) : "0x" + shown.map(Self.hex).joined()
    description = "\"\(text)\(key.count > Self.shownBytes ? "…" : "")\""
  }

  private static func hex(_ byte: UInt8) -> String {
    let text = String(byte, radix: 16)
    return text.count == 1 ? "0" + text : text
  }
}
