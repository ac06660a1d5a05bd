internal import CHostSystem
internal import Glibc
package import Logging
internal import Synchronization

/// The process's logging: one output, one format, and one level that can change at run time.
package final class LogSystem: Sendable {
  private let levelIndex: Atomic<Int>
  private let output: LogOutput
  private let format: @Sendable (LogRecord) -> [UInt8]

  /// Starts logging.
  ///
  /// - Parameter colour: nil means on a terminal only, and not where `NO_COLOR` is set (no-color.org).
  package init(
    format: LogFormat = .console, level: Logger.Level = .info, output: LogOutput = LogOutput(descriptor: 2),
    colour: Bool? = nil
  ) throws(SystemFailure) {
    levelIndex = Atomic(Self.index(level))
    self.output = output
    let coloured = colour ?? Self.isColoured(output.descriptor)
    let line: @Sendable (LogRecord) -> [UInt8] =
      switch format {
      case .json: JSONLine.make
      case .console: { ConsoleLine.make($0, coloured: coloured) }
      }
    self.format = line
    try output.start { count in
      line(
        LogRecord(
          level: .warning, label: "log", message: "log lines dropped — the log's reader is too slow",
          metadata: [("count", "\(count)")]))
    }
  }

  /// The least level that is logged. A change takes effect at once in every logger that has no level of its own.
  package var level: Logger.Level {
    get { Logger.Level.allCases[levelIndex.load(ordering: .relaxed)] }
    set { levelIndex.store(Self.index(newValue), ordering: .relaxed) }
  }

  private static func isColoured(_ descriptor: Int32) -> Bool {
    guard isatty(descriptor) == 1 else { return false }
    guard let refusal = unsafe getenv("NO_COLOR") else { return true }
    return unsafe refusal.pointee == 0
  }

  private static func index(_ level: Logger.Level) -> Int {
    Logger.Level.allCases.firstIndex(of: level) ?? 0
  }

  /// Makes this the backend of every `Logger(label:)`. Once a process.
  package func bootstrap() {
    LoggingSystem.bootstrap(
      { SystemLogHandler(label: $0, system: self, metadataProvider: $1) }, metadataProvider: nil)
  }

  /// A logger of this system, whether or not it is bootstrapped.
  package func logger(_ label: String) -> Logger {
    Logger(label: label) { SystemLogHandler(label: $0, system: self, metadataProvider: nil) }
  }

  /// Waits until every line logged so far is written; false when that takes longer. To be called before exit.
  @discardableResult
  package func flush(within duration: Duration = .seconds(2)) -> Bool { output.flush(within: duration) }

  /// Tells when every line logged so far is written, so that no end of the process takes it any more: at once, or on the
  /// thread that writes.
  package func whenWritten(_ tell: @escaping @Sendable () -> Void) { output.whenWritten(tell) }

  /// Makes fatal signals wait, at most a second, until the lines logged before them are written.
  package func flushAtCrash() { csystem_flush_at_crash(3000) }

  /// The last lines of each plugin.
  package let history = LogHistory()

  func write(_ record: LogRecord) {
    output.write(format(record))
    guard case .string(let plugin)? = record.metadata.first(where: { $0.key == "plugin" })?.value else {
      return
    }
    let line = ConsoleLine.make(record, coloured: false)
    history.add(String(decoding: line.dropLast(), as: UTF8.self), of: plugin)
  }
}

/// What a `Logger` holds: its label, its own metadata, and the system it writes to.
struct SystemLogHandler: LogHandler {
  let label: String
  let system: LogSystem
  var metadataProvider: Logger.MetadataProvider?
  var metadata: Logger.Metadata = [:]
  private var ownLevel: Logger.Level?

  init(label: String, system: LogSystem, metadataProvider: Logger.MetadataProvider?) {
    self.label = label
    self.system = system
    self.metadataProvider = metadataProvider
  }

  var logLevel: Logger.Level {
    get { ownLevel ?? system.level }
    set { ownLevel = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    var all = metadata
    if let provided = metadataProvider?.get() { all.merge(provided) { $1 } }
    if let own = event.metadata { all.merge(own) { $1 } }
    if let error = event.error { all["error"] = .string(String(describing: error)) }
    system.write(
      LogRecord(
        level: event.level, label: label, message: event.message.description, metadata: LogKeys.ordered(all)))
  }
}
