/// Notes in PT_NOTE segments.
enum ELFNotes {
  /// More notes than any library has; segments may overlap, so their sizes alone bound nothing.
  private static let most = 1024

  /// The build id (NT_GNU_BUILD_ID): what tells two builds apart, in lower-case hexadecimal. Nil when
  /// there is none, or none that can be read: nothing depends on it.
  static func buildID(_ bytes: RawSpan, _ segments: [ELFSegment]) -> String? {
    var count = 0
    for segment in segments where segment.type == ELFSegment.note {
      guard let part = try? bytes.part("notes", at: segment.offset, size: segment.fileSize) else { continue }
      let alignment = segment.alignment == 8 ? 8 : 4
      var row = part.lowerBound
      while part.upperBound - row >= 16, count < most {
        count += 1
        let nameSize = Int(bytes.integer(UInt32.self, at: row))
        let size = Int(bytes.integer(UInt32.self, at: row + 4))
        let description = row + aligned(12 + nameSize, to: alignment)
        guard description <= part.upperBound, size <= part.upperBound - description else { break }
        let isBuildID =
          bytes.integer(UInt32.self, at: row + 8) == 3 && nameSize == 4
          && bytes.integer(UInt32.self, at: row + 12) == 0x0055_4e47
        if isBuildID, (1...64).contains(size) {
          return bytes.copy(description..<description + size).map(hexadecimal).joined()
        }
        row = description + aligned(size, to: alignment)
      }
    }
    return nil
  }

  private static func aligned(_ size: Int, to alignment: Int) -> Int {
    (size + alignment - 1) / alignment * alignment
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
