/// Which value a setting has and who said so, for `roost check`.
package struct SettingSource: Sendable, Equatable, CustomStringConvertible {
  /// The dotted path, such as `http.max_body_bytes`.
  package let path: String
  /// The value as it was written; a secret is shown as ``Secret/redacted``.
  package let value: String
  /// `roost.yaml:12:5`, `environment ROOST_LOG_LEVEL`, `flag log.level`, `default`, …
  package let source: String

  /// One line: `log.level = debug (environment ROOST_LOG_LEVEL)`.
  package var description: String { "\(path) = \(value) (\(source))" }
}
