/// Reads from a file's bytes. Offsets and sizes come from the file, so none is trusted.
extension RawSpan {
  /// The range of a part, when all of it lies in the file.
  func part(_ name: String, at offset: UInt64, size: UInt64) throws(ELFError) -> Range<Int> {
    let (end, overflow) = offset.addingReportingOverflow(size)
    guard !overflow, end <= UInt64(byteCount) else {
      throw ELFError(
        .truncated, at: name, "\(size) bytes at offset \(offset), but the file has \(byteCount)")
    }
    return Int(offset)..<Int(end)
  }

  /// The range of a table's rows.
  func table(
    _ name: String, at offset: UInt64, rows: UInt64, of rowSize: UInt64
  ) throws(ELFError) -> Range<Int> {
    let (size, overflow) = rows.multipliedReportingOverflow(by: rowSize)
    return try part(name, at: offset, size: overflow ? .max : size)
  }

  /// A little-endian integer. The caller has bounded the offset by ``part(_:at:size:)``; a mistake
  /// there stops here, since the load checks again.
  func integer<Value: FixedWidthInteger & BitwiseCopyable>(_: Value.Type, at offset: Int) -> Value {
    Value(littleEndian: unsafe unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self))
  }

  /// The bytes of a part.
  func copy(_ range: Range<Int>) -> [UInt8] {
    unsafe extracting(range).withUnsafeBytes { part in unsafe Array(part) }
  }

  /// A string that ends with a zero byte, in a table of strings.
  func string(_ name: String, at offset: UInt64, in table: Range<Int>) throws(ELFError) -> String {
    guard offset < UInt64(table.count) else {
      throw ELFError(
        .malformed, at: name, "a name at offset \(offset) of a string table of \(table.count) bytes")
    }
    let start = table.lowerBound + Int(offset)
    let limit = Swift.min(table.upperBound, start + Self.longestString)
    var end = start
    while end < limit, integer(UInt8.self, at: end) != 0 { end += 1 }
    guard end < limit else {
      throw ELFError(.malformed, at: name, "a name without an end within \(limit - start) bytes")
    }
    return String(decoding: copy(start..<end), as: UTF8.self)
  }

  /// Whether the string at an offset is this one, without making a copy of it.
  func string(at offset: UInt64, in table: Range<Int>, is expected: StaticString) -> Bool {
    let size = expected.utf8CodeUnitCount
    guard offset < UInt64(table.count), size < table.count - Int(offset) else { return false }
    let start = table.lowerBound + Int(offset)
    guard integer(UInt8.self, at: start + size) == 0 else { return false }
    return expected.withUTF8Buffer { text in
      for index in 0..<size where unsafe text[index] != integer(UInt8.self, at: start + index) {
        return false
      }
      return true
    }
  }

  /// The longest name that is read, in bytes; paths on Linux are no longer.
  private static var longestString: Int { 4096 }
}
