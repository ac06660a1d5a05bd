/// Finds the first alias in YAML text, without parsing it.
///
/// Aliases have to be refused before the parser sees them: it hashes the keys of each mapping, so that
/// nested aliases in a key cost it time exponential in the length of the text. An alias counts when its
/// name also follows an `&` in the text, which `*emphasis*` in a message never does by accident. A false
/// alarm is possible in a text that quotes YAML; a miss is not, since whatever the parser takes for an
/// anchor or alias has this form (libyaml 0.2.5, `yaml_parser_scan_anchor`).
enum YAMLAliases {
  /// The offset of the first `*name` whose `&name` is in the text too.
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
