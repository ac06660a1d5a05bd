import Logging
import Synchronization

/// Keeps the last lines that a plugin logs or prints, and what the host says about it.
final class RecordedLines: Sendable {
  private let kept = Mutex<[String]>([])
  private static let most = 12

  /// The lines, oldest first.
  var last: [String] { kept.withLock { $0 } }

  /// A logger that writes here.
  var logger: Logger {
    var logger = Logger(label: "check") { _ in Handler(lines: self) }
    logger.logLevel = .info
    return logger
  }

  private func add(_ line: String) {
    kept.withLock { lines in
      if lines.count == Self.most { lines.removeFirst() }
      lines.append(line)
    }
  }

  private struct Handler: LogHandler {
    let lines: RecordedLines
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.info

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) { lines.add("\(event.level): \(event.message)") }
  }
}
