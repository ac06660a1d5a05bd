import Glibc
import RoostManifestFormat

/// The id of the Swift toolchain: the tag in parentheses that `swiftc --version` prints.
///
/// Two images may share a Swift runtime only when both were compiled by the same one; the version
/// number alone does not tell a snapshot from a release.
enum Toolchain {
  /// Asks the compiler at the path, or the `swiftc` on PATH.
  static func id(compiler: String?) throws(ToolError) -> String {
    let compiler = compiler ?? "swiftc"
    let output = try Subprocess.output(of: [compiler, "--version"])
    guard let id = parse(output) else {
      throw ToolError([
        "roost-manifest: error: \(compiler) --version names no toolchain in parentheses — "
          + "pass a Swift 6.3 compiler with --swiftc"
      ])
    }
    return id
  }

  /// `Swift version 6.3.1 (swift-6.3.1-RELEASE)`: what stands in the first parentheses after
  /// `Swift version`.
  static func parse(_ output: String) -> String? {
    for line in output.split(separator: "\n") {
      let words = line.split(separator: " ")
      guard zip(words, words.dropFirst()).contains(where: { $0 == "Swift" && $1 == "version" }),
        let open = line.firstIndex(of: "("), let close = line[open...].firstIndex(of: ")")
      else { continue }
      let id = String(line[line.index(after: open)..<close])
      return ManifestContent.isToolchainID(id) ? id : nil
    }
    return nil
  }
}
