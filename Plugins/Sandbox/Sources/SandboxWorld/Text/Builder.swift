/// Collects a text and its entities while a markup is read.
struct TextBuilder {
  private(set) var units: [UInt16] = []
  private(set) var entities: [Entity] = []
  private var open: [(entity: Entity, mark: String)] = []

  var offset: Int { units.count }
  var innermost: String? { open.last?.mark }

  mutating func append(_ scalar: Unicode.Scalar) { units.append(contentsOf: String(scalar).utf16) }
  mutating func append(_ text: String) { units.append(contentsOf: text.utf16) }

  mutating func begin(_ mark: String, _ entity: Entity) {
    var entity = entity
    entity.offset = units.count
    open.append((entity, mark))
  }

  func isOpen(_ mark: String) -> Bool { open.contains { $0.mark == mark } }
  var openMark: (mark: String, offset: Int)? { open.last.map { ($0.mark, $0.entity.offset) } }

  /// Ends the innermost entity; one of nothing is none.
  mutating func end(_ change: (inout Entity) -> Void = { _ in }) {
    guard var (entity, _) = open.popLast() else { return }
    entity.length = units.count - entity.offset
    change(&entity)
    if entity.length > 0, !entity.type.isEmpty { entities.append(entity) }
  }

  func finish() -> FormattedText {
    FormattedText(
      text: String(decoding: units, as: UTF16.self), entities: entities.sorted(by: Entity.precedes))
  }
}
