import Testing

@testable import HostOperations

struct RedactionTests {
  static let token = "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"

  @Test(arguments: [
    (token, "123456:[token]"),
    ("POST /bot\(token)/getMe failed", "POST /bot123456:[token]/getMe failed"),
    ("/bot123456%3AAAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw/x", "/bot123456%3A[token]/x"),
    ("card 4111111111111111.", "card [card]1111."),
    ("card 4111 1111 1111 1111 exp", "card [card]1111 exp"),
    ("card 4111-1111-1111-1111", "card [card]1111"),
    ("amex 378282246310005", "amex [card]0005"),
    ("amex 3782 822463 10005", "amex [card]0005"),
    ("mistyped 6037991234567890", "mistyped [card]7890"),
    ("19 digits 6304000000000000000", "19 digits [card]0000"),
    ("\(token) \(token)", "123456:[token] 123456:[token]"),
  ]) func `secrets are masked`(text: String, expected: String) {
    #expect(Redaction.redact(text) == expected)
  }

  @Test(arguments: [
    "update 123456789 in chat -1001234567890", "12345:short", "123456:tooshorttobeatoken",
    "at 1767225600123456789 ns", "2026-11-22 19:51:36", "2026-11-22 2026-11-23", "0.3333333333333333",
    "1234", "1234 5678", "", "سلام 123", "12345678901234567890123",
  ]) func `what is no secret stays`(text: String) {
    #expect(Redaction.redact(text) == text)
  }

  @Test func `a secret across the length limit of a value is masked and not cut in two`() {
    var line: [UInt8] = []
    LogText.append(String(repeating: "x", count: 80) + Self.token, limit: 100, .json, to: &line)
    let text = String(decoding: line, as: UTF8.self)
    #expect(text.hasSuffix("x123456:[token]"))
    line = []
    LogText.append(String(repeating: "x", count: 90) + "4111111111111111", limit: 100, .json, to: &line)
    #expect(!String(decoding: line, as: UTF8.self).contains("4111"))
  }
}
