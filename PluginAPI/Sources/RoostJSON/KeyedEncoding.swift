/// Encodes the members of an object.
struct KeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
  let writer: JSONWriter
  let level: Int

  var codingPath: [any CodingKey] { writer.path }

  func nestedContainer<Nested: CodingKey>(
    keyedBy type: Nested.Type, forKey key: Key
  ) -> KeyedEncodingContainer<Nested> {
    writer.child(named: key, level: level).container(keyedBy: type)
  }
  func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
    writer.child(named: key, level: level).unkeyedContainer()
  }
  func superEncoder() -> any Encoder { writer.child(named: MemberKey.super, level: level) }
  func superEncoder(forKey key: Key) -> any Encoder { writer.child(named: key, level: level) }

  func encodeNil(forKey key: Key) throws {
    try writer.beginMember(key.stringValue, level: level)
    writer.output.append(literal: "null")
  }
  func encode<T: Encodable>(_ value: T, forKey key: Key) throws {
    try writer.encode(value, key) { () throws in try writer.beginMember(key.stringValue, level: level) }
  }
  func encode(_ value: Bool, forKey key: Key) throws {
    try writer.beginMember(key.stringValue, level: level)
    writer.output.append(value)
  }
  func encode(_ value: String, forKey key: Key) throws {
    try writer.beginMember(key.stringValue, level: level)
    writer.output.append(quoting: value)
  }
  func encode(_ value: Double, forKey key: Key) throws { try floatingPoint(value, key) }
  func encode(_ value: Float, forKey key: Key) throws { try floatingPoint(value, key) }
  func encode(_ value: Int, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: Int8, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: Int16, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: Int32, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: Int64, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: Int128, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: UInt, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: UInt8, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: UInt16, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: UInt32, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: UInt64, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }
  func encode(_ value: UInt128, forKey key: Key) throws {
    try writer.encode(integer: value, key.stringValue, level: level)
  }

  private func floatingPoint(
    _ value: some BinaryFloatingPoint & CustomStringConvertible, _ key: Key
  ) throws {
    guard value.isFinite else { throw writer.notFinite(value, at: key) }
    try writer.beginMember(key.stringValue, level: level)
    writer.output.append(value)
  }
}
