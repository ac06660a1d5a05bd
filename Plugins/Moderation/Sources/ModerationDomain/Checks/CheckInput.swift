/// What is checked, with what several checks need of it.
package struct CheckInput: Sendable {
  /// The item.
  package let item: ItemID
  /// What it says and shows, cleaned.
  package let content: Content
  /// What was taken out of it.
  package let findings: Sanitiser.Findings
  /// When the author has handed in items lately, this one included; edits are none.
  package let submissions: [Moment]
  /// The text's words, folded.
  let words: [String]

  /// Makes what is checked.
  package init(
    item: ItemID, content: Content, findings: Sanitiser.Findings = .init(), submissions: [Moment] = []
  ) {
    self.item = item
    self.content = content
    self.findings = findings
    self.submissions = submissions
    words = Words.folded(content.text.text)
  }
}

/// The words of a text.
enum Words {
  /// Folded, without what is neither letter nor digit.
  static func folded(_ text: String) -> [String] {
    var words: [String] = []
    var word = String.UnicodeScalarView()
    for value in Folding.scalars(text) + [32] {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.append(scalar)
      } else if !word.isEmpty {
        words.append(String(word))
        word = String.UnicodeScalarView()
      }
    }
    return words
  }
}
