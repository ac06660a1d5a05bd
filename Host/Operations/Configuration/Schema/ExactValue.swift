import RoostJSON

/// A JSON value in the form that decides equality as JSON Schema does (2020-12 core, section 4.2.2):
/// numbers by value, strings by code points, objects without order.
///
/// Swift's own strings are equal when they look alike, so names and texts are kept as bytes.
enum ExactValue: Sendable, Hashable {
  case null
  case bool(Bool)
  case number(ExactNumber)
  case string([UInt8])
  case array([ExactValue])
  case object([[UInt8]: ExactValue])

  /// The form of a value; nil if a number in it is past the bounds of ``ExactNumber``.
  init?(_ value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .number(let number):
      guard let number = ExactNumber(number) else { return nil }
      self = .number(number)
    case .string(let text): self = .string(Array(text.utf8))
    case .array(let elements):
      var result: [ExactValue] = []
      for element in elements {
        guard let element = ExactValue(element) else { return nil }
        result.append(element)
      }
      self = .array(result)
    case .object(let members):
      var result: [[UInt8]: ExactValue] = [:]
      for member in members {
        guard let value = ExactValue(member.value) else { return nil }
        result[Array(member.name.utf8)] = value
      }
      self = .object(result)
    }
  }
}

extension JSONValue {
  /// Scalars, containers and names in the value, texts counting more the longer they are.
  var weight: Int {
    switch self {
    case .null, .bool: 1
    case .number(let number): 1 + number.text.utf8.count / 16
    case .string(let text): 1 + text.utf8.count / 64
    case .array(let elements): elements.reduce(1) { $0 + $1.weight }
    case .object(let members): members.reduce(1) { $0 + 1 + $1.name.utf8.count / 64 + $1.value.weight }
    }
  }
}
