import RoostJSON
import Testing

@testable import HostOperations

@Suite struct YAMLDocumentTests {
  private func read(_ text: String) throws -> YAMLDocument {
    try YAMLDocument(Array(text.utf8), file: "a.yaml")
  }

  private func problems(_ text: String) throws -> [String] {
    try #require(throws: ConfigurationError.self) { try read(text) }.problems.map(\.description)
  }

  @Test(arguments: [
    // Null and truth values.
    ("", "null"), ("~", "null"), ("null", "null"), ("NULL", "null"), ("nUll", "\"nUll\""), ("true", "true"),
    ("True", "true"), ("FALSE", "false"), ("tRue", "\"tRue\""), ("no", "\"no\""), ("on", "\"on\""),
    ("yes", "\"yes\""), ("off", "\"off\""), ("y", "\"y\""),
    // Numbers.
    ("0", "0"), ("-0", "-0"), ("+12", "12"), ("010", "10"), ("0o17", "15"), ("0x1fF", "511"),
    ("1_000", "\"1_000\""),
    ("0b1", "\"0b1\""), ("1:30", "\"1:30\""), ("-0x1", "\"-0x1\""), ("0x", "\"0x\""), ("0o8", "\"0o8\""),
    ("1.5", "1.5"), (".5", "0.5"), ("-.5", "-0.5"), ("1.", "1"), ("1e3", "1e3"), ("1E+3", "1e3"),
    ("1.5e-3", "1.5e-3"), ("1e", "\"1e\""), (".", "\".\""), ("+", "\"+\""),
    ("1.2.3", "\"1.2.3\""),
    ("123456789012345678901234567890", "123456789012345678901234567890"), ("00.50", "0.50"),
    // Text.
    ("2026-11-22", "\"2026-11-22\""), ("'5'", "\"5\""), ("\"true\"", "\"true\""), ("!!str 5", "\"5\""),
    ("|\n  5\n", "\"5\\n\""), ("a: b", "{\"a\":\"b\"}"), ("'\u{661}'", "\"\u{661}\""),
    ("\u{661}", "\"\u{661}\""),
  ])
  func `scalars mean what the core schema says`(text: String, json: String) throws {
    let value = try #require(read("- " + text).value.array?.first)
    #expect(value.serializedString() == json)
  }

  @Test(arguments: [".inf", "-.Inf", ".nan", "0xFFFFFFFFFFFFFFFFFF", String(repeating: "9", count: 401)])
  func `numbers that JSON cannot hold are refused`(text: String) throws {
    #expect(try problems("a: " + text).count == 1)
  }

  @Test func `each value and key knows its place`() throws {
    let document = try read("a:\n  - b: 1\n    ü: {x: y}\n")
    let path = DataPath("a").index(0).member("ü").member("x")
    #expect(document.position(of: path) == SourcePosition(line: 3, column: 12))
    #expect(document.position(of: path, ofKey: true) == SourcePosition(line: 3, column: 9))
    #expect(document.position(of: path.parent.member("none")) == SourcePosition(line: 3, column: 8))
    #expect(document.value(at: path) == .string("y"))
    #expect(path.dotted == "a[0].\"ü\".x")
    #expect(DataPath("a/b~c").index(3).pointer == "/a~1b~0c/3")
  }

  @Test(arguments: ["", "# nothing\n", "---\n", "---\n...\n", "null", "\u{FEFF}"])
  func `an empty document is an empty map`(text: String) throws {
    #expect(try read(text).value == .object([]))
  }

