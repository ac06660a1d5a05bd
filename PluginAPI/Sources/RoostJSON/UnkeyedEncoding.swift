/// Encodes the elements of an array.
struct UnkeyedEncoding: UnkeyedEncodingContainer {
  let writer: JSONWriter
  let level: Int

  var codingPath: [any CodingKey] { writer.path }
  var count: Int { writer.count(level: level) }

  func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type) -> KeyedEncodingContainer<Nested> {
    writer.child(level: level).container(keyedBy: type)
  }
  func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
    writer.child(level: level).unkeyedContainer()
  }
  func superEncoder() -> any Encoder { writer.child(level: level) }

  func encodeNil() throws {
    try writer.beginElement(level: level)
    writer.output.append(literal: "null")
  }
  func encode<T: Encodable>(_ value: T) throws {
    try writer.encode(value, IndexKey(count)) { () throws in try writer.beginElement(level: level) }
  }
  func encode(_ value: Bool) throws {
    try writer.beginElement(level: level)
    writer.output.append(value)
  }
  func encode(_ value: String) throws {
    try writer.beginElement(level: level)
    writer.output.append(quoting: value)
  }
  func encode(_ value: Double) throws { try floatingPoint(value) }
  func encode(_ value: Float) throws { try floatingPoint(value) }
  func encode(_ value: Int) throws { try integer(value) }
  func encode(_ value: Int8) throws { try integer(value) }
  func encode(_ value: Int16) throws { try integer(value) }
  func encode(_ value: Int32) throws { try integer(value) }
  func encode(_ value: Int64) throws { try integer(value) }
  func encode(_ value: Int128) throws { try integer(value) }
  func encode(_ value: UInt) throws { try integer(value) }
  func encode(_ value: UInt8) throws { try integer(value) }
  func encode(_ value: UInt16) throws { try integer(value) }
  func encode(_ value: UInt32) throws { try integer(value) }
  func encode(_ value: UInt64) throws { try integer(value) }
  func encode(_ value: UInt128) throws { try integer(value) }

  private func integer(_ value: some FixedWidthInteger) throws {
    try writer.beginElement(level: level)
    writer.output.append(decimal: value)
  }
  private func floatingPoint(_ value: some BinaryFloatingPoint & CustomStringConvertible) throws {
    guard value.isFinite else { throw writer.notFinite(value, at: IndexKey(count)) }
    try writer.beginElement(level: level)
    writer.output.append(value)
  }
}
