extension JSONValue {
  /// Parses a text of RFC 8259, strictly.
  ///
  /// Refused are: repeated names, invalid UTF-8, a byte order mark, unpaired escaped surrogates, control
  /// characters in strings, needless zeros, anything after the value, more than 1 GiB.
  /// - Parameters:
  ///   - bytes: The text, read before this returns.
  ///   - maximumDepth: How many arrays and objects may be open at once, at most 512.
  /// - Throws: The first fault and its place.
  public init(parsing bytes: UnsafeRawBufferPointer, maximumDepth: Int = 64) throws(JSONError) {
    let document = try unsafe JSONDocument(bytes, maximumDepth: maximumDepth)
    var index = 0
    self = document.value(at: &index)
  }

  /// Parses a text of RFC 8259, strictly.
  ///
  /// - Parameters:
  ///   - bytes: The text, as UTF-8.
  ///   - maximumDepth: How many arrays and objects may be open at once, at most 512.
  /// - Throws: The first fault and its place.
  public init(parsing bytes: some Collection<UInt8>, maximumDepth: Int = 64) throws(JSONError) {
    let parse = { (text: UnsafeBufferPointer<UInt8>) in
      Result { () throws(JSONError) in
        try unsafe JSONValue(parsing: UnsafeRawBufferPointer(text), maximumDepth: maximumDepth)
      }
    }
    let result =
      unsafe bytes.withContiguousStorageIfAvailable(parse)
      ?? Array(bytes).withUnsafeBufferPointer(parse)
    self = try result.get()
  }

  /// Parses a text of RFC 8259, strictly.
  ///
  /// - Parameters:
  ///   - text: The text.
  ///   - maximumDepth: How many arrays and objects may be open at once, at most 512.
  /// - Throws: The first fault and its place.
  public init(parsing text: String, maximumDepth: Int = 64) throws(JSONError) {
    try self.init(parsing: text.utf8, maximumDepth: maximumDepth)
  }
}

extension JSONDocument {
  /// The value at an entry; `index` moves to the one after it.
  func value(at index: inout Int) -> JSONValue {
    let entry = tape[index]
    index += 1
    switch entry.kind {
    case .null: return .null
    case .true: return .bool(true)
    case .false: return .bool(false)
    case .integer, .real: return .number(JSONNumber(unchecked: string(entry)))
    case .string, .name: return .string(string(entry))
    case .array:
      var elements: [JSONValue] = []
      elements.reserveCapacity(Int(entry.length))
      for _ in 0..<entry.length { elements.append(value(at: &index)) }
      return .array(elements)
    case .object:
      var members: [JSONMember] = []
      members.reserveCapacity(Int(entry.length))
      for _ in 0..<entry.length {
        let name = string(tape[index])
        index += 1
        members.append(JSONMember(name, value(at: &index)))
      }
      return .object(members)
    }
  }
}
