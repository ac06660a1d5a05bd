/// Questions about UTF-16 code units, where usernames and addresses are ASCII.
enum Latin {
  static func lowercased(_ units: [UInt16]) -> [UInt16] {
    units.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
  }

  /// In lower case, as far as that leaves everything in its place.
  static func folded(_ units: [UInt16]) -> [UInt16] {
    units.map { unit in
      guard let scalar = Unicode.Scalar(unit) else { return unit }
      let lower = scalar.properties.lowercaseMapping.utf16
      return lower.count == 1 ? lower.first ?? unit : unit
    }
  }

  /// Whether it can be a part of a username.
  static func isWord(_ unit: UInt16) -> Bool {
    (0x30...0x39).contains(unit) || (0x41...0x5A).contains(unit) || (0x61...0x7A).contains(unit)
      || unit == 0x5F
  }

  /// Whether it is a letter or digit of any script in the basic plane.
  static func isLetter(_ unit: UInt16) -> Bool {
    guard let scalar = Unicode.Scalar(unit) else { return false }
    return scalar.properties.isAlphabetic || (0x30...0x39).contains(unit)
  }

  static func isSpace(_ unit: UInt16) -> Bool {
    unit == 32 || unit == 0xA0 || (9...13).contains(unit) || unit == 0x2028 || unit == 0x3000
  }

  /// Where something begins in a text, all places.
  static func places(of part: [UInt16], in text: [UInt16]) -> [Int] {
    guard let first = part.first, part.count <= text.count else { return [] }
    return (0...text.count - part.count).filter { start in
      text[start] == first && text[start..<start + part.count].elementsEqual(part)
    }
  }
}
