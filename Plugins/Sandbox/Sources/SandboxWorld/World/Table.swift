import RoostJSON

/// Records of one kind, and which of them have changed since that was last asked.
struct Table<Key: Hashable & Sendable & LosslessStringConvertible, Record: Codable & Sendable>: Sendable {
  /// What the keys of its records begin with where they are kept.
  let prefix: String
  private(set) var rows: [Key: Record] = [:]
  private var dirty: Set<Key> = []

  init(_ prefix: String) { self.prefix = prefix + "/" }

  subscript(key: Key) -> Record? {
    get { rows[key] }
    set {
      rows[key] = newValue
      dirty.insert(key)
    }
  }

  /// Changes a record where it lies, if there is one.
  mutating func change(_ key: Key, _ change: (inout Record) -> Void) {
    guard rows[key] != nil else { return }
    change(&rows[key]!)
    dirty.insert(key)
  }

  /// Hands over what has changed.
  mutating func takeChanges(into changes: inout [(key: String, bytes: [UInt8]?)]) {
    for key in dirty {
      changes.append((prefix + key.description, rows[key].flatMap { try? JSONCoder.encode($0) }))
    }
    dirty.removeAll(keepingCapacity: true)
  }

  /// Takes in a record as it was kept. False for one of another kind.
  mutating func load(_ key: String, _ bytes: [UInt8]) throws -> Bool {
    guard key.hasPrefix(prefix), let own = Key(String(key.dropFirst(prefix.count))) else { return false }
    rows[own] = try JSONCoder.decode(Record.self, from: bytes)
    return true
  }
}
