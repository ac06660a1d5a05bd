import RoostJSON

/// The types of JSON Schema that a value may have.
struct SchemaTypes: OptionSet, Sendable {
  let rawValue: UInt8

  static let null = SchemaTypes(rawValue: 1)
  static let boolean = SchemaTypes(rawValue: 2)
  static let object = SchemaTypes(rawValue: 4)
  static let array = SchemaTypes(rawValue: 8)
  static let number = SchemaTypes(rawValue: 16)
  static let string = SchemaTypes(rawValue: 32)
  static let integer = SchemaTypes(rawValue: 64)

  /// The types by the names that schemas give them, and what messages call them.
  static let all: [(name: String, type: SchemaTypes, words: String)] = [
    ("null", .null, "null"), ("boolean", .boolean, "true or false"), ("object", .object, "a map"),
    ("array", .array, "a list"), ("number", .number, "a number"), ("string", .string, "text"),
    ("integer", .integer, "a whole number"),
  ]

  /// As a message names the types: `text or a list`.
  var words: String {
    Self.all.filter { contains($0.type) }.map(\.words).joined(separator: " or ")
  }
}

/// One compiled schema. Others are named by their index in ``JSONSchema``.
struct SchemaNode: Sendable {
  /// Whether this is the schema `false`.
  var refusesAll = false
  var reference: Int?
  var types: SchemaTypes?
  var choices: [ExactValue]?
  /// The choices as messages show them.
  var choiceTexts: [String] = []

  var properties: [[UInt8]: Int] = [:]
  /// The names of ``properties``, in the schema's order.
  var names: [String] = []
  var required: [String] = []
  /// The schema of members that ``properties`` does not name.
  var additional: Int?
  var propertyCount = CountRange()

  var items: Int?
  var itemCount = CountRange()
  var hasUniqueItems = false
  var length = CountRange()

  var bounds: [SchemaBound] = []
  var multipleOf: (number: ExactNumber, text: String)?

  var allOf: [Int] = []
  var anyOf: [Int] = []
  var oneOf: [Int] = []
  var not: Int?
  var condition: Int?
  var consequence: Int?
  var alternative: Int?

  var fallback: JSONValue?
  var description: String?
  /// Whether messages must not show values: the format `password`.
  var isSecret = false

  /// The schemas that apply to the same value as this one.
  var inPlace: [Int] {
    [reference, not, condition, consequence, alternative].compactMap { $0 } + allOf + anyOf + oneOf
  }
}

/// How many there may be of something.
struct CountRange: Sendable {
  var least = 0
  var most = Int.max
}

/// One of the four bounds of a number.
struct SchemaBound: Sendable {
  enum Kind: String, Sendable {
    case minimum, maximum, exclusiveMinimum, exclusiveMaximum
  }

  let kind: Kind
  let number: ExactNumber
  let text: String

  func admits(_ value: ExactNumber) -> Bool {
    switch kind {
    case .minimum: value >= number
    case .maximum: value <= number
    case .exclusiveMinimum: value > number
    case .exclusiveMaximum: value < number
    }
  }

  /// What a message asks for: `at least 1`.
  var words: String {
    switch kind {
    case .minimum: "at least " + text
    case .maximum: "at most " + text
    case .exclusiveMinimum: "more than " + text
    case .exclusiveMaximum: "less than " + text
    }
  }
}
