internal import Logging

/// A log line as one JSON object (RFC 8259).
enum JSONLine {
  /// Names of the line's own members; metadata of such a name gets an underscore behind it.
  private static let own = ["time", "level", "logger", "message"]

  static func make(_ record: LogRecord) -> [UInt8] {
    var line: [UInt8] = []
    line.reserveCapacity(256)
    line.append(contentsOf: #"{"time":""#.utf8)
    Timestamp.appendNow(to: &line)
    line.append(contentsOf: #"","level":""#.utf8)
    line.append(contentsOf: record.level.rawValue.utf8)
    line.append(contentsOf: #"","logger":"#.utf8)
    append(record.label, limit: LogLimits.key, to: &line)
    line.append(contentsOf: #","message":"#.utf8)
    append(record.message, limit: LogLimits.message, to: &line)
    for (key, value) in record.metadata {
      line.append(UInt8(ascii: ","))
      append(own.contains(key) ? key + "_" : key, limit: LogLimits.key, to: &line)
      line.append(UInt8(ascii: ":"))
      append(value, depth: 0, to: &line)
    }
    line.append(contentsOf: "}\n".utf8)
    return line
  }

  private static func append(_ value: Logger.MetadataValue, depth: Int, to line: inout [UInt8]) {
    switch value {
    case .string(let text): append(text, limit: LogLimits.value, to: &line)
    case .stringConvertible(let value): append(value.description, limit: LogLimits.value, to: &line)
    case .array where depth >= LogLimits.depth, .dictionary where depth >= LogLimits.depth:
      line.append(contentsOf: #""…""#.utf8)
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
        if index > 0 { line.append(UInt8(ascii: ",")) }
        append(member.key, limit: LogLimits.key, to: &line)
        line.append(UInt8(ascii: ":"))
        append(member.value, depth: depth + 1, to: &line)
      }
      line.append(UInt8(ascii: "}"))
    }
  }

  private static func append(_ text: String, limit: Int, to line: inout [UInt8]) {
    line.append(UInt8(ascii: "\""))
    LogText.append(text, limit: limit, .json, to: &line)
    line.append(UInt8(ascii: "\""))
  }
}
