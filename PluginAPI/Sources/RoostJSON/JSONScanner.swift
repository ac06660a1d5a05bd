/// Checks a text against RFC 8259 and writes its tape, in one pass and without recursion.
///
/// The text is followed by zeros, which are in no valid JSON: reading one at the end stops every loop.
@safe struct JSONScanner: ~Copyable {
  let text: UnsafeMutablePointer<UInt8>
  let count: Int
  let maximumDepth: Int
  /// The byte to read next, and the place of the fault when there is one.
  var position = 0
  private var tape: JSONTape
  private var names = NameStack()
  private var sortedNames: [UInt32] = []

  /// The innermost open container. While open, its `next` is unused, and `start` is where its names begin.
  private var open = TapeEntry.none
  private var isObject = false
  /// The members or elements of the innermost open container so far.
  private var members: UInt32 = 0
  private var depth = 0

  init(text: UnsafeMutablePointer<UInt8>, count: Int, maximumDepth: Int) {
    unsafe self.text = text
    self.count = count
    self.maximumDepth = maximumDepth
    tape = JSONTape(capacity: count / 6 + 16)
  }

  /// The byte at `offset` from the position.
  @inline(__always)
  func peek(_ offset: Int = 0) -> UInt8 { unsafe text[position &+ offset] }

  /// The result: a tape, or a fault and the offset of its byte.
  struct Scan {
    var tape: JSONTape
    var sortedNames: [UInt32]
    var fault: (JSONFault, offset: Int)?
  }

  mutating func scan() -> Scan {
    do throws(JSONFault) {
      try document()
      return Scan(tape: tape, sortedNames: sortedNames)
    } catch {
      return Scan(tape: tape, sortedNames: [], fault: (error, min(position, count)))
    }
  }

  private mutating func document() throws(JSONFault) {
    if peek() == 0xEF, peek(1) == 0xBB, peek(2) == 0xBF {
      throw JSONFault("a byte order mark does not belong into JSON: save the text without it")
    }
    skipSpace()
    try value()
    while try advance() { try value() }
    guard position == count else { throw JSONFault("nothing may follow the value but white space") }
  }

  /// Moves to the next value, closing what ends before it; false after the outermost value.
  private mutating func advance() throws(JSONFault) -> Bool {
    while true {
      skipSpace()
      guard open != TapeEntry.none else { return false }
      let byte = peek()
      if byte == (isObject ? UInt8(ascii: "}") : UInt8(ascii: "]")) {
        try close()
        continue
      }
      if members > 0 {
        guard byte == UInt8(ascii: ",") else {
          throw isObject
            ? JSONFault("a comma or } is expected after a member")
            : JSONFault("a comma or ] is expected after an element")
        }
        position &+= 1
        skipSpace()
      }
      if isObject { try name() }
      return true
    }
  }

  @inline(__always)
  private mutating func skipSpace() {
    while peek() <= 0x20 {
      switch peek() {
      case 0x20, 0x0A, 0x0D, 0x09: position &+= 1
      default: return
      }
    }
  }

  private mutating func value() throws(JSONFault) {
    switch peek() {
    case UInt8(ascii: "\""): _ = try string(.string)
    case UInt8(ascii: "{"): try open(.object)
    case UInt8(ascii: "["): try open(.array)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try number()
    case UInt8(ascii: "t"): try literal("true", .true)
    case UInt8(ascii: "f"): try literal("false", .false)
    case UInt8(ascii: "n"): try literal("null", .null)
    default: throw JSONFault("a value is expected: an object, array, string, number, true, false or null")
    }
  }

  @inline(__always)
  private mutating func append(_ kind: TapeEntry.Kind, start: Int, length: Int) {
    tape.append(
      TapeEntry(
        kind: kind, start: UInt32(truncatingIfNeeded: start), length: UInt32(truncatingIfNeeded: length),
        next: UInt32(truncatingIfNeeded: tape.count &+ 1), parent: open, ordinal: members))
    if kind != .name { members &+= 1 }
  }

