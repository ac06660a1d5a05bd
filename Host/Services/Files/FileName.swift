internal import HostOperations

/// The name of a file of a plugin's, by the rules of `files.h`.
package struct FileName: Sendable, Hashable {
  /// Bytes of a name, and of one of its parts; how many parts (`ROOST_FILES_NAME_MAX` and so on).
  package static let (maximumBytes, maximumPart, maximumDepth) = (512, 255, 8)
  /// What the host's own names in the folder begin with.
  static let reserved = ".roost-"

  /// The whole name.
  package let text: String
  let parts: [String]

  /// Reads a name.
  ///
  /// - Throws: what is wrong with it, of the kind `invalid`.
  package init(_ bytes: some Collection<UInt8>) throws(FileFailure) {
    guard (1...Self.maximumBytes).contains(bytes.count) else {
      throw FileFailure(.invalid, "a file's name has 1 to \(Self.maximumBytes) bytes, not \(bytes.count)")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw FileFailure(.invalid, "a file's name is UTF-8 text — hint: encode what is not")
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if let why = Self.objection(text, parts) {
      throw FileFailure(.invalid, "the file's name \(Problem.quote(text)) — \(why) — hint: see roost/files.h")
    }
    self.text = text
    self.parts = parts
  }

  /// The parts of the folder it lies in, as a path; empty for the plugin's folder itself.
  var parent: String { parts.dropLast().joined(separator: "/") }

  /// The last part.
  var last: String { parts[parts.count - 1] }

  var quoted: String { Problem.quote(text) }

  private static func objection(_ text: String, _ parts: [String]) -> String? {
    if text.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F }) { return "it holds a control character" }
    if parts.count > maximumDepth { return "it has more than \(maximumDepth) parts" }
    for part in parts {
      if part.isEmpty { return "a part of it is empty" }
      if part == "." || part == ".." { return "\(Problem.quote(part)) is no part of a name" }
      if part.utf8.count > maximumPart { return "a part of it has more than \(maximumPart) bytes" }
    }
    // By bytes: what is equal by Unicode's rules is another file.
    if parts[0].utf8.starts(with: reserved.utf8) { return "\(reserved) begins names of the host's own" }
    return nil
  }
}
