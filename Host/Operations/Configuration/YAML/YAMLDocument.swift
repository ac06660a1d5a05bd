package import RoostJSON

/// A YAML document as JSON, which remembers where each value stood.
///
/// It reads YAML 1.2 with the core schema (YAML 1.2.2, section 10.3): `no`, `on` and whatever is quoted
/// are strings. It refuses what configuration has no use for and attackers do: aliases, tags of its own,
/// duplicate keys, keys that are not scalars, several documents, and more than ``Limits`` allows.
package struct YAMLDocument: Sendable {
  /// Bounds of a document.
  package enum Limits {
    /// Bytes of text.
    package static let bytes = 1 << 20
    /// Containers within each other.
    package static let depth = 32
    /// Scalars and containers, keys included.
    package static let nodes = 100_000
  }

  /// The file's name, for messages.
  package let file: String
  /// The document; an empty file is an empty object.
  package let value: JSONValue
  let map: SourceMap

  /// Where a value stands: its key if `ofKey`, else the value itself.
  ///
  /// - Returns: The place of the nearest parent for a path that the document does not have.
  package func position(of path: DataPath, ofKey: Bool = false) -> SourcePosition {
    var (value, map) = (value, map)
    for step in path.steps {
      switch (step, value) {
      case (.member(let name), .object(let members)):
        guard let index = members.firstIndex(where: { $0.name == name }) else { return map.value }
        (value, map) = (members[index].value, map.children[index])
      case (.index(let index), .array(let elements)) where elements.indices.contains(index):
        (value, map) = (elements[index], map.children[index])
      default: return map.value
      }
    }
    return ofKey ? map.key ?? map.value : map.value
  }

  /// The value at that path, if the document has one.
  package func value(at path: DataPath) -> JSONValue? {
    path.steps.reduce(value) { value, step in
      switch step {
      case .member(let name): value?[name]
      case .index(let index): value?.array.flatMap { $0.indices.contains(index) ? $0[index] : nil }
      }
    }
  }

  /// A problem with the value at that path.
  package func problem(
    at path: DataPath, ofKey: Bool = false, _ message: String, hint: String? = nil
  ) -> Problem {
    Problem(
      file: file, position: position(of: path, ofKey: ofKey), path: path.dotted, message: message,
      hint: hint)
  }
}
