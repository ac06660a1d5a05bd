/// A JSON value held in memory, for configuration, manifests and schemas.
///
/// Handlers on a hot path decode into their own types instead; see ``JSONCoder``.
public enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number as it was written, so that nothing is lost in between.
  case number(JSONNumber)
  case string(String)
  case array([JSONValue])
  /// Members in the order of the text. A repeated name is refused by the parser.
  case object([JSONMember])
}

/// One member of a JSON object.
public struct JSONMember: Sendable, Hashable {
  /// The member's name, unescaped.
  public var name: String
  /// The member's value.
  public var value: JSONValue

  /// Makes a member.
  public init(_ name: String, _ value: JSONValue) {
    self.name = name
    self.value = value
  }
}

/// A JSON number: its text, which satisfies RFC 8259's grammar, and what it means.
public struct JSONNumber: Sendable, Hashable {
  /// The number as written, such as `1e3`.
  public let text: String

  /// Wraps text that is known to satisfy the grammar of RFC 8259, section 6.
  init(unchecked text: String) { self.text = text }

  /// The number of an integer.
  public init(_ value: some BinaryInteger) { text = String(value) }

  /// The number of an integer of 64 bits, as most are.
  public init(_ value: Int64) { text = String(value) }

  /// The number of a floating-point value; nil for infinity and for what is not a number.
  public init?(_ value: Double) {
    guard value.isFinite else { return nil }
    var bytes = JSONBytes()
    bytes.append(value)
    text = String(decoding: bytes.array(), as: UTF8.self)
  }

  /// The value as an integer if it is one that fits, also when written as `1e3` or `2.0`.
  public var int: Int? {
    if let value = Int(text) { return value }
    return unsafe Array(text.utf8).withUnsafeBufferPointer { unsafe JSONDecimal($0).integer(isPlain: false) }
  }

  /// The nearest floating-point value.
  public var double: Double { Double(text) ?? .nan }
}

extension JSONValue {
  /// The member of that name, when this is an object that has it.
  public subscript(name: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    return members.first { $0.name == name }?.value
  }

  /// The text, when this is a string.
  public var string: String? { if case .string(let value) = self { value } else { nil } }

  /// The truth value, when this is one.
  public var bool: Bool? { if case .bool(let value) = self { value } else { nil } }

  /// The integer, when this is a number without a fraction.
  public var int: Int? { if case .number(let value) = self { value.int } else { nil } }

  /// The elements, when this is an array.
  public var array: [JSONValue]? { if case .array(let value) = self { value } else { nil } }

  /// The members, when this is an object.
  public var object: [JSONMember]? { if case .object(let value) = self { value } else { nil } }
}
