/// One thing that is wrong with a schema, or with a value by a schema.
package struct SchemaProblem: Sendable, Equatable, CustomStringConvertible {
  /// Where: in the schema when it was compiled, in the value when that was validated.
  package let path: DataPath
  /// Whether the name of the member at ``path`` is at fault and not its value.
  package let isKey: Bool
  /// What is wrong.
  package let message: String
  /// What to do about it.
  package let hint: String?

  init(_ path: DataPath, _ message: String, hint: String? = nil, isKey: Bool = false) {
    self.path = path
    self.message = message
    self.hint = hint
    self.isKey = isKey
  }

  /// Where, as a JSON pointer (RFC 6901).
  package var pointer: String { path.pointer }

  /// One line: `/price: must be at least 1, is 0`.
  package var description: String {
    let place = path.steps.isEmpty ? "(root)" : pointer
    return place + ": " + message + (hint.map { " — hint: " + $0 } ?? "")
  }
}

/// All that is wrong with a schema, or with a value by a schema.
package struct SchemaError: Error, Equatable, CustomStringConvertible {
  /// At least one problem.
  package let problems: [SchemaProblem]

  /// The problems, one a line.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
