/// Decodes the elements of an array, one after the other; one that fails is not passed over.
struct UnkeyedDecoding: UnkeyedDecodingContainer {
  let document: JSONDocument
  // Narrow, so that an existential holds the container without a box.
  private let array: UInt32
  private var place: UInt32
  private var passed: UInt32 = 0

  init(document: JSONDocument, array: Int) {
    self.document = document
    self.array = UInt32(array)
    place = UInt32(array) + 1
  }

  var codingPath: [any CodingKey] { document.path(to: Int(array)) }
  var count: Int? { Int(document.tape[Int(array)].length) }
  var currentIndex: Int { Int(passed) }
  var isAtEnd: Bool { passed >= document.tape[Int(array)].length }

  /// The place of the next element, to be passed over by ``pass()`` once it is read.
  @inline(__always)
  private func next(_ type: Any.Type) throws -> Int {
    guard !isAtEnd else { throw document.exhausted(type, array: Int(array)) }
    return Int(place)
  }

  @inline(__always)
  private mutating func pass() {
    place = document.tape[Int(place)].next
    passed += 1
  }

  mutating func decodeNil() throws -> Bool {
    guard document.isNull(at: try next(Never?.self)) else { return false }
    pass()
    return true
  }

  mutating func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type
  ) throws -> KeyedDecodingContainer<Nested> {
    let value = try document.keyed(by: type, at: next(type))
    pass()
    return value
  }
  mutating func nestedUnkeyedContainer() throws -> any UnkeyedDecodingContainer {
    let value = try document.unkeyed(at: next([any Decodable].self))
    pass()
    return value
  }
  mutating func superDecoder() throws -> any Decoder {
    let value = ValueDecoder(document: document, index: try next((any Decoder).self))
    pass()
    return value
  }
}

extension UnkeyedDecoding {
  mutating func decode<T: Decodable>(_ type: T.Type) throws -> T {
    let value = try document.decode(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Bool.Type) throws -> Bool {
    let value = try document.bool(at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: String.Type) throws -> String {
    let value = try document.string(at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Double.Type) throws -> Double {
    let value = try document.floatingPoint(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Float.Type) throws -> Float {
    let value = try document.floatingPoint(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Int.Type) throws -> Int {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Int8.Type) throws -> Int8 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Int16.Type) throws -> Int16 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Int32.Type) throws -> Int32 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Int64.Type) throws -> Int64 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: Int128.Type) throws -> Int128 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: UInt.Type) throws -> UInt {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: UInt8.Type) throws -> UInt8 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: UInt16.Type) throws -> UInt16 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: UInt32.Type) throws -> UInt32 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: UInt64.Type) throws -> UInt64 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
  mutating func decode(_ type: UInt128.Type) throws -> UInt128 {
    let value = try document.integer(type, at: next(type))
    pass()
    return value
  }
}