  private mutating func literal(_ word: StaticString, _ kind: TapeEntry.Kind) throws(JSONFault) {
    for offset in 0..<word.utf8CodeUnitCount {
      guard unsafe peek(offset) == word.utf8Start[offset] else {
        throw JSONFault("a word is misspelt: only true, false and null exist")
      }
    }
    append(kind, start: position, length: word.utf8CodeUnitCount)
    position &+= word.utf8CodeUnitCount
  }
}

// Containers.
extension JSONScanner {
  private mutating func open(_ kind: TapeEntry.Kind) throws(JSONFault) {
    guard depth < maximumDepth else { throw JSONFault("the values are nested too deeply") }
    let index = UInt32(truncatingIfNeeded: tape.count)
    append(kind, start: names.count, length: 0)
    if open != TapeEntry.none { tape[Int(open)].length = members }
    open = index
    isObject = kind == .object
    members = 0
    depth &+= 1
    position &+= 1
  }

  private mutating func close() throws(JSONFault) {
    let index = Int(open)
    if isObject { try settleNames(of: index) }
    tape[index].length = members
    tape[index].next = UInt32(truncatingIfNeeded: tape.count)
    open = tape[index].parent
    depth &-= 1
    position &+= 1
    if open != TapeEntry.none {
      isObject = tape[Int(open)].kind == .object
      members = tape[Int(open)].length
    }
  }

  /// Refuses repeated names, and keeps the order of many for ``JSONDocument``.
  private mutating func settleNames(of object: Int) throws(JSONFault) {
    let base = Int(tape[object].start)
    if let name = unsafe names.repeated(from: base, in: text) {
      position = Int(name.start)
      throw JSONFault("this name is in its object twice")
    }
    tape[object].start = UInt32(truncatingIfNeeded: sortedNames.count)
    if names.count - base > NameStack.few {
      sortedNames += names.entries(from: base)
    }
    names.removeAll(from: base)
  }

  private mutating func name() throws(JSONFault) {
    guard peek() == UInt8(ascii: "\"") else {
      throw peek() == UInt8(ascii: "}")
        ? JSONFault("a name is expected: no comma may stand before }")
        : JSONFault("a name is expected, in double quotes")
    }
    let entry = UInt32(truncatingIfNeeded: tape.count)
    let bytes = try string(.name)
    names.push(
      NameStack.Name(
        start: UInt32(truncatingIfNeeded: bytes.start), length: UInt32(truncatingIfNeeded: bytes.length),
        entry: entry))
    skipSpace()
    guard peek() == UInt8(ascii: ":") else {
      throw JSONFault("a colon is expected after a name")
    }
    position &+= 1
    skipSpace()
  }
}

// Numbers, by section 6.
extension JSONScanner {
  private mutating func number() throws(JSONFault) {
    let start = position
    var kind = TapeEntry.Kind.integer
    if peek() == UInt8(ascii: "-") { position &+= 1 }
    if peek() == UInt8(ascii: "0") {
      position &+= 1
      if isDigit(peek()) { throw JSONFault("a number may not begin with a needless zero") }
    } else {
      try digits()
    }
    if peek() == UInt8(ascii: ".") {
      kind = .real
      position &+= 1
      try digits()
    }
    if peek() | 0x20 == UInt8(ascii: "e") {
      kind = .real
      position &+= 1
      let sign = peek()
      if sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") { position &+= 1 }
      try digits()
    }
    append(kind, start: start, length: position &- start)
  }

  @inline(__always)
  private mutating func digits() throws(JSONFault) {
    guard isDigit(peek()) else { throw JSONFault("a digit is expected in a number") }
    repeat { position &+= 1 } while isDigit(peek())
  }

  @inline(__always)
  private func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
}

extension JSONScanner {
  /// Scans a string or a name; its bytes, unescaped, take the place of the escaped ones.
  @inline(__always)
  private mutating func string(_ kind: TapeEntry.Kind) throws(JSONFault) -> (start: Int, length: Int) {
    position &+= 1
    let start = position
    let end = try contents()
    append(kind, start: start, length: end &- start)
    return (start, end &- start)
  }
}
