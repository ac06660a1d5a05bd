extension FormattedText {
  /// Most UTF-16 units of a message's text.
  public static let messageLimit = 4096
  /// Most UTF-16 units of a caption.
  public static let captionLimit = 1024

  /// The text in parts that a message each can hold; put together they are the text again. An entity that is cut is in
  /// both parts.
  ///
  /// Cut is, if it can be in the second half of a part: before a paragraph, else a line, else a word. Otherwise between
  /// two characters; only one that is longer than a part is cut itself, between its scalars.
  ///
  /// - Parameter limit: most UTF-16 units of a part, at least 2.
  public func split(limit: Int = messageLimit) -> [FormattedText] {
    precondition(limit >= 2, "a part must have room for any scalar")
    var parts: [FormattedText] = []
    var rest = text[...]
    var offset = 0
    while !rest.isEmpty {
      let cut = Self.cut(rest, limit: limit)
      let part = String(rest[..<cut])
      let length = part.utf16.count
      parts.append(FormattedText(part, entities.compactMap { $0.clipped(to: offset..<offset + length) }))
      rest = rest[cut...]
      offset += length
    }
    return parts
  }

  /// Where the first part of a text ends.
  private static func cut(_ text: Substring, limit: Int) -> Substring.Index {
    // The last border of each sort in the second half: paragraphs, lines, words.
    var borders: (paragraph: Substring.Index?, line: Substring.Index?, word: Substring.Index?)
    var (place, units, lineBreaks) = (text.startIndex, 0, 0)
    while place < text.endIndex {
      let next = text.index(after: place)
      let size = text[place..<next].utf16.count
      guard units + size <= limit else {
        guard units > 0 else { return scalarCut(text, limit: limit) }
        return borders.paragraph ?? borders.line ?? borders.word ?? place
      }
      units += size
      let character = text[place]
      lineBreaks = character.isNewline ? lineBreaks + 1 : 0
      if units * 2 > limit {
        if lineBreaks > 1 { borders.paragraph = next }
        if lineBreaks == 1 { borders.line = next }
        if character.isWhitespace { borders.word = next }
      }
      place = next
    }
    return place
  }

  private static func scalarCut(_ text: Substring, limit: Int) -> Substring.Index {
    var (place, units) = (text.startIndex, 0)
    while place < text.endIndex {
      let size = text.unicodeScalars[place].utf16.count
      guard units + size <= limit else { break }
      units += size
      place = text.unicodeScalars.index(after: place)
    }
    return place
  }
}

extension TextEntity {
  /// What of it is in a range of the text, from the range's beginning; nil for nothing.
  func clipped(to range: Range<Int>) -> TextEntity? {
    let start = max(offset, range.lowerBound)
    let end = min(offset + length, range.upperBound)
    return start < end ? TextEntity(kind, offset: start - range.lowerBound, length: end - start) : nil
  }
}
