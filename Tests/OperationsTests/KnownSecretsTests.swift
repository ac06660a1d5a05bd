import Testing

@testable import HostOperations

@Suite struct KnownSecretsTests {
  private let known = KnownSecrets()

  private func masked(_ text: String) -> String {
    var text = text
    return text.withUTF8 { bytes in
      var result: [UInt8] = []
      var position = 0
      for mask in unsafe Redaction.masks(in: bytes, known.index) {
        unsafe result.append(contentsOf: bytes[position..<mask.range.lowerBound])
        result.append(contentsOf: mask.replacement.utf8)
        position = mask.range.upperBound
      }
      unsafe result.append(contentsOf: bytes[position...])
      return String(decoding: result, as: UTF8.self)
    }
  }

  @Test(arguments: [
    ("correct-horse", "[secret]"), ("a correct-horse b", "a [secret] b"),
    ("correct-horsecorrect-horse", "[secret][secret]"),
    ("correct-hors", "[secret]"), ("it ends in correct-", "it ends in [secret]"),
    ("it ends in correct", "it ends in correct"),
    ("correct-hors e", "correct-hors e"), ("Correct-horse", "Correct-horse"), ("", ""),
    // Longer and overlapping ones, and one that also looks like a card.
    ("correct-horse-battery", "[secret]"), ("horse-battery-staple", "[secret]"),
    ("correct-horse-battery-staple", "[secret]"),
    ("4111111111111111", "[secret]"), ("x 123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "x [secret]"),
  ]) func `a known secret is masked wherever it is`(_ text: String, _ expected: String) {
    known.learn(
      [
        "correct-horse", "correct-horse-battery", "horse-battery-staple", "4111111111111111",
        "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
      ].map { Secret($0) })
    #expect(masked(text) == expected)
  }

  @Test func `each line of a secret of several is one`() {
    known.learn([Secret("-----BEGIN KEY-----\r\nMIIEvQIBADANBgkq\nshort\n")])
    #expect(masked("got MIIEvQIBADANBgkq of it") == "got [secret] of it")
    #expect(masked("-----BEGIN KEY-----") == "[secret]")
    #expect(masked("short") == "short")
  }

  @Test func `what is too short is not looked for, and what was learnt before stays`() {
    known.learn([Secret("short"), Secret("first-secret")])
    known.learn([Secret("second-secret")])
    #expect(masked("short first-secret second-secret") == "short [secret] [secret]")
  }

  @Test func `other masks stay as they were`() {
    known.learn([Secret("first-secret")])
    #expect(masked("first-secret card 4111111111111111.") == "[secret] card [card]1111.")
  }
}
