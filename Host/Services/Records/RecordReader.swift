/// A record that is cut off, or of a form that this host does not know.
package struct RecordError: Error, Sendable, Equatable {
  /// Makes the error.
  package init() {}
}

/// Reads what ``RecordWriter`` wrote.
package struct RecordReader: ~Copyable {
  private let bytes: [UInt8]
  private var place: Int

  /// Begins with the form byte, which must be one of those that are known; ``form`` tells which.
  package init(_ bytes: [UInt8], forms: ClosedRange<UInt8>) throws(RecordError) {
    guard let form = bytes.first, forms.contains(form) else { throw RecordError() }
    self.bytes = bytes
    self.form = form
    place = 1
  }

  /// The first byte.
  package let form: UInt8

  /// Whether nothing is left.
  package var isAtEnd: Bool { place == bytes.count }

  /// The next number.
  package mutating func number<Number: FixedWidthInteger>(_: Number.Type = Number.self) throws(RecordError)
    -> Number
  {
    let value = try take(8).reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    return Number(truncatingIfNeeded: value)
  }

  /// The next bytes.
  package mutating func run() throws(RecordError) -> ArraySlice<UInt8> {
    let count = try take(4).reversed().reduce(0) { $0 << 8 | Int($1) }
    return try take(count)
  }

  /// The next text.
  package mutating func text() throws(RecordError) -> String { String(decoding: try run(), as: UTF8.self) }

  private mutating func take(_ count: Int) throws(RecordError) -> ArraySlice<UInt8> {
    guard count <= bytes.count - place else { throw RecordError() }
    defer { place += count }
    return bytes[place..<place + count]
  }
}
