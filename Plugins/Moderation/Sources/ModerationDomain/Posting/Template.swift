/// What stands below each post of a community. Lines with placeholders in braces: `{author}`, `{tags}`, `{number}`. A
/// line whose placeholder has nothing to say is left out; `{{` is a brace.
package struct Template: Sendable, Equatable {
  private enum Piece: Sendable, Equatable {
    case text(String)
    case field(Field)
  }

  /// What can be put in.
  package enum Field: String, Sendable, CaseIterable {
    /// As whom it is published; nothing when anonymous.
    case author
    /// The tags, each with its `#`.
    case tags
    /// The item's number.
    case number
  }

  /// Why a text is no template.
  package enum Failure: Error, Sendable, Equatable {
    /// There is no such placeholder.
    case unknownField(String)
    /// A brace is not closed on its line.
    case openBrace(line: Int)
  }

  private let lines: [[Piece]]

  /// Reads a template.
  package init(_ text: String) throws(Failure) {
    var lines: [[Piece]] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      lines.append(try Self.pieces(line, index + 1))
    }
    self.lines = lines
  }

  private static func pieces(_ line: Substring, _ number: Int) throws(Failure) -> [Piece] {
    var pieces: [Piece] = []
    var text = ""
    var rest = line
    while let character = rest.popFirst() {
      guard character == "{" else {
        text.append(character)
        continue
      }
      if rest.first == "{" {
        text.append(rest.removeFirst())
        continue
      }
      guard let end = rest.firstIndex(of: "}") else { throw .openBrace(line: number) }
      guard let field = Field(rawValue: String(rest[..<end])) else {
        throw .unknownField(String(rest[..<end]))
      }
      pieces += [.text(text), .field(field)]
      text = ""
      rest = rest[rest.index(after: end)...]
    }
    return pieces + [.text(text)]
  }

  /// The text for one post.
  ///
  /// - Parameter values: by field; one that is missing or empty takes its line with it.
  package func filled(_ values: [Field: FormattedText]) -> FormattedText {
    var made = FormattedText("")
    var isFirst = true
    for line in lines {
      var text = FormattedText("")
      var isComplete = true
      for piece in line {
        switch piece {
        case .text(let words): text = text.appending(FormattedText(words))
        case .field(let field):
          guard let value = values[field], !value.text.isEmpty else {
            isComplete = false
            continue
          }
          text = text.appending(value)
        }
      }
      guard isComplete else { continue }
      made = (isFirst ? made : made.appending(FormattedText("\n"))).appending(text)
      isFirst = false
    }
    return made
  }
}
