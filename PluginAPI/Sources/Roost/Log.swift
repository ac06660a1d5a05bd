import CRoostSDK

/// The host's log. Lines carry the plugin's id and generation by themselves.
public struct Log: Sendable {
  /// How much a line matters.
  public enum Level: Int32, Sendable {
    /// Every step.
    case trace
    /// For the author.
    case debug
    /// Normal work.
    case info
    /// Normal but worth knowing.
    case notice
    /// Something is wrong and handled.
    case warning
    /// Something failed.
    case error
    /// The plugin cannot go on.
    case critical
  }

  /// Writes a line.
  ///
  /// - Parameters:
  ///   - level: how much it matters.
  ///   - message: at most 8,192 bytes; more is cut. Never put secrets here.
  ///   - fields: at most 32 keys with values of at most 1,024 bytes.
  public func callAsFunction(
    _ level: Level, _ message: String, _ fields: KeyValuePairs<String, String> = [:]
  ) {
    var flat = FlatText()
    for (key, value) in fields.prefix(32) {
      flat.append(key)
      flat.append(value)
    }
    var message = message
    message.withUTF8 { message in
      unsafe flat.withPointers { text, lengths in
        unsafe roost_sdk_log(
          level.rawValue, message.baseAddress, UInt64(message.count), text, lengths,
          UInt32(flat.count / 2))
      }
    }
  }

  /// Writes a line for the author.
  public func debug(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
    self(.debug, message, fields)
  }
  /// Writes a line about normal work.
  public func info(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
    self(.info, message, fields)
  }
  /// Writes a line about something wrong that was handled.
  public func warning(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
    self(.warning, message, fields)
  }
  /// Writes a line about a failure.
  public func error(_ message: String, _ fields: KeyValuePairs<String, String> = [:]) {
    self(.error, message, fields)
  }
}
