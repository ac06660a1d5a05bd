/// Text and bytes that programs stumble over.
enum HostileText {
  /// Text for parameters, queries, headers and messages.
  static let all: [String] = [
    "", " ", "0", "-1", "1", "99999999999999999999999999", "-9223372036854775808", "18446744073709551615",
    "1e309", "NaN", "true", "null", "undefined", "{}", "[]", "{", "\"", "'", "\\", "`", ";", ",", "=", "&",
    "%", "%%", "%s%n%p%x", "%00", "../../../../etc/passwd", "..\\..\\", "/", "//", ".", "..",
    "' OR 1=1 --", "<script>alert(1)</script>", "${jndi:ldap://x}", "{{7*7}}", "$(id)", "| id",
    "\u{FEFF}", "\u{200B}", "\u{202E}txt", "\u{FFFD}", "\u{FFFF}", "\u{10FFFF}", "\u{7F}", "\u{80}",
    "e\u{301}\u{301}\u{301}", "\u{1F468}\u{200D}\u{1F469}\u{200D}\u{1F467}", "İi", "ß", "ﷺ",
    "name=value; name=value", "a=b&a=c", "multipart/form-data; boundary=", "text/plain; charset=\"",
    String(repeating: "a", count: 4096), String(repeating: "ü", count: 2048),
    String(repeating: "(", count: 1000),
  ]

  /// Bytes that are no UTF-8: stray and missing continuations, overlong forms, surrogates, past the end.
  static let notUTF8: [[UInt8]] = [
    [0x80], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xF0, 0x9F, 0x98], [0xC0, 0xAF], [0xE0, 0x80, 0xAF],
    [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xFE], [0xFF, 0xFF],
    Array(UInt8(0x80)...0xFF),
  ]

  /// Bodies, most of them JSON that is not.
  static func bodies(_ generator: inout SeededGenerator) -> [(name: String, bytes: [UInt8])] {
    let texts = [
      "{", "}", "[", "{\"", "{\"a\"", "{\"a\":", "{\"a\":}", "{\"a\":1,}", "{'a':1}", "[1,]", "nul",
      "\"\\u12\"",
      "\"\\ud800\"", "01", "1e", "{\"a\":1}{\"a\":2}", "{\"a\":1,\"a\":2}", "\u{FEFF}{}", "null", "true", "0",
      "\"\"", "{}", "[]", "a=1&b=%zz&c", "--x\r\nContent-Disposition: form-data; name=\"a\r\n\r\n",
    ]
    var bodies = texts.map { (name: "the body \($0)", bytes: Array($0.utf8)) }
    bodies += notUTF8.map { (name: "a body that is no UTF-8", bytes: $0) }
    bodies += [
      ("an empty body", []), ("a body of a zero byte", [0]),
      ("10,000 opened lists", Array(repeating: UInt8(ascii: "["), count: 10_000)),
      ("10,000 nested objects", Array(String(repeating: "{\"a\":", count: 10_000).utf8)),
      ("a megabyte of random bytes", generator.bytes(1 << 20)),
      ("a megabyte of one string", [0x22] + Array(repeating: 0x61, count: (1 << 20) - 2) + [0x22]),
    ]
    for _ in 0..<20 {
      bodies.append(("random bytes", generator.bytes(Int.random(in: 1...512, using: &generator))))
    }
    return bodies
  }
}
