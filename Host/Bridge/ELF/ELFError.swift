/// Why a file is not a shared object that can be looked into: one line of what, where, why and what
/// to do.
package struct ELFError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, for code that must tell one refusal from another.
  package enum Code: String, Sendable {
    /// Not an ELF file at all.
    case notELF = "not an ELF file"
    /// Another class, byte order or version of ELF.
    case format = "another kind of ELF file"
    /// An executable, an object file or a core dump.
    case type = "not a shared object"
    /// Another processor's.
    case machine = "another machine's code"
    /// A part lies outside the file.
    case truncated = "torn ELF file"
    /// A part contradicts the format or another part.
    case malformed = "malformed ELF file"
    /// More of something than any plugin has.
    case oversized = "oversized ELF file"
    /// There is no section `.roost.manifest`.
    case noManifest = "no manifest"
  }

  /// What is wrong.
  package let code: Code
  /// Where in the file.
  package let location: String
  /// The finding, with the numbers.
  package let reason: String
  /// What to do about it.
  package let hint: String

  init(_ code: Code, at location: String, _ reason: String, hint: String = "build or copy the file again") {
    self.code = code
    self.location = location
    self.reason = reason
    self.hint = hint
  }

  /// `what — where — why — hint`.
  package var description: String { "\(code.rawValue) — \(location) — \(reason) — hint: \(hint)" }
}
