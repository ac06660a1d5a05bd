/// Takes out what is not seen: it hides words from checks, or turns the direction of what follows. What scripts and
/// emoji need to be right stays (https://unicode.org/reports/tr36/, https://unicode.org/reports/tr51/).
package enum HiddenCharacters {
  /// The text without hidden characters, and how many there were.
  package static func removed(from text: FormattedText) -> (text: FormattedText, count: Int) {
    let scalars = Array(text.text.unicodeScalars)
    guard scalars.contains(where: isSuspect) else { return (text, 0) }
    let hasRightToLeft = scalars.contains { isRightToLeft($0) }
    var edits = TextEdits()
    var offset = 0
    var marks = 0
    for (index, scalar) in scalars.enumerated() {
      let width = scalar.value > 0xFFFF ? 2 : 1
      marks = isMark(scalar) ? marks + 1 : 0
      if isSuspect(scalar), !belongs(index, in: scalars, marks, hasRightToLeft) {
        edits.replace(offset..<offset + width)
      }
      offset += width
    }
    return (edits.applied(to: text), edits.count)
  }

  /// Whether a character is one of those that may hide something.
  static func isSuspect(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x300 {
      return value < 0x20 && value != 10 && value != 9 || (0x7F...0x9F).contains(value) || value == 0xAD
    }
    switch value {
    case 0x34F, 0x61C, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B...0x180F, 0x200B...0x200F, 0x202A...0x202E,
      0x2060...0x206F, 0x2800, 0x3164, 0xFE00...0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9...0xFFFB, 0x1BCA0...0x1BCA3,
      0x1D173...0x1D17A, 0xE0000...0xE0FFF:
      return true
    default: return isMark(scalar)
    }
  }

  /// Whether a suspect stands where it is needed.
  private static func belongs(
    _ index: Int, in scalars: [Unicode.Scalar], _ marks: Int, _ hasRightToLeft: Bool
  ) -> Bool {
    let scalar = scalars[index]
    let before = index > 0 ? scalars[index - 1] : nil
    let after = index + 1 < scalars.count ? scalars[index + 1] : nil
    switch scalar.value {
    case 0x200C, 0x200D:
      guard let before, let after else { return false }
      return isJoining(before) && isJoining(after)
        || scalar.value == 0x200D && isEmoji(before) && isEmoji(after)
    case 0x200E, 0x200F, 0x61C: return hasRightToLeft
    case 0xFE0E, 0xFE0F:
      // Digits are keycaps only with the mark for those behind them.
      guard let before, before.properties.isEmoji else { return false }
      return before.value > 0x7F || after?.value == 0x20E3
    case 0xE0020...0xE007F: return isFlagTag(index, in: scalars)
    case _ where isMark(scalar): return marks <= 3
    default: return false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x34F: false
    case 0x300...0x36F, 0x1AB0...0x1AFF, 0x1DC0...0x1DFF, 0x20D0...0x20FF, 0xFE20...0xFE2F: true
    default: false
    }
  }

  private static func isRightToLeft(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x61C, 0x200F: false
    case 0x590...0x8FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFE, 0x10800...0x10FFF, 0x1E800...0x1EFFF: true
    default: false
    }
  }

  /// Letters whose form a joiner between them changes: Arabic and its kin, and the scripts of India.
  private static func isJoining(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x620...0x7FF, 0x8A0...0x8FF, 0x900...0xDFF: true
    default: false
    }
  }

  private static func isEmoji(_ scalar: Unicode.Scalar) -> Bool {
    scalar.value == 0xFE0F || scalar.value > 0x7F && scalar.properties.isEmoji
  }

  /// Whether only tags stand between this one and a black flag, as in the flag of Scotland.
  private static func isFlagTag(_ index: Int, in scalars: [Unicode.Scalar]) -> Bool {
    for distance in 1...7 where index - distance >= 0 {
      let scalar = scalars[index - distance]
      if scalar.value == 0x1F3F4 { return true }
      guard (0xE0020...0xE007F).contains(scalar.value) else { return false }
    }
    return false
  }
}
