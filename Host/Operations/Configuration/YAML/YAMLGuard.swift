/// Finds what has to be refused before the parser sees it.
///
/// The parser hashes the keys of each mapping, whatever they are. Nested aliases in a key would cost it time
/// exponential in the length of the text, and keys that are containers within each other quadratic time.
enum YAMLGuard {
  /// Bytes that may be hashed again because a container is a key.
  private static let maxRehashedBytes = 16 << 20

  /// Whether the text may have so many containers as keys that hashing them takes seconds.
  ///
  /// Such a key is marked by `?`, or ends in a bracket and a colon on its last line.
  static func hasCostlyKeys(_ bytes: [UInt8]) -> Bool {
    var count = 0
    for (offset, byte) in bytes.enumerated() {
      switch byte {
      case UInt8(ascii: "?"):
        let isToken = offset == 0 || !isWord(bytes[offset - 1])
        if isToken, offset + 1 == bytes.count || bytes[offset + 1] <= 0x20 { count += 1 }
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        let next = bytes[(offset + 1)...].prefix(64).first { $0 != 0x20 && $0 != 0x09 }
        if next == nil || next == UInt8(ascii: ":") { count += 1 }
      default: break
      }
    }
    return count * bytes.count > maxRehashedBytes
  }

  /// The offset of the first alias: a `*name` whose `&name` is in the text too.
  ///
  /// `*emphasis*` in a message never has this form by accident. A false alarm is possible in a text that
  /// quotes YAML; a miss is not, since whatever the parser takes for an anchor or alias has this form
  /// (libyaml 0.2.5, `yaml_parser_scan_anchor`).
  static func firstAlias(in bytes: [UInt8]) -> Int? {
    guard bytes.contains(UInt8(ascii: "&")), bytes.contains(UInt8(ascii: "*")) else { return nil }
    let anchors = Set(names(after: UInt8(ascii: "&"), in: bytes).map(\.name))
    return names(after: UInt8(ascii: "*"), in: bytes).first { anchors.contains($0.name) }?.offset
  }

  private static func names(
    after indicator: UInt8, in bytes: [UInt8]
  ) -> [(offset: Int, name: ArraySlice<UInt8>)] {
    bytes.indices.compactMap { offset in
      guard bytes[offset] == indicator, offset == 0 || !isWord(bytes[offset - 1]) else { return nil }
      let name = bytes[(offset + 1)...].prefix(while: isWord)
      guard !name.isEmpty, name.endIndex == bytes.endIndex || endsName(bytes[name.endIndex]) else {
        return nil
      }
      return (offset, name)
    }
  }

  /// A character of an anchor's name. A token never starts right behind one.
  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"), UInt8(ascii: "-"):
      true
    default: false
    }
  }

  /// White space (a byte above 0x7F may begin a Unicode line break), NUL, or one of `?:,]}%@` and backquote.
  private static func endsName(_ byte: UInt8) -> Bool {
    byte <= 0x20 || byte >= 0x80 || "?:,]}%@`".utf8.contains(byte)
  }
}
