import Synchronization

// Values of Swift types out of a document. `index` is a value's place on the tape.
extension JSONDocument {
  @inline(__always)
  func isNull(at index: Int) -> Bool { tape[index].kind == .null }

  func bool(at index: Int) throws -> Bool {
    switch tape[index].kind {
    case .true: true
    case .false: false
    default: throw mismatch(Bool.self, at: index)
    }
  }

  func string(at index: Int) throws -> String {
    guard tape[index].kind == .string else { throw mismatch(String.self, at: index) }
    return string(tape[index])
  }

  func integer<T: FixedWidthInteger>(_ type: T.Type, at index: Int) throws -> T {
    let entry = tape[index]
    guard entry.kind == .integer || entry.kind == .real else { throw mismatch(type, at: index) }
    let value: T? = unsafe withBytes(entry) {
      unsafe JSONDecimal($0).integer(isPlain: entry.kind == .integer)
    }
    guard let value else { throw misfit(type, at: index) }
    return value
  }

  func floatingPoint<T: BinaryFloatingPoint & LosslessStringConvertible>(
    _ type: T.Type, at index: Int
  ) throws -> T {
    let entry = tape[index]
    guard entry.kind == .integer || entry.kind == .real else { throw mismatch(type, at: index) }
    let value: T? = unsafe withBytes(entry) { unsafe JSONDecimal($0).floatingPoint() }
    guard let value else { throw misfit(type, at: index) }
    return value
  }

  func decode<T: Decodable>(_ type: T.Type, at index: Int) throws -> T {
    if T.self == JSONValue.self {
      var index = index
      return unsafe unsafeBitCast(value(at: &index), to: T.self)
    }
    return try T(from: ValueDecoder(document: self, index: index))
  }

  func keyed<Key>(by key: Key.Type, at index: Int) throws -> KeyedDecodingContainer<Key> {
    guard tape[index].kind == .object else { throw mismatch([String: any Decodable].self, at: index) }
    return KeyedDecodingContainer(KeyedDecoding<Key>(document: self, object: index))
  }

  func unkeyed(at index: Int) throws -> UnkeyedDecoding {
    guard tape[index].kind == .array else { throw mismatch([any Decodable].self, at: index) }
    return UnkeyedDecoding(document: self, array: index)
  }
}

// Finding members.
extension JSONDocument {
  /// The place of the value of an object's member.
  func member(_ name: String, of object: Int) -> Int? {
    var name = name
    return name.withUTF8 { name in
      // An empty name may have no address; any will do.
      let bytes = unsafe name.baseAddress ?? UnsafePointer(text)
      return unsafe member(bytes, name.count, of: object)
    }
  }

  /// The same for a name that somebody else keeps in memory.
  func member(_ name: UnsafePointer<UInt8>, _ count: Int, of object: Int) -> Int? {
    unsafe tape[object].length <= NameStack.few
      ? firstMember(name, count, of: object) : sortedMember(name, count, of: object)
  }

  private func firstMember(
    _ name: UnsafePointer<UInt8>, _ count: Int, of object: Int
  ) -> Int? {
    let guess = self.guess.load(ordering: .relaxed)
    if guess >> 32 == UInt64(object), case let place = Int(guess & 0xFFFF_FFFF),
      unsafe isName(place, name, count)
    {
      return found(place, in: object)
    }
    var index = object + 1
    for _ in 0..<tape[object].length {
      if unsafe isName(index, name, count) { return found(index, in: object) }
      index = Int(tape[index + 1].next)
    }
    return nil
  }

  @inline(__always)
  private func isName(_ index: Int, _ name: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    let entry = tape[index]
    return unsafe Int(entry.length) == count
      && NameStack.areEqual(text + Int(entry.start), name, count: count)
  }

  /// The place of a name's value; the name after it is asked for next, unless the object ends.
  @inline(__always)
  private func found(_ index: Int, in object: Int) -> Int {
    let next = tape[index + 1].next
    if next < tape[object].next {
      guess.store(UInt64(object) << 32 | UInt64(next), ordering: .relaxed)
    }
    return index + 1
  }

  private func sortedMember(
    _ name: UnsafePointer<UInt8>, _ count: Int, of object: Int
  ) -> Int? {
    var low = Int(tape[object].start)
    var high = low + Int(tape[object].length)
    while low < high {
      let middle = (low + high) / 2
      let index = Int(sortedNames[middle])
      let order = unsafe NameStack.compare(
        text + Int(tape[index].start), Int(tape[index].length), name, count)
      if order == 0 { return index + 1 }
      if order < 0 { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The names of an object, in the order of the text.
  func names(of object: Int) -> [String] {
    var names: [String] = []
    names.reserveCapacity(Int(tape[object].length))
    var index = object + 1
    for _ in 0..<tape[object].length {
      names.append(string(tape[index]))
      index = Int(tape[index + 1].next)
    }
    return names
  }
}
