/// Finds where a text names its author: `@name`, links to them, their full name, a line that is their name alone.
struct SelfReferences {
  private let username: [UInt16]?
  private let number: [UInt16]
  private let name: [UInt16]
  private static let hosts = ["t.me", "telegram.me", "telegram.dog"].map { Array($0.utf16) }

  init(_ traces: AuthorTraces) {
    username = traces.username.map { Latin.lowercased(Array($0.utf16)) }
    number = Array(String(traces.user.rawValue).utf16)
    name = Latin.folded(Array(traces.name.utf16))
  }

  /// The ranges in UTF-16 code units; they may overlap.
  func ranges(in units: [UInt16]) -> [Range<Int>] {
    let text = Latin.lowercased(units)
    var found = links(in: text)
    if let username, !username.isEmpty {
      for start in Latin.places(of: [0x40] + username, in: text) {
        let end = start + username.count + 1
        let isWhole = end == text.count || !Latin.isWord(text[end])
        if isWhole, start == 0 || !Latin.isWord(text[start - 1]) { found.append(start..<end) }
      }
    }
    return found + names(in: units)
  }

  /// Addresses, each from its scheme to its end.
  private func links(in text: [UInt16]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    while start < text.count {
      guard !Latin.isSpace(text[start]) else {
        start += 1
        continue
      }
      let end = text[start...].firstIndex(where: Latin.isSpace) ?? text.count
      if let place = firstLink(in: Array(text[start..<end])) { found.append(start + place..<end) }
      start = end
    }
    return found
  }

  private func firstLink(in word: [UInt16]) -> Int? {
    var places: [Int] = []
    if let username, !username.isEmpty {
      for host in Self.hosts {
        places += Latin.places(of: host + [0x2F] + username, in: word).filter { start in
          let end = start + host.count + 1 + username.count
          return end == word.count || !Latin.isWord(word[end])
        }
        places += Latin.places(of: username + [0x2E] + host, in: word)
      }
      places += Latin.places(of: Array("tg://resolve?domain=".utf16) + username, in: word)
    }
    for prefix in ["tg://user?id=", "tg://openmessage?user_id="] {
      places += Latin.places(of: Array(prefix.utf16) + number, in: word).filter { start in
        let end = start + prefix.utf16.count + number.count
        return end == word.count || !Latin.isWord(word[end])
      }
    }
    guard let place = places.min() else { return nil }
    // The scheme and `www.` belong to the address.
    let schemes = ["https://www.", "http://www.", "https://", "http://", "www."].map { Array($0.utf16) }
    return schemes.map(\.count).first { count in
      place >= count && schemes.contains(Array(word[place - count..<place]))
    }.map { place - $0 } ?? place
  }

  private func names(in units: [UInt16]) -> [Range<Int>] {
    guard name.count > 1 else { return [] }
    let lowered = Latin.folded(units)
    let isFull = name.contains(0x20)
    return Latin.places(of: name, in: lowered).compactMap { start in
      let end = start + name.count
      if isFull {
        let isWhole =
          (start == 0 || !Latin.isLetter(lowered[start - 1]))
          && (end == lowered.count || !Latin.isLetter(lowered[end]))
        return isWhole ? start..<end : nil
      }
      let lineStart = lowered[..<start].lastIndex(of: 10).map { $0 + 1 } ?? 0
      let lineEnd = lowered[end...].firstIndex(of: 10) ?? lowered.count
      let isAlone = !(lowered[lineStart..<start] + lowered[end..<lineEnd]).contains(where: Latin.isLetter)
      return isAlone ? lineStart..<lineEnd : nil
    }
  }
}
