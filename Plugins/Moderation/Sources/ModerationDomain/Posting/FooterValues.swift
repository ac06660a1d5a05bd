/// What can be put into a footer, made so that it is nothing but what it is meant to be.
package enum FooterValues {
  /// Tags, each once, with only letters, digits and underscores in them.
  package static func tags(_ names: [String]) -> FormattedText {
    var seen: Set<String> = []
    let tags = names.compactMap { name -> String? in
      let kept = String(
        String.UnicodeScalarView(
          name.unicodeScalars.map { scalar in
            scalar.properties.isAlphabetic || scalar.properties.numericType != nil ? scalar : "_"
          }))
      let isTag = kept.unicodeScalars.contains { $0.properties.isAlphabetic }
      return isTag && seen.insert(kept.lowercased()).inserted ? "#" + kept : nil
    }
    return FormattedText(tags.joined(separator: " "))
  }

  /// The author as the attribution has it; empty when anonymous.
  package static func author(_ attribution: Attribution, name: String, user: UserID) -> FormattedText {
    guard attribution != .anonymous else { return FormattedText("") }
    let name = harmless(name)
    guard attribution == .link else { return FormattedText(name) }
    return FormattedText(name, [Entity("text_mention", 0, name.utf16.count, user: user)])
  }

  /// A name in which Telegram finds no mention, tag, command or link: people choose their names.
  static func harmless(_ name: String) -> String {
    let shown = HiddenCharacters.removed(from: FormattedText(name)).text.trimmed().text
    var made = String.UnicodeScalarView()
    for scalar in shown.unicodeScalars {
      made.append(scalar == "\n" ? " " : scalar)
      // A word joiner is not seen, and ends what Telegram looks for.
      if "@#$/.:".unicodeScalars.contains(scalar) { made.append("\u{2060}") }
    }
    return String(made)
  }
}
