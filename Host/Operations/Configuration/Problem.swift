/// One thing that is wrong with a configuration, said so that it can be put right at once.
package struct Problem: Sendable, Equatable, CustomStringConvertible {
  /// The file as the operator named it, or where else the value came from, such as
  /// `environment ROOST_LOG_LEVEL`.
  package var file: String
  /// The line, counted from 1; nil outside files.
  package var line: Int?
  /// The column, counted from 1 in Unicode scalars; nil outside files.
  package var column: Int?
  /// The dotted path of the value, such as `http.max_body_bytes`; empty for the whole document.
  package var path: String
  /// What is wrong, and with what value. Never contains a secret.
  package var message: String
  /// What to do about it, if that can be told.
  package var hint: String?

  /// Makes a problem of its parts.
  package init(
    file: String, line: Int? = nil, column: Int? = nil, path: String = "", message: String,
    hint: String? = nil
  ) {
    self.file = file
    self.line = line
    self.column = column
    self.path = path
    self.message = message
    self.hint = hint
  }

  /// Makes a problem at a place in a file.
  init(
    file: String, position: SourcePosition?, path: String = "", message: String, hint: String? = nil
  ) {
    self.init(
      file: file, line: position?.line, column: position?.column, path: path, message: message,
      hint: hint)
  }

  /// One line: `roost.yaml:12:5: http.max_body_bytes: must be at least 1, is -3 — hint: …`.
  package var description: String {
    var text = Self.plain(file)
    if let line { text += ":\(line)" }
    if let line = column, self.line != nil { text += ":\(line)" }
    // Paths, messages and hints may name what a document says.
    if !path.isEmpty { text += ": " + Self.plain(path) }
    text += ": " + Self.plain(message)
    if let hint { text += " — hint: " + Self.plain(hint) }
    return text
  }

  /// Text from a document made fit for one line of a message: quoted, at most 60 characters, control
  /// characters as escapes.
  package static func quote(_ text: String) -> String { "\"" + plain(text, limit: 60) + "\"" }

  private static func plain(_ text: String, limit: Int = 4096) -> String {
    var result = ""
    for (count, scalar) in text.unicodeScalars.enumerated() {
      if count == limit { return result + "…" }
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator:
        result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// All that is wrong with a configuration, in the order of its lines.
package struct ConfigurationError: Error, Equatable, CustomStringConvertible {
  /// At least one problem.
  package let problems: [Problem]
  /// What would have been accepted, but is probably a mistake too.
  package let warnings: [Problem]

  /// Makes the error of these problems, sorted by line.
  package init(_ problems: [Problem], warnings: [Problem] = []) {
    self.warnings = warnings
    self.problems = problems.enumerated().sorted {
      ($0.element.line ?? .max, $0.element.column ?? .max, $0.offset)
        < ($1.element.line ?? .max, $1.element.column ?? .max, $1.offset)
    }.map(\.element)
  }

  /// The problems, one a line.
  package var description: String { problems.map(\.description).joined(separator: "\n") }
}
