import RoostJSON
import Testing

struct ParserTests {
  @Test(arguments: [
    ("null", "null"), (" \t\r\n true ", "true"), ("false", "false"), ("0", "0"), ("-0", "-0"),
    ("-0.0e-0", "-0.0e-0"), ("1E+2", "1E+2"), ("123456789012345678901234567890", nil),
    ("[]", "[]"), ("[ ]", "[]"), ("{ }", "{}"), ("[[],{}]", "[[],{}]"), (#"{"":0}"#, #"{"":0}"#),
    (#"{ "a" : 1 , "b" : [ 1 , 2 ] }"#, #"{"a":1,"b":[1,2]}"#), (#"{"a":{"a":1}}"#, nil),
    (#""\"\\\/\b\f\n\r\t""#, #""\"\\/\b\f\n\r\t""#), (#""\u0041\u00e9\u20AC\uD83D\uDE00""#, "\"Aé€😀\""),
    (#""\u0000\u001f\u007f""#, "\"\\u0000\\u001f\u{7F}\""), ("\"\u{2028}\u{10FFFF}\"", nil),
    (#""12345678\n12345678é12345678\"1""#, nil), (#""\ud7ff\ue000""#, "\"\u{D7FF}\u{E000}\""),
    (#""\udbff\udfff\ud800\udc00""#, "\"\u{10FFFF}\u{10000}\""),
  ])
  func `a valid text is read and written compactly`(text: String, compact: String?) throws {
    #expect(try JSONValue(parsing: text).serializedString() == compact ?? text)
  }

  @Test(arguments: [
    "", " ", "nul", "nulll", "True", "NaN", "Infinity", "-Infinity", "undefined", "'a'", "a", "\u{0}",
    "0\u{0}",
    "+1", "-", "--1", "01", "-01", "00", "1.", ".5", "1.e1", "1e", "1e+", "1e1.5", "0x1", "1_000", "1 2",
    "1a",
    "[", "]", "[1", "[1,", "[1,]", "[,1]", "[,]", "[1 2]", "[1}", "[1]]", "[1],", "//a\n1", "/**/1",
    "{", "}", "{1:2}", "{a:1}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,\"a\":1}", "{\"a\" 1}",
    "{\"a\":1 \"b\":2}",
    "{\"a\":1]", "{\"a\":1}}", "{\"a\":1,,\"b\":2}", "{null:1}", "{\"a\":1", "{\"a\"", "{\"a\":", "{\"a",
    "\"", "\"a", "\"\\\"", "\"\\", "\"\\x\"", "\"\\'\"", "\"\\u\"", "\"\\u12\"", "\"\\u123g\"", "\"\\U0041\"",
    "\"\n\"", "\"\t\"", "\"\u{0}\"", "\"\u{1F}\"", "\"1234567\u{1F}\"", "\"\\n\u{1F}\"", "\u{FEFF}1",
    "\u{A0}1", "\u{C}1", "\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\ud800\"", "\"\\ud800\\n\"", "\"\\ud800a\"",
    "\"\\ud800\\u\"", "\"\\udc00\\ud800\"", "\"\\ud800", "\"\\ud800\\u0041\"",
  ])
  func `a text that RFC 8259 does not allow is refused`(text: String) {
    #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
  }

  @Test(
    arguments: [
      [0x80], [0xBF], [0xC0, 0x80], [0xC1, 0xBF], [0xC3], [0xC3, 0x28], [0xE0, 0x80, 0x80],
      [0xE0, 0x9F, 0xBF],
      [0xED, 0xA0, 0x80], [0xED, 0xBF, 0xBF], [0xE2, 0x82], [0xE2, 0x28, 0xA1], [0xF0, 0x80, 0x80, 0x80],
      [0xF0, 0x8F, 0xBF, 0xBF], [0xF0, 0x9F, 0x98], [0xF4, 0x90, 0x80, 0x80], [0xF5, 0x80, 0x80, 0x80],
      [0xFE], [0xFF], [0xEF, 0xBF],
    ] as [[UInt8]])
  func `bytes that are not UTF-8 are refused`(bytes: [UInt8]) {
    for prefix in ["", "1234567", "12345678", "\\n", "é"] {
      let text = [0x22] + Array(prefix.utf8) + bytes
      #expect(throws: JSONError.self) { try JSONValue(parsing: text + [0x22]) }
      #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
      #expect(throws: JSONError.self) { try JSONValue(parsing: [0x7B] + text + Array("\":1}".utf8)) }
    }
  }

  @Test(arguments: 1...40)
  func `a repeated name is refused, also when escaped, also among many`(others: Int) {
    let members = (0..<others).map { "\"name\($0)\":{\"x\":0}," }.joined()
    for name in ["name\(others / 2)", "n\\u0061me\(others - 1)", "name0"] {
      #expect(throws: JSONError.self) { try JSONValue(parsing: "{\(members)\"\(name)\":1}") }
    }
    #expect(throws: Never.self) { try JSONValue(parsing: "[{\(members)\"x\":1},{\(members)\"name\":1}]") }
  }

  @Test func `depth is counted over arrays and objects, and its limit is exact`() throws {
    let text = String(repeating: "[{\"a\":", count: 32) + "1" + String(repeating: "}]", count: 32)
    #expect(throws: Never.self) { try JSONValue(parsing: text) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: "[\(text)]") }
    #expect(throws: Never.self) { try JSONValue(parsing: "[\(text)]", maximumDepth: 65) }
    #expect(throws: Never.self) { try JSONValue(parsing: "1", maximumDepth: 0) }
    #expect(throws: JSONError.self) { try JSONValue(parsing: "[]", maximumDepth: 0) }
    #expect(throws: Never.self) { try JSONValue(parsing: "[[],[],[]]", maximumDepth: 2) }
    let deep = [UInt8](repeating: 0x5B, count: 1_000_000)
    #expect(throws: JSONError.self) { try JSONValue(parsing: deep, maximumDepth: .max) }
  }

  @Test(arguments: [
    ("", 0, 1, 1), ("[1,\n  2,\n  x]", 11, 3, 3), ("{\"é\": tru}", 7, 1, 7),
    ("{\"a\":1,\n\"a\":2}", 9, 2, 2),
    ("[1", 2, 1, 3), ("\"ab\u{1}\"", 3, 1, 4), ("[\"\\n\",\r\n?]", 8, 2, 1), ("1 2", 2, 1, 3),
  ])
  func `an error names the byte, the line and the column`(text: String, offset: Int, line: Int, column: Int) {
    let error = #expect(throws: JSONError.self) { try JSONValue(parsing: text) }
    #expect(error?.offset == offset)
    #expect(error?.line == line)
    #expect(error?.column == column)
    #expect(error?.description.hasPrefix("line \(line), column \(column): ") == true)
  }

  @Test func `the text may be any collection of bytes`() throws {
    let text = "{\"a\":[1,\"é\"]}"
    let expected = try JSONValue(parsing: text)
    #expect(try JSONValue(parsing: Array(text.utf8)) == expected)
    #expect(try JSONValue(parsing: Array("x\(text)".utf8).dropFirst()) == expected)
    #expect(try JSONValue(parsing: AnyCollection(Array(text.utf8))) == expected)
    let raw = try unsafe Array(text.utf8).withUnsafeBytes { try unsafe JSONValue(parsing: $0) }
    #expect(raw == expected)
    #expect(throws: JSONError.self) {
      try unsafe JSONValue(parsing: UnsafeRawBufferPointer(start: nil, count: 0))
    }
  }

  @Test func `the pretty form indents by two spaces and keeps empty containers on one line`() throws {
    let value = try JSONValue(parsing: #"{"a":[1,{}],"b":[],"c":{"d":null}}"#)
    let expected = """
      {
        "a": [
          1,
          {}
        ],
        "b": [],
        "c": {
          "d": null
        }
      }
      """
    #expect(value.serializedString(pretty: true) == expected)
    #expect(try JSONValue(parsing: expected) == value)
  }

  @Test(arguments: [
    ("1", 1), ("-0", 0), ("1e3", 1000), ("2.0", 2), ("1.50e1", 15), ("0.0e99999999999999999999", 0),
    ("1.5", nil),
    ("9223372036854775807", Int.max), ("-9223372036854775808", Int.min), ("9223372036854775808", nil),
    ("9223372036854775807.0", Int.max), ("922337203685477580.7e1", Int.max),
    ("1e18", 1_000_000_000_000_000_000),
    ("1e19", nil), ("1e-1", nil), ("10e-1", 1), ("1e99999999999999999999", nil), ("1000e-3", 1),
  ])
  func `a number is an integer when its value is one and fits`(text: String, value: Int?) throws {
    #expect(try JSONValue(parsing: text).int == value)
  }
}
