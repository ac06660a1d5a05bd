/// Encodes one value, as whatever it opens: an object, an array or a single value.
struct ValueEncoder: Encoder, SingleValueEncodingContainer {
  let writer: JSONWriter
  let level: Int

  var codingPath: [any CodingKey] { writer.path }
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    writer.open(.object, level: level)
    return KeyedEncodingContainer(KeyedEncoding<Key>(writer: writer, level: level))
  }
  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    writer.open(.array, level: level)
    return UnkeyedEncoding(writer: writer, level: level)
  }
  func singleValueContainer() -> any SingleValueEncodingContainer { self }

  func encodeNil() throws {
    try writer.beginSingle(level: level)
    writer.output.append(literal: "null")
  }
  func encode<T: Encodable>(_ value: T) throws {
    try writer.beginSingle(level: level)
    try writer.encode(value)
  }
  func encode(_ value: Bool) throws {
    try writer.beginSingle(level: level)
    writer.output.append(value)
  }
  func encode(_ value: String) throws {
    try writer.beginSingle(level: level)
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
    try writer.beginSingle(level: level)
    writer.output.append(decimal: value)
  }
  private func floatingPoint(_ value: some BinaryFloatingPoint & CustomStringConvertible) throws {
    guard value.isFinite else { throw writer.notFinite(value) }
    try writer.beginSingle(level: level)
    writer.output.append(value)
  }
}
