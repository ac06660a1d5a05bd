/// Makes texts that look the same the same: lower case, look-alikes of other scripts as Latin letters, no marks, no
/// hidden characters, one space between words. Nothing that is published is folded
/// (after https://unicode.org/reports/tr39/#Confusable_Detection).
package enum Folding {
  /// The folded text as numbers of characters, without spaces at its ends.
  package static func scalars(_ text: String) -> [UInt32] {
    var made: [UInt32] = []
    made.reserveCapacity(text.utf8.count)
    var isSpace = true
    for scalar in text.unicodeScalars {
      let folded = fold(scalar.value)
      switch folded {
      case 0: continue
      case 32:
        if !isSpace { made.append(32) }
        isSpace = true
      default:
        made.append(folded)
        isSpace = false
      }
    }
    if made.last == 32 { made.removeLast() }
    return made
  }

  /// The folded text.
  package static func text(_ text: String) -> String {
    var view = String.UnicodeScalarView()
    for value in scalars(text) { if let scalar = Unicode.Scalar(value) { view.append(scalar) } }
    return String(view)
  }

  /// One character: 0 for what is left out, 32 for white space.
  @inline(__always)
  static func fold(_ value: UInt32) -> UInt32 {
    if value < UInt32(table.count) { return table[Int(value)] }
    return foldHigh(value)
  }

  /// Of the scripts in which most is written, once and for all.
  private static let table: [UInt32] = (0..<0x2100).map { foldSlowly($0) }

  private static func foldHigh(_ value: UInt32) -> UInt32 {
    switch value {
    case 0x2460...0x2468: return value - 0x2460 + 0x31
    case 0x24B6...0x24CF: return value - 0x24B6 + 0x61
    case 0x24D0...0x24E9: return value - 0x24D0 + 0x61
    case 0x3000: return 32
    case 0xFF10...0xFF19: return value - 0xFF10 + 0x30
    case 0xFF21...0xFF3A: return value - 0xFF21 + 0x61
    case 0xFF41...0xFF5A: return value - 0xFF41 + 0x61
    // Alphabets of mathematics: thirteen of 52 letters, five of ten digits.
    case 0x1D400...0x1D6A3: return (value - 0x1D400) % 26 + 0x61
    case 0x1D7CE...0x1D7FF: return (value - 0x1D7CE) % 10 + 0x30
    // Letters in squares and circles.
    case 0x1F130...0x1F149: return value - 0x1F130 + 0x61
    case 0x1F150...0x1F169: return value - 0x1F150 + 0x61
    case 0x1F170...0x1F189: return value - 0x1F170 + 0x61
    default: return foldSlowly(value)
    }
  }

  private static func foldSlowly(_ value: UInt32) -> UInt32 {
    guard let scalar = Unicode.Scalar(value) else { return value }
    if scalar.properties.isWhitespace { return 32 }
    if HiddenCharacters.isSuspect(scalar) { return 0 }
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    let base = lower.first ?? scalar
    return Confusables.latin[base.value] ?? Confusables.plainLatin(base) ?? base.value
  }
}
