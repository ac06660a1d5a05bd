extension JSONDocument {
  /// The keys on the way from the outermost value to the one at `index`.
  func path(to index: Int) -> [any CodingKey] {
    var path: [any CodingKey] = []
    var index = index
    while tape[index].parent != TapeEntry.none {
      let parent = Int(tape[index].parent)
      if tape[parent].kind == .object {
        path.append(MemberKey(stringValue: string(tape[index - 1])))
      } else {
        path.append(IndexKey(Int(tape[index].ordinal)))
      }
      index = parent
    }
    path.reverse()
    return path
  }

  /// The error of a value that is null or of another kind.
  func mismatch(_ type: Any.Type, at index: Int) -> DecodingError {
    let found =
      switch tape[index].kind {
      case .null: "null"
      case .true, .false: "a truth value"
      case .integer, .real: "a number"
      case .string, .name: "a string"
      case .array: "an array"
      case .object: "an object"
      }
    let context = DecodingError.Context(
      codingPath: path(to: index), debugDescription: "\(type) is expected, but \(found) is there.")
    return isNull(at: index) ? .valueNotFound(type, context) : .typeMismatch(type, context)
  }

  /// The error of a number that a type cannot hold.
  func misfit(_ type: Any.Type, at index: Int) -> DecodingError {
    // A number may be as long as the text; an error quotes no more than this.
    let number = string(tape[index]).prefix(40)
    return .dataCorrupted(
      DecodingError.Context(
        codingPath: path(to: index), debugDescription: "The number \(number) does not fit in \(type)."))
  }

  /// The error of a member that is not there.
  func missing(_ key: some CodingKey, of object: Int) -> DecodingError {
    .keyNotFound(
      key,
      DecodingError.Context(
        codingPath: path(to: object), debugDescription: "There is no member \(key.stringValue)."))
  }

  /// The error of reading past an array's last element.
  func exhausted(_ type: Any.Type, array: Int) -> DecodingError {
    let count = Int(tape[array].length)
    return .valueNotFound(
      type,
      DecodingError.Context(
        codingPath: path(to: array) + [IndexKey(count)],
        debugDescription: "The array has no more than \(count) elements."))
  }
}
