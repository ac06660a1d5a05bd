/// The scripts that are told apart, by ranges of https://www.unicode.org/charts/.
package enum Script: String, Codable, Sendable, CaseIterable {
  /// Latin, with its accents and forms for mathematics.
  case latin
  /// Cyrillic
  case cyrillic
  /// Greek
  case greek
  /// Armenian
  case armenian
  /// Hebrew
  case hebrew
  /// Arabic and its kin.
  case arabic
  /// The scripts of India.
  case indic
  /// Chinese, Japanese and Korean.
  case eastAsian = "east_asian"
  /// All others.
  case other

  /// The script of a letter; nil for what is none.
  static func of(_ scalar: Unicode.Scalar) -> Script? {
    guard scalar.properties.isAlphabetic else { return nil }
    switch scalar.value {
    case 0...0x24F, 0x1D00...0x1D7F, 0x1E00...0x1EFF, 0x2C60...0x2C7F, 0xFF21...0xFF5A, 0x1D400...0x1D7FF:
      return .latin
    case 0x370...0x3FF, 0x1F00...0x1FFF: return .greek
    case 0x400...0x52F, 0x1C80...0x1C8F, 0x2DE0...0x2DFF, 0xA640...0xA69F: return .cyrillic
    case 0x530...0x58F: return .armenian
    case 0x590...0x5FF: return .hebrew
    case 0x600...0x77F, 0x8A0...0x8FF, 0xFB50...0xFDFF, 0xFE70...0xFEFF: return .arabic
    case 0x900...0xDFF: return .indic
    case 0x1100...0x11FF, 0x3040...0x9FFF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      return .eastAsian
    default: return .other
    }
  }
}
