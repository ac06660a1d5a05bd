internal import Logging

/// How a log line is written.
package enum LogFormat: String, Sendable, CaseIterable {
  /// For people: aligned, coloured on a terminal.
  case console
  /// For machines: one JSON object a line.
  case json
}

/// What a line is made of.
struct LogRecord {
  var level: Logger.Level
  var label: String
  var message: String
  /// In the order in which it is written.
  var metadata: [(key: String, value: Logger.MetadataValue)]
}

/// Bounds of one line, so that no caller can fill the log.
enum LogLimits {
  static let message = 8192
  static let value = 2048
  static let key = 64
  static let keys = 48
  static let elements = 32
  static let depth = 4
}

/// Which metadata comes first, so that the same thing stands at the same place in every line.
enum LogKeys {
  private static let first = [
    "request_id", "event_id", "bot", "plugin", "generation", "route", "peer", "uid", "pid",
  ]

  static func ordered(_ metadata: Logger.Metadata) -> [(key: String, value: Logger.MetadataValue)] {
    if metadata.isEmpty { return [] }
    var result: [(key: String, value: Logger.MetadataValue)] = []
    for key in first { if let value = metadata[key] { result.append((key, value)) } }
    if result.count < metadata.count {
      let rest = metadata.filter { !first.contains($0.key) }
      result += rest.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    }
    return Array(result.prefix(LogLimits.keys))
  }
}
