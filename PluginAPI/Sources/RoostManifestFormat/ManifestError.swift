/// Everything that is wrong with a manifest, at once.
public struct ManifestError: Error, Sendable, Hashable, CustomStringConvertible {
  /// The most problems that are collected.
  public static let maximumProblems = 64

  /// One thing that is wrong.
  public struct Problem: Sendable, Hashable, CustomStringConvertible {
    /// Where.
    public let path: ManifestPath
    /// What is wrong.
    public let message: String
    /// What to do about it.
    public let hint: String

    /// `what — where — hint` on one line.
    public var description: String { "\(path): \(message) — \(hint)" }
  }

  /// The problems, in the order of the manifest's keys as documented; at least one.
  public let problems: [Problem]

  /// The problems on one line, separated by semicolons.
  public var description: String { problems.map(\.description).joined(separator: "; ") }
}
