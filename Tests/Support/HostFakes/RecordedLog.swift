package import Logging
import Synchronization

/// Keeps what is logged, for tests to look at.
package final class RecordedLog: Sendable {
  /// A line as it was logged.
  package struct Line: Sendable {
    /// How important.
    package let level: Logger.Level
    /// The text.
    package let message: String
    /// The logger's and the line's own metadata.
    package let metadata: Logger.Metadata
  }

  private let kept = Mutex<[Line]>([])

  /// An empty log.
  package init() {}

  /// Every line so far.
  package var lines: [Line] { kept.withLock { $0 } }

  /// A logger that writes here, from trace on.
  package var logger: Logger {
    var logger = Logger(label: "test") { _ in Handler(log: self) }
    logger.logLevel = .trace
    return logger
  }

  private struct Handler: LogHandler {
    let log: RecordedLog
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
      get { metadata[key] }
      set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
      let line = Line(
        level: event.level, message: event.message.description,
        metadata: metadata.merging(event.metadata ?? [:]) { $1 })
      log.kept.withLock { $0.append(line) }
    }
  }
}
