internal import Logging

/// A log line for people: time, level, logger and message in columns, then `key=value`.
///
/// Colours are those that stay legible on a dark and on a light ground; dim marks what is rarely read.
enum ConsoleLine {
  private static let labelWidth = 12
  private static let messageWidth = 40
  /// What would fill a screen in one line; `roost plugins crashes` shows it.
  private static let omitted = "backtrace"

  static func make(_ record: LogRecord, coloured: Bool) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(192)
    paint(.dim, coloured, &line) { Timestamp.appendNow(to: &$0) }
    line.append(UInt8(ascii: " "))
    paint(colour(record.level), coloured, &line) { $0.append(contentsOf: name(record.level).utf8) }
    line.append(UInt8(ascii: " "))
    paint(.dim, coloured, &line) { column(record.label, limit: LogLimits.key, width: labelWidth, &$0) }
    line.append(UInt8(ascii: " "))
    let metadata = record.metadata.filter { $0.key != omitted }
    let width = metadata.isEmpty ? 0 : messageWidth
    column(record.message, limit: LogLimits.message, width: width, &line)
    for (key, value) in metadata {
      line.append(UInt8(ascii: " "))
      paint(.cyan, coloured, &line) { LogText.append(key, limit: LogLimits.key, .console, to: &$0) }
      line.append(UInt8(ascii: "="))
      append(value, depth: 0, to: &line)
    }
    line.append(UInt8(ascii: "\n"))
    return line
  }

  private static func append(_ value: Logger.MetadataValue, depth: Int, to line: inout [UInt8]) {
    switch value {
    case .string(let text): quoted(text, to: &line)
    case .stringConvertible(let value): quoted(value.description, to: &line)
    case .array where depth >= LogLimits.depth, .dictionary where depth >= LogLimits.depth:
      line.append(contentsOf: "…".utf8)
    case .array(let values):
      line.append(UInt8(ascii: "["))
      for (index, value) in values.prefix(LogLimits.elements).enumerated() {
        if index > 0 { line.append(UInt8(ascii: ",")) }
        append(value, depth: depth + 1, to: &line)
      }
      line.append(UInt8(ascii: "]"))
    case .dictionary(let members):
      line.append(UInt8(ascii: "{"))
      for (index, member) in members.sorted(by: { $0.key < $1.key }).prefix(LogLimits.elements).enumerated() {
        if index > 0 { line.append(UInt8(ascii: " ")) }
        LogText.append(member.key, limit: LogLimits.key, .console, to: &line)
        line.append(UInt8(ascii: "="))
        append(member.value, depth: depth + 1, to: &line)
      }
      line.append(UInt8(ascii: "}"))
    }
  }

  /// In quotes when it would otherwise be read as more than one value.
  private static func quoted(_ text: String, to line: inout [UInt8]) {
    let isWord = !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 != UInt8(ascii: "\"") && $0 != 0x3D }
    if !isWord { line.append(UInt8(ascii: "\"")) }
    LogText.append(text, limit: LogLimits.value, isWord ? .console : .json, to: &line)
    if !isWord { line.append(UInt8(ascii: "\"")) }
  }

  private static func column(_ text: String, limit: Int, width: Int, _ line: inout [UInt8]) {
    let start = line.count
    LogText.append(text, limit: limit, .console, to: &line)
    let written = line[start...].reduce(0) { $0 + ($1 & 0xC0 == 0x80 ? 0 : 1) }
    if written < width { line.append(contentsOf: repeatElement(UInt8(ascii: " "), count: width - written)) }
  }

  private enum Colour: String {
    case none = "", dim = "2", cyan = "36", green = "32", yellow = "33", red = "1;31"
  }

  private static func paint(
    _ colour: Colour, _ coloured: Bool, _ line: inout [UInt8], _ body: (inout [UInt8]) -> Void
  ) {
    guard coloured, colour != .none else { return body(&line) }
    line.append(contentsOf: "\u{1B}[\(colour.rawValue)m".utf8)
    body(&line)
    line.append(contentsOf: "\u{1B}[0m".utf8)
  }

  private static func colour(_ level: Logger.Level) -> Colour {
    switch level {
    case .trace, .debug: .dim
    case .info: .none
    case .notice: .green
    case .warning: .yellow
    case .error, .critical: .red
    }
  }

  /// All six wide.
  private static func name(_ level: Logger.Level) -> String {
    switch level {
    case .trace: "TRACE "
    case .debug: "DEBUG "
    case .info: "INFO  "
    case .notice: "NOTICE"
    case .warning: "WARN  "
    case .error: "ERROR "
    case .critical: "CRIT  "
    }
  }
}
