/// Decodes the members of an object.
struct KeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
  let document: JSONDocument
  let object: Int

  var codingPath: [any CodingKey] { document.path(to: object) }
  var allKeys: [Key] { document.names(of: object).compactMap(Key.init(stringValue:)) }

  func contains(_ key: Key) -> Bool { document.member(key.stringValue, of: object) != nil }
  func decodeNil(forKey key: Key) throws -> Bool { try document.isNull(at: place(key)) }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) throws -> KeyedDecodingContainer<Nested> {
    try document.keyed(by: type, at: place(key))
  }
  func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
    try document.unkeyed(at: place(key))
  }
  func superDecoder() throws -> any Decoder {
    ValueDecoder(document: document, index: try place(MemberKey.super))
  }
  func superDecoder(forKey key: Key) throws -> any Decoder {
    ValueDecoder(document: document, index: try place(key))
  }

  @inline(__always)
  private func place(_ key: some CodingKey) throws -> Int {
    guard let index = document.member(key.stringValue, of: object) else {
      throw document.missing(key, of: object)
    }
    return index
  }

  /// The place of a member that is there and not null.
  private func present(_ key: Key) -> Int? {
    guard let index = document.member(key.stringValue, of: object), !document.isNull(at: index) else {
      return nil
    }
    return index
  }
}

extension KeyedDecoding {
  func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
    try document.decode(type, at: place(key))
  }
  func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try document.bool(at: place(key)) }
  func decode(_ type: String.Type, forKey key: Key) throws -> String { try document.string(at: place(key)) }
  func decode(_ type: Double.Type, forKey key: Key) throws -> Double {
    try document.floatingPoint(type, at: place(key))
  }
  func decode(_ type: Float.Type, forKey key: Key) throws -> Float {
    try document.floatingPoint(type, at: place(key))
  }
  func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try document.integer(type, at: place(key)) }
  func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: Int128.Type, forKey key: Key) throws -> Int128 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 {
    try document.integer(type, at: place(key))
  }
  func decode(_ type: UInt128.Type, forKey key: Key) throws -> UInt128 {
    try document.integer(type, at: place(key))
  }
}

// The protocol's own versions look a member up three times.
extension KeyedDecoding {
  func decodeIfPresent<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T? {
    if let index = present(key) { try document.decode(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Bool.Type, forKey key: Key) throws -> Bool? {
    if let index = present(key) { try document.bool(at: index) } else { nil }
  }
  func decodeIfPresent(_ type: String.Type, forKey key: Key) throws -> String? {
    if let index = present(key) { try document.string(at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Double.Type, forKey key: Key) throws -> Double? {
    if let index = present(key) { try document.floatingPoint(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Float.Type, forKey key: Key) throws -> Float? {
    if let index = present(key) { try document.floatingPoint(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Int.Type, forKey key: Key) throws -> Int? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Int8.Type, forKey key: Key) throws -> Int8? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Int16.Type, forKey key: Key) throws -> Int16? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Int32.Type, forKey key: Key) throws -> Int32? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Int64.Type, forKey key: Key) throws -> Int64? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: Int128.Type, forKey key: Key) throws -> Int128? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: UInt.Type, forKey key: Key) throws -> UInt? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: UInt8.Type, forKey key: Key) throws -> UInt8? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: UInt16.Type, forKey key: Key) throws -> UInt16? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: UInt32.Type, forKey key: Key) throws -> UInt32? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: UInt64.Type, forKey key: Key) throws -> UInt64? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
  func decodeIfPresent(_ type: UInt128.Type, forKey key: Key) throws -> UInt128? {
    if let index = present(key) { try document.integer(type, at: index) } else { nil }
  }
}
