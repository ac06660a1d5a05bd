/// Checks that look at nothing but the item and figures.
enum TextChecks {
  static func length(_ input: CheckInput, _ settings: CheckSettings) -> Verdict {
    let length = input.content.text.text.utf16.count
    if length > settings.length.upperBound {
      return .suspicious(.length, "\(length) characters; at most \(settings.length.upperBound)")
    }
    if input.content.media.isEmpty, length < settings.length.lowerBound {
      return .suspicious(.length, "\(length) characters; at least \(settings.length.lowerBound)")
    }
    return Verdict(.length, .clear)
  }

  static func links(_ input: CheckInput, _ settings: CheckSettings) -> Verdict {
    let text = Array(input.content.text.text.utf16)
    let links = input.content.text.entities.filter { entity in
      guard entity.type == "url" || entity.type == "text_link" else { return false }
      let slice = text[entity.offset..<entity.offset + entity.length]
      let host = Host.of(entity.url ?? String(decoding: slice, as: UTF16.self))
      return !Host.isAmong(settings.allowedHosts, host)
    }
    guard links.count > settings.links else { return Verdict(.links, .clear) }
    return .suspicious(.links, "\(links.count) links; at most \(settings.links)")
  }

  static func mentions(_ input: CheckInput, _ settings: CheckSettings) -> Verdict {
    let count = input.content.text.entities.count { $0.type == "mention" || $0.type == "text_mention" }
    guard count > settings.mentions else { return Verdict(.mentions, .clear) }
    return .suspicious(.mentions, "\(count) mentions; at most \(settings.mentions)")
  }

  static func scripts(_ input: CheckInput, _ settings: CheckSettings) -> Verdict {
    let letters = input.content.text.text.unicodeScalars.compactMap(Script.of)
    let others = letters.filter { !settings.scripts.contains($0) }
    // A few letters say nothing.
    guard !settings.scripts.isEmpty, others.count >= 5,
      Double(others.count) > settings.otherScripts * Double(letters.count)
    else { return Verdict(.scripts, .clear) }
    let names = Set(others.map(\.rawValue)).sorted().joined(separator: ", ")
    return .suspicious(.scripts, "\(others.count) of \(letters.count) letters are \(names)")
  }

  /// Words of one script with letters of another that look like its own, and letters for mathematics.
  static func homoglyphs(_ input: CheckInput, _ settings: CheckSettings) -> Verdict {
    var found: [String] = []
    var word = String.UnicodeScalarView()
    for scalar in input.content.text.text.unicodeScalars + [" "] {
      if scalar.properties.isAlphabetic {
        word.append(scalar)
        continue
      }
      if isMixed(word) { found.append(String(word)) }
      word = String.UnicodeScalarView()
    }
    guard found.count > settings.homoglyphs else { return Verdict(.homoglyphs, .clear) }
    return .suspicious(
      .homoglyphs, "look-alike letters in \(found.count) words, such as \(found[0].prefix(40))")
  }

  private static func isMixed(_ word: String.UnicodeScalarView) -> Bool {
    if word.contains(where: { (0x1D400...0x1D7FF).contains($0.value) || (0xFF21...0xFF5A).contains($0.value) }
    ) {
      return true
    }
    let scripts = Set(word.compactMap(Script.of))
    return scripts.contains(.latin) && !scripts.isDisjoint(with: [.cyrillic, .greek, .armenian])
      || scripts.isSuperset(of: [.cyrillic, .greek])
  }

  static func hidden(_ input: CheckInput, _ settings: CheckSettings) -> Verdict {
    guard input.findings.hidden > settings.hidden else { return Verdict(.hidden, .clear) }
    return .suspicious(
      .hidden, "\(input.findings.hidden) characters that nobody sees; at most \(settings.hidden)")
  }

  static func flood(_ input: CheckInput, _ settings: CheckSettings, at now: Moment) -> Verdict {
    let count = input.submissions.count { $0 <= now && now - $0 < settings.floodWindow }
    guard count > settings.submissions else { return Verdict(.flood, .clear) }
    return .suspicious(
      .flood,
      "\(count) submissions within \(settings.floodWindow.rawValue / 1000) s; at most \(settings.submissions)"
    )
  }

  static func stopWords(_ input: CheckInput, _ settings: CheckSettings) -> Verdict {
    for phrase in settings.stopWords {
      let words = Words.folded(phrase)
      guard let first = words.first, words.count <= input.words.count else { continue }
      for start in 0...input.words.count - words.count
      where input.words[start] == first && input.words[start..<start + words.count].elementsEqual(words) {
        return .suspicious(.stopWords, "has “\(phrase)”")
      }
    }
    return Verdict(.stopWords, .clear)
  }
}
