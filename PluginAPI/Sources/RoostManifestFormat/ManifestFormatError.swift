/// Why bytes are not a plugin's manifest: one line of what, where, why and what to do.
public struct ManifestFormatError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, for code that must tell one refusal from another.
  public enum Code: String, Sendable {
    /// The section holds no chunk.
    case absent = "no manifest"
    /// Bytes that are neither a chunk nor zeros.
    case magic = "not a manifest chunk"
    /// A chunk does not fit its section.
    case truncated = "torn manifest chunk"
    /// A chunk's index is not below the number of chunks.
    case index = "wrong chunk index"
    /// The number of chunks is nonsense, or chunks disagree on it.
    case count = "wrong chunk count"
    /// A payload's length is nonsense.
    case length = "wrong chunk length"
    /// The whole length does not agree with the payloads.
    case total = "wrong manifest length"
    /// An index occurs twice.
    case duplicate = "duplicate manifest chunk"
    /// An index does not occur.
    case missing = "missing manifest chunk"
    /// More than ``ManifestContent/maximumSize``.
    case oversized = "manifest too large"
    /// The content's SHA-256 is not what the chunks say.
    case digest = "damaged manifest"
    /// A line before the JSON is malformed.
    case head = "malformed manifest head"
  }

  /// What is wrong.
  public let code: Code
  /// Where: an offset in the section, or a line of the content's head.
  public let location: String
  /// The finding, with the numbers.
  public let reason: String
  /// What to do about it.
  public let hint: String

  init(_ code: Code, at location: String, _ reason: String, hint: String) {
    self.code = code
    self.location = location
    self.reason = reason
    self.hint = hint
  }

  /// `what — where — why — hint`.
  public var description: String { "\(code.rawValue) — \(location) — \(reason) — hint: \(hint)" }
}
