/// What a button carries: a struct or an enum of few, small values.
///
///     struct Buy: CallbackData {
///       static let name = "buy"
///       var item: Int64
///       func encode(to writer: inout CallbackWriter) { writer.put(item) }
///       init(from reader: inout CallbackReader) throws { item = try reader.integer() }
///     }
///
/// ``CallbackSigner`` makes the button's text of it, which is at most 64 bytes.
public protocol CallbackData: Sendable {
  /// Chooses the handler: the button's data begin with it and a colon. Letters, digits, `_` and `-`, at most 16.
  static var name: String { get }
  /// Writes the values.
  func encode(to writer: inout CallbackWriter)
  /// Reads the values in the same order.
  ///
  /// - Throws: ``CallbackError/malformed``.
  init(from reader: inout CallbackReader) throws
}

/// Why data are no button's, or none can be made of them.
public enum CallbackError: Error, Sendable, Hashable {
  /// It would take so many bytes, and only 64 may be.
  case tooLong(Int)
  /// The name has other characters than letters, digits, `_` and `-`, or not 1 to 16.
  case name
  /// It was not written by ``CallbackSigner``, or of other values.
  case malformed
  /// It was forged, changed, or is of another bot, chat, user or secret.
  case forged
  /// It was valid up to a moment that has passed.
  case expired
}

/// Writes a button's values: integers take one byte if they are small, up to ten if not.
public struct CallbackWriter: Sendable {
  var bytes: [UInt8] = []

  /// Writes an integer.
  public mutating func put(_ value: Int64) { put(unsigned: UInt64(bitPattern: value << 1 ^ value >> 63)) }

  /// Writes a truth value.
  public mutating func put(_ value: Bool) { bytes.append(value ? 1 : 0) }

  /// Writes a text, which takes its bytes and one more.
  public mutating func put(_ text: String) {
    put(unsigned: UInt64(text.utf8.count))
    bytes += text.utf8
  }

  /// Writes a case of an enum with numbers.
  public mutating func put<Case: RawRepresentable>(_ value: Case) where Case.RawValue: BinaryInteger {
    put(Int64(value.rawValue))
  }

  private mutating func put(unsigned value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

/// Reads a button's values in the order in which they were written.
public struct CallbackReader: Sendable {
  var rest: ArraySlice<UInt8>

  /// Reads an integer.
  ///
  /// - Throws: ``CallbackError/malformed``.
  public mutating func integer() throws(CallbackError) -> Int64 {
    let value = try unsigned()
    return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
  }

  /// Reads a truth value.
  ///
  /// - Throws: ``CallbackError/malformed``.
  public mutating func bool() throws(CallbackError) -> Bool {
    guard let byte = rest.popFirst(), byte < 2 else { throw .malformed }
    return byte == 1
  }

  /// Reads a text.
  ///
  /// - Throws: ``CallbackError/malformed``.
  public mutating func string() throws(CallbackError) -> String {
    let count = try unsigned()
    guard count <= rest.count, let text = String(validating: rest.prefix(Int(count)), as: UTF8.self)
    else { throw .malformed }
    rest.removeFirst(Int(count))
    return text
  }

  /// Reads a case of an enum with numbers.
  ///
  /// - Throws: ``CallbackError/malformed``.
  public mutating func value<Case: RawRepresentable>(
    _ type: Case.Type = Case.self
  ) throws(CallbackError) -> Case where Case.RawValue: BinaryInteger {
    guard let number = Case.RawValue(exactly: try integer()), let value = Case(rawValue: number)
    else { throw .malformed }
    return value
  }

  private mutating func unsigned() throws(CallbackError) -> UInt64 {
    var value: UInt64 = 0
    for shift in stride(from: UInt64(0), to: 70, by: 7) {
      guard let byte = rest.popFirst(), shift < 63 || byte <= 1 else { throw .malformed }
      value |= UInt64(byte & 0x7F) << shift
      if byte < 0x80 { return value }
    }
    throw .malformed
  }
}
