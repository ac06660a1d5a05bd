import RoostJSON

/// Lengths and places in UTF-16 code units, as entities have them
/// (https://core.telegram.org/bots/api#messageentity).
enum UTF16Text {
  static func slice(_ text: String, _ entity: JSONValue) -> String? {
    guard let offset = entity["offset"]?.int, let length = entity["length"]?.int else { return nil }
    let units = Array(text.utf16)
    guard offset >= 0, length >= 0, offset <= units.count, length <= units.count - offset else { return nil }
    return String(decoding: units[offset..<offset + length], as: UTF16.self)
  }
}

/// An entity that is being made.
struct Entity: Equatable, Sendable {
  var type: String
  var offset: Int
  var length: Int
  var url: String?
  var language: String?
  var user: Int?
  var emoji: String?

  /// Sorts outer ones before inner ones.
  static func precedes(_ one: Entity, _ other: Entity) -> Bool {
    (one.offset, -one.length) < (other.offset, -other.length)
  }
}

/// A text and what is marked in it.
struct FormattedText: Equatable, Sendable {
  var text: String
  var entities: [Entity]

  /// Takes white space off both ends, and of the entities what lay there.
  func trimmed() -> FormattedText {
    let units = Array(text.utf16)
    func isSpace(_ unit: UInt16) -> Bool { unit == 32 || (9...13).contains(unit) }
    guard let first = units.firstIndex(where: { !isSpace($0) }),
      let last = units.lastIndex(where: { !isSpace($0) })
    else { return FormattedText(text: "", entities: []) }
    let kept = entities.compactMap { entity -> Entity? in
      var entity = entity
      let end = min(entity.offset + entity.length, last + 1)
      let start = max(entity.offset, first)
      guard end > start else { return nil }
      entity.offset = start - first
      entity.length = end - start
      return entity
    }
    return FormattedText(text: String(decoding: units[first...last], as: UTF16.self), entities: kept)
  }
}
