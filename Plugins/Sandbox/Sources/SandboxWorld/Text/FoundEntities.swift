/// What Telegram marks in a text by itself: commands, mentions, hashtags, addresses.
enum FoundEntities {
  /// Entities that begin where nothing else is marked.
  static func find(_ text: String, beside known: [Entity]) -> [Entity] {
    let units = Array(text.utf16)
    var found: [Entity] = []
    var index = 0
    while index < units.count {
      guard index == 0 || !isWord(units[index - 1]), let (type, length) = entity(units, index) else {
        index += 1
        continue
      }
      let end = index + length
      if !known.contains(where: {
        $0.offset < end && index < $0.offset + $0.length && $0.type != "blockquote"
      }) {
        found.append(Entity(type: type, offset: index, length: length))
      }
      index = end
    }
    return found
  }

  private static func entity(_ units: [UInt16], _ start: Int) -> (String, Int)? {
    let rest = units[start...]
    switch rest.first {
    case 0x2F:  // "/"
      guard start == 0 || units[start - 1] != 0x2F else { return nil }
      var length = run(units, start + 1, isName)
      guard (1...64).contains(length) else { return nil }
      if start + 1 + length < units.count, units[start + 1 + length] == 0x40 {
        let name = run(units, start + 2 + length, isName)
        if (3...32).contains(name) { length += 1 + name }
      }
      guard start + 1 + length == units.count || units[start + 1 + length] != 0x2F else { return nil }
      return ("bot_command", 1 + length)
    case 0x40:  // "@"
      let length = run(units, start + 1, isName)
      return (3...32).contains(length) ? ("mention", 1 + length) : nil
    case 0x23, 0x24:  // "#", "$"
      let length = run(units, start + 1, isWord)
      guard length > 0, length <= 256 else { return nil }
      let body = units[(start + 1)..<(start + 1 + length)]
      if rest.first == 0x24 {
        return body.allSatisfy { (65...90).contains($0) } ? ("cashtag", 1 + length) : nil
      }
      return body.contains { !(48...57).contains($0) } ? ("hashtag", 1 + length) : nil
    default: return address(units, start)
    }
  }

  private static func address(_ units: [UInt16], _ start: Int) -> (String, Int)? {
    let length = run(units, start) { $0 > 32 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 }
    guard length > 3 else { return nil }
    var text = String(decoding: units[start..<start + length], as: UTF16.self)
    while let last = text.unicodeScalars.last, ".,:;!?)'\"".unicodeScalars.contains(last) {
      text.unicodeScalars.removeLast()
    }
    let size = text.utf16.count
    if text.hasPrefix("http://") || text.hasPrefix("https://") {
      return text.drop { $0 != "/" }.count > 2 ? ("url", size) : nil
    }
    let parts = text.split(separator: "@", omittingEmptySubsequences: false)
    if parts.count == 2, !parts[0].isEmpty, isHost(String(parts[1])) { return ("email", size) }
    let host = text.prefix { $0 != "/" && $0 != "?" && $0 != ":" }
    return parts.count == 1 && isHost(String(host)) ? ("url", size) : nil
  }

  private static let endings: Set<String> = [
    "com", "org", "net", "me", "io", "dev", "app", "info", "ru", "de", "uk",
  ]

  private static func isHost(_ text: String) -> Bool {
    let labels = text.split(separator: ".", omittingEmptySubsequences: false)
    guard labels.count > 1, let last = labels.last, endings.contains(last.lowercased()) else { return false }
    return labels.allSatisfy { label in
      !label.isEmpty && label.utf8.allSatisfy { isName(UInt16($0)) || $0 == 0x2D }
    }
  }

  private static func run(_ units: [UInt16], _ start: Int, _ allows: (UInt16) -> Bool) -> Int {
    guard start < units.count else { return 0 }
    return units[start...].prefix(while: allows).count
  }

  private static func isName(_ unit: UInt16) -> Bool {
    (48...57).contains(unit) || (65...90).contains(unit) || (97...122).contains(unit) || unit == 0x5F
  }
  private static func isWord(_ unit: UInt16) -> Bool {
    isName(unit) || unit > 0x7F && (Unicode.Scalar(unit)?.properties.isAlphabetic ?? false)
  }
}
