/// The content's text form: lines `key=value`, an empty line, the JSON.
extension ManifestContent {
  /// More than the longest head there can be; a head without an end is refused here.
  private static let maximumHead = 1024

  /// The content as one run of bytes.
  func serialized() -> [UInt8] {
    var head = "abi=\(abi)\nhost=\(host)\nruntime=\(runtime.rawValue)\n"
    if let toolchain { head += "toolchain=\(toolchain)\n" }
    return Array((head + "\n").utf8) + json
  }

  /// Reads what ``serialized()`` wrote; the lines may come in any order.
  init(serialized bytes: [UInt8]) throws(ManifestFormatError) {
    let (lines, jsonStart) = try Self.lines(bytes)
    var values: [String: String] = [:]
    for (index, line) in lines.enumerated() {
      let parts = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else {
        throw Self.malformed("line \(index + 1)", "\"\(line)\" is not \"key=value\"")
      }
      let key = String(parts[0])
      guard ["abi", "host", "runtime", "toolchain"].contains(key) else {
        throw Self.malformed("line \(index + 1)", "\"\(key)\" is not a known key")
      }
      guard values.updateValue(String(parts[1]), forKey: key) == nil else {
        throw Self.malformed("line \(index + 1)", "\"\(key)\" is given twice")
      }
    }
    abi = try Self.abi(values["abi"])
    host = try Self.host(values["host"])
    runtime = try Self.runtime(values["runtime"])
    toolchain = values["toolchain"]
    json = Array(bytes[jsonStart...])
    try checkToolchain()
  }

  /// Refuses a toolchain that is absent, superfluous or unprintable.
  func checkToolchain() throws(ManifestFormatError) {
    switch (runtime, toolchain) {
    case (.shared, nil):
      throw Self.malformed(
        "toolchain", "a plugin that shares the host's Swift runtime must name its toolchain")
    case (.none, _?):
      throw Self.malformed("toolchain", "a plugin without Swift must not name one")
    case (_, let id?) where !Self.isToolchainID(id):
      throw Self.malformed("toolchain", "it must be 1 to 128 printable ASCII characters")
    default: return
    }
  }

  /// The head's lines, and where the JSON begins.
  private static func lines(_ bytes: [UInt8]) throws(ManifestFormatError) -> ([Substring], Int) {
    let limit = min(bytes.count, maximumHead)
    var end = 0
    while end + 1 < limit, !(bytes[end] == 0x0a && bytes[end + 1] == 0x0a) { end += 1 }
    guard end + 1 < limit else {
      throw malformed("head", "no empty line within the first \(maximumHead) bytes")
    }
    guard bytes[..<end].allSatisfy({ $0 == 0x0a || (0x20...0x7e).contains($0) }) else {
      throw malformed("head", "it holds bytes that are not printable ASCII")
    }
    let text = String(decoding: bytes[..<end], as: UTF8.self)
    return (text.split(separator: "\n", omittingEmptySubsequences: false), end + 2)
  }

  private static func abi(_ text: String?) throws(ManifestFormatError) -> ABI {
    let numbers = (text ?? "").split(separator: ".", omittingEmptySubsequences: false).map { part in
      part.utf8.count <= 6 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard numbers.count == 2, let major = numbers[0], let minor = numbers[1] else {
      throw malformed("abi", text.map { "\"\($0)\" is not MAJOR.MINOR" } ?? "it is missing")
    }
    return ABI(major: major, minor: minor)
  }

  private static func host(_ text: String?) throws(ManifestFormatError) -> SemanticVersion {
    guard let version = SemanticVersion(text ?? "") else {
      throw malformed("host", text.map { "\"\($0)\" is not a semantic version" } ?? "it is missing")
    }
    return version
  }

  private static func runtime(_ text: String?) throws(ManifestFormatError) -> Runtime {
    guard let runtime = Runtime(rawValue: text ?? "") else {
      throw malformed(
        "runtime", text.map { "\"\($0)\" is none of shared, private, none" } ?? "it is missing")
    }
    return runtime
  }

  private static func malformed(_ location: String, _ reason: String) -> ManifestFormatError {
    ManifestFormatError(
      .head, at: location, reason,
      hint: "build the plugin with the build-tool plugin RoostManifest, or ROOST_MANIFEST in C")
  }
}
