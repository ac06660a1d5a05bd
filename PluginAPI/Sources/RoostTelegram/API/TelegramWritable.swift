import RoostJSON

/// What can be sent to the Bot API.
public protocol TelegramWritable: Sendable {
  /// Writes the value as JSON.
  func write(to writer: inout TelegramWriter)
  /// Writes the value as a member of an object, or as a parameter of a method.
  func write(_ name: StaticString, to writer: inout TelegramWriter)
}

extension TelegramWritable {
  /// Writes the value as a member of an object, or as a parameter of a method.
  public func write(_ name: StaticString, to writer: inout TelegramWriter) {
    writer.name(name)
    write(to: &writer)
  }
}

extension TelegramObject where Self: TelegramWritable {
  /// Writes what it is a view of.
  public func write(to writer: inout TelegramWriter) { json.write(to: &writer.bytes) }
}

extension String: TelegramWritable {
  /// Writes a text.
  public func write(to writer: inout TelegramWriter) { writer.bytes.append(quoting: self) }
}

extension Int64: TelegramWritable {
  /// Writes an integer.
  public func write(to writer: inout TelegramWriter) { writer.bytes.append(decimal: self) }
}

extension Bool: TelegramWritable {
  /// Writes a truth value.
  public func write(to writer: inout TelegramWriter) { writer.bytes.append(self) }
}

extension Double: TelegramWritable {
  /// Writes a number; `null` for infinity and for what is not a number.
  public func write(to writer: inout TelegramWriter) {
    if isFinite { writer.bytes.append(self) } else { writer.bytes.append(literal: "null") }
  }
}

extension Array: TelegramWritable where Element: TelegramWritable {
  /// Writes an array.
  public func write(to writer: inout TelegramWriter) {
    writer.bytes.append(UInt8(ascii: "["))
    for (index, element) in enumerated() {
      if index > 0 { writer.bytes.append(UInt8(ascii: ",")) }
      element.write(to: &writer)
    }
    writer.bytes.append(UInt8(ascii: "]"))
  }
}
