/// Which way up a picture is: tag 0x0112 of Exif (4.6.4), the only one that its look depends on.
enum Orientation {
  /// Reads it from the body of an APP1 segment; nil for the usual one, and where there is none to be read.
  static func read(_ body: ArraySlice<UInt8>) -> UInt8? {
    guard body.starts(with: [0x45, 0x78, 0x69, 0x66, 0, 0]) else { return nil }
    let tiff = Array(body.dropFirst(6))
    guard tiff.count >= 8 else { return nil }
    let isLittle: Bool
    switch (tiff[0], tiff[1]) {
    case (0x49, 0x49): isLittle = true
    case (0x4D, 0x4D): isLittle = false
    default: return nil
    }
    func number(_ offset: Int, _ size: Int) -> Int {
      let part = tiff[offset..<offset + size]
      return (isLittle ? part.reversed() : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }
    let directory = number(4, 4)
    guard directory >= 8, directory <= tiff.count - 2 else { return nil }
    let count = number(directory, 2)
    for index in 0..<count {
      let entry = directory + 2 + index * 12
      guard entry + 12 <= tiff.count else { return nil }
      // A tag, type SHORT, one of them, in the first half of the value.
      guard number(entry, 2) == 0x0112 else { continue }
      guard number(entry + 2, 2) == 3, number(entry + 4, 4) == 1 else { return nil }
      let value = number(entry + 8, 2)
      return (2...8).contains(value) ? UInt8(value) : nil
    }
    return nil
  }

  /// A segment that says this and nothing else.
  static func segment(_ orientation: UInt8) -> [UInt8] {
    [0xFF, 0xE1, 0, 34] + Array("Exif\0\0MM\0*".utf8)
      + [0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0]
  }
}
