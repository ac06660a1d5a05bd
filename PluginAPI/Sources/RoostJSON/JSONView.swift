/// A value within a text that was checked and indexed once. Members and elements are found when they are asked for; no
/// tree is built, and nothing is copied but the text itself.
///
/// What is asked of a value of another sort is nil: a number has no `string`. A view keeps its whole text in memory.
///
///     let update = try JSONView(parsing: bytes)
///     let name = update["message"]?["from"]?["first_name"]?.string
public struct JSONView: Sendable {
  let document: JSONDocument
  /// The value's place on the tape.
  let index: Int

  init(document: JSONDocument, index: Int) {
    self.document = document
    self.index = index
  }

  /// Checks and indexes a text of RFC 8259, as strictly as ``JSONValue`` parses one.
  ///
  /// - Parameters:
  ///   - bytes: The text, read before this returns.
  ///   - maximumDepth: How many arrays and objects may be open at once, at most 512.
  /// - Throws: The first fault and its place.
  public init(parsing bytes: UnsafeRawBufferPointer, maximumDepth: Int = 64) throws(JSONError) {
    self.init(document: try unsafe JSONDocument(bytes, maximumDepth: maximumDepth), index: 0)
  }

  /// Checks and indexes a text of RFC 8259 in UTF-8, as the version for raw bytes does.
  ///
  /// - Throws: The first fault and its place.
  public init(parsing bytes: [UInt8], maximumDepth: Int = 64) throws(JSONError) {
    let result = unsafe bytes.withUnsafeBytes { bytes in
      Result { () throws(JSONError) in try unsafe JSONDocument(bytes, maximumDepth: maximumDepth) }
    }
    self.init(document: try result.get(), index: 0)
  }

  /// Checks and indexes a text of RFC 8259, as the version for raw bytes does.
  ///
  /// - Throws: The first fault and its place.
  public init(parsing text: String, maximumDepth: Int = 64) throws(JSONError) {
    try self.init(parsing: Array(text.utf8), maximumDepth: maximumDepth)
  }

  /// An object without members.
  public static let emptyObject: JSONView = {
    guard let view = try? JSONView(parsing: "{}") else { fatalError("an empty object is no JSON") }
    return view
  }()
}

// What a value is.
extension JSONView {
  /// Whether this is `null`.
  public var isNull: Bool { document.tape[index].kind == .null }

  /// Whether this is an object.
  public var isObject: Bool { document.tape[index].kind == .object }

  /// Whether this is an array.
  public var isArray: Bool { document.tape[index].kind == .array }

  /// The text, when this is a string.
  public var string: String? {
    let entry = document.tape[index]
    return entry.kind == .string ? document.string(entry) : nil
  }

  /// The truth value, when this is one.
  public var bool: Bool? {
    switch document.tape[index].kind {
    case .true: true
    case .false: false
    default: nil
    }
  }

  /// The integer, when this is a number without a fraction that fits, also when written as `1e3`.
  public var int: Int64? {
    let entry = document.tape[index]
    switch entry.kind {
    case .integer: return unsafe document.withBytes(entry) { unsafe JSONDecimal($0).integer(isPlain: true) }
    case .real: return unsafe document.withBytes(entry) { unsafe JSONDecimal($0).integer(isPlain: false) }
    default: return nil
    }
  }

  /// The nearest floating-point value, when this is a number.
  public var double: Double? {
    let entry = document.tape[index]
    guard entry.kind == .integer || entry.kind == .real else { return nil }
    return unsafe document.withBytes(entry) { unsafe JSONDecimal($0).floatingPoint() }
  }

  /// The members or elements it has; 0 for what is neither object nor array.
  public var count: Int {
    switch document.tape[index].kind {
    case .object, .array: Int(document.tape[index].length)
    default: 0
    }
  }
}

// What is in it.
extension JSONView {
  /// The member of that name, when this is an object that has it.
  public subscript(name: String) -> JSONView? {
    guard isObject, let place = document.member(name, of: index) else { return nil }
    return JSONView(document: document, index: place)
  }

  /// Calls for each element of an array, in order; for anything else not at all.
  public func forEachElement(_ body: (JSONView) throws -> Void) rethrows {
    guard isArray else { return }
    var place = index + 1
    for _ in 0..<document.tape[index].length {
      try body(JSONView(document: document, index: place))
      place = Int(document.tape[place].next)
    }
  }

  /// The elements, when this is an array; else none.
  public var elements: [JSONView] {
    var elements: [JSONView] = []
    elements.reserveCapacity(count)
    forEachElement { elements.append($0) }
    return elements
  }

  /// The names of an object's members, in the order of the text; for anything else none.
  public var names: [String] { isObject ? document.names(of: index) : [] }

  /// The value as a tree of its own, which does not keep the text in memory.
  public var value: JSONValue {
    var place = index
    return document.value(at: &place)
  }

  /// Decodes the value.
  ///
  /// - Throws: `DecodingError` when the type does not fit.
  public func decode<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try document.decode(type, at: index)
  }
}