  @Test(arguments: [
    ("a: 1\nb: 2\na: 3\n", "a.yaml:3:1: has a key twice: \"a\" — hint: keep one of them"),
    ("1: a\n'1': b\n", "a.yaml:2:1: has a key twice: \"1\" — hint: keep one of them"),
    ("a: 1\n---\nb: 2\n", "a.yaml:2:1: has a second document — hint: keep one; a line of --- begins another"),
    ("a: !x b", "a.yaml:1:4: a: has the tag \"!x\" — hint: leave it out"),
    ("a: !!binary AAAA", "a.yaml:1:4: a: has the tag \"tag:yaml.org,2002:binary\" — hint: leave it out"),
    ("[a, b]: c", "a.yaml:1:1: has a key that is not text — hint: write keys as plain or quoted text"),
    ("a: &x 1\nb: *x\n", "a.yaml:2:4: uses an alias — hint: repeat the value; quote it if it is text"),
    ("ü: &x 1\nöö: [*x]\n", "a.yaml:2:6: uses an alias — hint: repeat the value; quote it if it is text"),
  ])
  func `what configuration has no use for is refused`(text: String, problem: String) throws {
    #expect(try problems(text) == [problem])
  }

  @Test func `text with stars and ampersands is no alias`() throws {
    let document = try read("a: |\n  *bold* & *Hello* there, R&D * 2\nb: x&y *z\nc: &anchor 1\n")
    #expect(document.value["a"]?.string == "*bold* & *Hello* there, R&D * 2\n")
  }

  @Test func `a document that grows by aliases is refused before it grows`() throws {
    var text = "a0: &a0 [x, x]\n"
    for level in 1...40 { text += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    text += "? *a40\n: 1\n"
    #expect(try problems(text).count == 1)
  }

  @Test func `keys that are containers are refused before they cost time`() throws {
    let nested = String(repeating: "? ", count: 300) + "[" + String(repeating: "a,", count: 100_000) + "]"
    #expect(try problems(nested)[0].contains("too many keys that are not text"))
    let key = String(repeating: "{", count: 160) + "a: 1" + String(repeating: "}: 1", count: 160)
    #expect(
      try problems("[" + String(repeating: key + ",", count: 100) + "]")[0].contains("too many keys that"))
    let prose = "a: |\n" + String(repeating: "  [1]: https://example.org/ Really? Yes.\n", count: 400)
    #expect(throws: Never.self) { try read(prose) }
  }

  @Test func `broken text is refused with its place`() throws {
    for text in [
      "a: [1", "a: 'b", "a:\n\t- b", "a: b: c", "@", "%YAML 9.9\n--- a", "a: *none", "{", "\"\\x\"",
    ] {
      let found = try problems(text)
      #expect(found.count == 1)
      #expect(found[0].hasPrefix("a.yaml:"))
      #expect(found[0].contains("is not YAML") || found[0].contains("alias"), "\(found[0])")
    }
    #expect(try problems("a: \u{1}").first?.contains("does not allow (U+1)") == true)
    #expect(throws: ConfigurationError.self) { try YAMLDocument([0x61, 0x3A, 0x20, 0xFF], file: "a.yaml") }
  }

  @Test func `depth is bounded`() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try read(nested(32)) }
    #expect(
      try problems(nested(33)) == [
        "a.yaml:1:33: \(String(repeating: "[0]", count: 32)): is nested deeper than 32 levels"
      ])
    #expect(throws: ConfigurationError.self) { try read(nested(100_000)) }
  }

  @Test func `size and number of values are bounded`() throws {
    let longest = "a: " + String(repeating: "x", count: YAMLDocument.Limits.bytes - 3)
    #expect(throws: Never.self) { try read(longest) }
    #expect(try problems(longest + "x").count == 1)
    let most = "[" + String(repeating: "1,", count: YAMLDocument.Limits.nodes - 1) + "]"
    #expect(throws: Never.self) { try read(most) }
    #expect(try problems("[1," + most.dropFirst()).count == 1)
  }

  @Test func `control characters of a file stay out of messages`() throws {
    let found = try problems("\"a\\e[31m\\n\": .nan")
    #expect(found[0].contains("\\u{1b}") && !found[0].contains("\u{1b}"))
  }
}
