/// Characters that look like Latin letters.
enum Confusables {
  /// Small letters of other scripts, and what capitals of theirs look like, by the Latin letter they are taken for.
  private static let lookAlikes: [(latin: String, others: String)] = [
    ("a", "аαɑ"), ("b", "вьβ"), ("c", "сϲ"), ("d", "ԁɗ"), ("e", "еёєҽε"), ("g", "ɡԍ"), ("h", "нһη"),
    ("i", "іїιɪӏı"), ("j", "јϳ"), ("k", "кκқ"), ("l", "ⅼ"), ("m", "мμ"), ("n", "пո"), ("o", "оοσөօ"),
    ("p", "рρ"),
    ("q", "ԛգ"), ("r", "гґ"), ("s", "ѕ"), ("t", "тτ"), ("u", "υսц"), ("v", "ѵν"), ("w", "ѡԝω"), ("x", "хχҳ"),
    ("y", "уүγў"),
    ("z", "ᴢζ"), ("3", "з"), ("4", "ч"), ("6", "б"),
  ]

  /// By the character's number.
  static let latin: [UInt32: UInt32] = {
    var table: [UInt32: UInt32] = [:]
    for (latin, others) in lookAlikes {
      for scalar in others.unicodeScalars { table[scalar.value] = latin.unicodeScalars.first?.value }
    }
    return table
  }()

  /// The letter below an accent, by the character's name: `LATIN SMALL LETTER E WITH ACUTE` is an e.
  static func plainLatin(_ scalar: Unicode.Scalar) -> UInt32? {
    guard (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value),
      let name = scalar.properties.name, name.hasPrefix("LATIN SMALL LETTER ")
    else { return nil }
    let words = name.dropFirst("LATIN SMALL LETTER ".count).split(separator: " ")
    guard words.count >= 3, words[0].utf8.count == 1, words[1] == "WITH" else { return nil }
    return words[0].lowercased().unicodeScalars.first?.value
  }
}
