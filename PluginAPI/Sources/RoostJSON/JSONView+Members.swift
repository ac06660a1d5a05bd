// Members by names that stand in the source, for views of whole types: no text is made of the name, and of a value only
// what is asked for. Nil where there is no such member, or one of another sort.
extension JSONView {
  /// The member of that name.
  package func member(_ name: StaticString) -> JSONView? {
    guard let place = place(name) else { return nil }
    return JSONView(document: document, index: place)
  }

  /// The text of the member of that name.
  package func string(_ name: StaticString) -> String? {
    guard let place = place(name) else { return nil }
    let entry = document.tape[place]
    return entry.kind == .string ? document.string(entry) : nil
  }

  /// The integer of the member of that name.
  package func int(_ name: StaticString) -> Int64? {
    guard let place = place(name) else { return nil }
    let entry = document.tape[place]
    guard entry.kind == .integer || entry.kind == .real else { return nil }
    return unsafe document.withBytes(entry) {
      unsafe JSONDecimal($0).integer(isPlain: entry.kind == .integer)
    }
  }

  /// The truth value of the member of that name.
  package func bool(_ name: StaticString) -> Bool? {
    guard let place = place(name) else { return nil }
    switch document.tape[place].kind {
    case .true: return true
    case .false: return false
    default: return nil
    }
  }

  /// Whether the text of the member of that name is this one.
  package func isString(_ name: StaticString, _ text: StaticString) -> Bool {
    guard let place = place(name) else { return false }
    let entry = document.tape[place]
    guard entry.kind == .string, Int(entry.length) == text.utf8CodeUnitCount else { return false }
    return unsafe NameStack.areEqual(
      document.text + Int(entry.start), text.utf8Start, count: Int(entry.length))
  }

  @inline(__always)
  private func place(_ name: StaticString) -> Int? {
    guard document.tape[index].kind == .object else { return nil }
    return unsafe document.member(name.utf8Start, name.utf8CodeUnitCount, of: index)
  }
}

extension JSONView {
  /// Appends the value as compact JSON.
  package func write(to output: inout JSONBytes) {
    var place = index
    document.write(at: &place, to: &output)
  }
}

extension JSONDocument {
  /// Appends the value at an entry as compact JSON; `index` moves to the one after it.
  fileprivate func write(at index: inout Int, to output: inout JSONBytes) {
    let entry = tape[index]
    index += 1
    switch entry.kind {
    case .null: output.append(literal: "null")
    case .true: output.append(true)
    case .false: output.append(false)
    case .integer, .real: output.append(verbatim: string(entry))
    case .string, .name: output.append(quoting: string(entry))
    case .array:
      output.append(UInt8(ascii: "["))
      for number in 0..<entry.length {
        if number > 0 { output.append(UInt8(ascii: ",")) }
        write(at: &index, to: &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object:
      output.append(UInt8(ascii: "{"))
      for number in 0..<entry.length {
        if number > 0 { output.append(UInt8(ascii: ",")) }
        output.append(quoting: string(tape[index]))
        index += 1
        output.append(UInt8(ascii: ":"))
        write(at: &index, to: &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }
}
