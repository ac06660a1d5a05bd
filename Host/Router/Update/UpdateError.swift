/// Why the bytes of an update are refused.
package enum UpdateError: Error, Equatable, CustomStringConvertible {
  /// More than `UpdateEnvelope.maxBytes`.
  case tooLarge
  /// Not one JSON document and nothing else; the text says why.
  case malformed(String)
  /// More than 64 objects and arrays in one another.
  case tooDeep
  /// Not UTF-8.
  case notUTF8
  /// JSON, but no object.
  case notObject
  /// No `update_id`.
  case updateIDMissing
  /// `update_id` is no integer.
  case updateIDNotInteger
  /// An integer of the envelope does not fit 64 bits with a sign; the text names its field.
  case outOfRange(String)
  /// A field of the envelope is not of the type Telegram gives it; the text names it.
  case wrongType(String)
  /// The parser got no memory.
  case noMemory

  /// One line for the log.
  package var description: String {
    switch self {
    case .tooLarge: "update refused: longer than \(UpdateEnvelope.maxBytes) bytes"
    case .malformed(let reason): "update refused: not JSON: \(reason)"
    case .tooDeep: "update refused: nested deeper than 64 levels"
    case .notUTF8: "update refused: not UTF-8"
    case .notObject: "update refused: not a JSON object"
    case .updateIDMissing: "update refused: update_id is missing"
    case .updateIDNotInteger: "update refused: update_id is not an integer"
    case .outOfRange(let field): "update refused: \(field) does not fit 64 bits"
    case .wrongType(let field): "update refused: \(field) has the wrong type"
    case .noMemory: "update refused: no memory to parse it"
    }
  }
}
