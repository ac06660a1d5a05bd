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
    case .tooLarge: "longer than \(UpdateEnvelope.maxBytes) bytes"
    case .malformed(let reason): "not JSON: \(reason)"
    case .tooDeep: "nested deeper than 64 levels"
    case .notUTF8: "not UTF-8"
    case .notObject: "not a JSON object"
    case .updateIDMissing: "update_id is missing"
    case .updateIDNotInteger: "update_id is not an integer"
    case .outOfRange(let field): "\(field) does not fit 64 bits"
    case .wrongType(let field): "\(field) has the wrong type"
    case .noMemory: "no memory to parse it"
    }
  }
}
