/// Parts of a text that are to become something else; entities move with what they mark.
struct TextEdits {
  private var edits: [(range: Range<Int>, units: [UInt16])] = []

  var isEmpty: Bool { edits.isEmpty }
  var count: Int { edits.count }

  /// Notes that a range, in UTF-16 code units, becomes a text. What overlaps with one noted before is left out.
  mutating func replace(_ range: Range<Int>, with text: String = "") {
    if let last = edits.last, last.range.upperBound <= range.lowerBound {
      edits.append((range, Array(text.utf16)))
      return
    }
    guard !edits.contains(where: { $0.range.overlaps(range) || $0.range == range }) else { return }
    let place = edits.firstIndex { $0.range.lowerBound >= range.upperBound } ?? edits.count
    edits.insert((range, Array(text.utf16)), at: place)
  }

  /// The text with everything that was noted done.
  func applied(to text: FormattedText) -> FormattedText {
    guard !edits.isEmpty else { return text }
    let units = Array(text.text.utf16)
    var made: [UInt16] = []
    made.reserveCapacity(units.count)
    var done = 0
    // Where each edit begins and ends afterwards.
    var places: [Range<Int>] = []
    for edit in edits {
      made += units[done..<edit.range.lowerBound]
      places.append(made.count..<made.count + edit.units.count)
      made += edit.units
      done = edit.range.upperBound
    }
    made += units[done...]
    let moved = text.entities.map { entity in
      var entity = entity
      let end = place(entity.offset + entity.length, places, isEnd: true)
      entity.offset = place(entity.offset, places, isEnd: false)
      entity.length = end - entity.offset
      return entity
    }
    return FormattedText(String(decoding: made, as: UTF16.self), moved)
  }

  /// Where an old place is now. Within an edit, an entity ends before it or begins after it.
  private func place(_ old: Int, _ places: [Range<Int>], isEnd: Bool) -> Int {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].range.upperBound <= old { low = middle + 1 } else { high = middle }
    }
    if low < edits.count, edits[low].range.lowerBound < old {
      return isEnd ? places[low].lowerBound : places[low].upperBound
    }
    return low == 0 ? old : places[low - 1].upperBound + old - edits[low - 1].range.upperBound
  }
}

extension FormattedText {
  /// The same text without white space at its ends.
  package func trimmed() -> FormattedText {
    let units = Array(text.utf16)
    func isSpace(_ unit: UInt16) -> Bool { unit == 32 || unit == 0xA0 || (9...13).contains(unit) }
    guard let first = units.firstIndex(where: { !isSpace($0) }),
      let last = units.lastIndex(where: { !isSpace($0) })
    else { return FormattedText("") }
    var edits = TextEdits()
    if first > 0 { edits.replace(0..<first) }
    if last + 1 < units.count { edits.replace(last + 1..<units.count) }
    return edits.applied(to: self)
  }

  /// This text with another one behind it.
  package func appending(_ other: FormattedText) -> FormattedText {
    let offset = text.utf16.count
    return FormattedText(
      text + other.text,
      entities
        + other.entities.map { entity in
          var entity = entity
          entity.offset += offset
          return entity
        })
  }
}
