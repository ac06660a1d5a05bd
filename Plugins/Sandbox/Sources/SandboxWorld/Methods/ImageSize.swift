/// The size of a picture, as its first bytes say: PNG, JPEG, GIF and WebP.
enum ImageSize {
  static func of(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
    func number(_ offset: Int, _ size: Int, isLittle: Bool = false) -> Int {
      guard offset + size <= bytes.count else { return 0 }
      let part = bytes[offset..<offset + size]
      return (isLittle ? Array(part.reversed()) : Array(part)).reduce(0) { $0 << 8 | Int($1) }
    }
    var size: (width: Int, height: Int)?
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      size = (number(16, 4), number(20, 4))
    } else if bytes.starts(with: Array("GIF8".utf8)) {
      size = (number(6, 2, isLittle: true), number(8, 2, isLittle: true))
    } else if bytes.starts(with: Array("RIFF".utf8)), bytes.count > 30 {
      switch String(decoding: bytes[12..<16], as: UTF8.self) {
      case "VP8X": size = (number(24, 3, isLittle: true) + 1, number(27, 3, isLittle: true) + 1)
      case "VP8L":
        let bits = number(21, 4, isLittle: true)
        size = (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
      default: size = (number(26, 2, isLittle: true) & 0x3FFF, number(28, 2, isLittle: true) & 0x3FFF)
      }
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      var offset = 2
      while offset + 9 < bytes.count, bytes[offset] == 0xFF {
        let marker = bytes[offset + 1]
        if (0xC0...0xCF).contains(marker), ![0xC4, 0xC8, 0xCC].contains(marker) {
          size = (number(offset + 7, 2), number(offset + 5, 2))
          break
        }
        offset += 2 + max(2, number(offset + 2, 2))
      }
    }
    guard let size, (1...10_000).contains(size.width), (1...10_000).contains(size.height) else { return nil }
    return size
  }
}
