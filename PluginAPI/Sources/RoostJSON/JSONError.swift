/// Why a text is not JSON, and where.
public struct JSONError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The first byte at fault, counted from 0; the text's length when it ends too early.
  public let offset: Int
  /// The line of that byte, counted from 1; lines end with a line feed.
  public let line: Int
  /// The column of that byte in its line, counted from 1 in Unicode scalars.
  public let column: Int
  /// What is wrong, and what is expected instead.
  public let message: String

  /// The place and the message, such as `line 2, column 7: a name is expected, in double quotes`.
  public var description: String { "line \(line), column \(column): \(message)" }

  init(_ fault: JSONFault, at offset: Int, in text: UnsafeRawBufferPointer) {
    var line = 1
    var column = 1
    for index in 0..<offset {
      let byte = unsafe text[index]
      if byte == 0x0A {
        line += 1
        column = 1
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    self.offset = offset
    self.line = line
    self.column = column
    message = offset < text.count ? "\(fault.message)" : "the text ends too early: \(fault.message)"
  }
}

/// What the scanner throws: small, and turned into a ``JSONError`` once, outside the loop.
struct JSONFault: Error {
  let message: StaticString

  init(_ message: StaticString) { self.message = message }
}
