import RoostManifestFormat

/// Why a file is not loaded, known before anything of it was executed: one line of what, where, why
/// and what to do.
package struct PluginRefusal: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, in a few words that do not vary: `no entry function`.
  package let what: String
  /// Where: the file, and the place in it.
  package let location: String
  /// The finding.
  package let reason: String
  /// What to do about it.
  package let hint: String

  init(_ what: String, at location: String, _ reason: String, hint: String) {
    self.what = what
    self.location = location
    self.reason = reason
    self.hint = hint
  }

  init(_ error: ELFError, path: String) {
    self.init(error.code.rawValue, at: "\(path), \(error.location)", error.reason, hint: error.hint)
  }

  init(_ error: ManifestFormatError, path: String) {
    self.init(error.code.rawValue, at: "\(path), \(error.location)", error.reason, hint: error.hint)
  }

  /// All problems of a manifest in one line.
  init(_ error: ManifestError, path: String) {
    self.init(
      "wrong manifest", at: "\(path), plugin.json",
      error.problems.map { "\($0.path): \($0.message) (\($0.hint))" }.joined(separator: "; "),
      hint: "correct plugin.json and build again")
  }

  /// `what — where — why — hint`.
  package var description: String { "\(what) — \(location) — \(reason) — hint: \(hint)" }
}
