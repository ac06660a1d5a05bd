import Testing

@testable import ModerationDomain

@Suite struct ClassifierTests {
  private func trained() -> SpamClassifier {
    var classifier = SpamClassifier()
    for number in 0..<10 {
      classifier.learn("earn money fast with crypto number \(number), write me", isSpam: true)
      classifier.learn("who has been to the lake near house \(number) this summer", isSpam: false)
    }
    return classifier
  }

  @Test func `it says nothing before it has learnt of both kinds`() {
    var classifier = SpamClassifier()
    for number in 0..<20 { classifier.learn("text \(number)", isSpam: true) }
    #expect(classifier.score("text") == nil)
    for number in 0..<10 { classifier.learn("other \(number)", isSpam: false) }
    #expect(classifier.score("text") != nil)
  }

  @Test func `it learns from decisions, and sees through look-alikes`() throws {
    let classifier = trained()
    #expect(try #require(classifier.score("earn fast crypto money")) > 4)
    #expect(try #require(classifier.score("the lake was warm this summer")) < -4)
    // Cyrillic а, е and о, and hidden characters.
    #expect(try #require(classifier.score("еаrn fаst crypt\u{200B}о mоnеy")) > 4)
    #expect(classifier.score("") == 0)
  }

  @Test func `what was never seen says nothing, whatever is known more of`() throws {
    var classifier = trained()
    for number in 0..<200 { classifier.learn("who has been to the lake near house \(number)", isSpam: false) }
    #expect(abs(try #require(classifier.score("ζξψ ψξζ ξψζ ζψξ"))) < 0.5)
  }

  @Test func `a check says what it thinks`() {
    var checks = Checks()
    checks.classifier = trained()
    func result(_ text: String) -> Verdict.Result? {
      let input = CheckInput(item: ItemID(rawValue: 1), content: Content(text: FormattedText(text)))
      return checks.run(input, at: Moment(seconds: 0)).first { $0.check == .classifier }?.result
    }
    #expect(result("who has been to the lake") == .clear)
    guard case .suspicious = result("earn money fast with crypto, write me") else {
      Issue.record("spam is clear")
      return
    }
  }

  @Test func `what is unlearnt was never learnt`() {
    let before = trained()
    var classifier = before
    classifier.learn("one more, and with a piece twice: more", isSpam: true)
    #expect(classifier != before)
    classifier.unlearn("one more, and with a piece twice: more", isSpam: true)
    #expect(classifier == before)
    var empty = SpamClassifier()
    empty.unlearn("never learnt", isSpam: false)
    #expect(empty == SpamClassifier())
  }

  @Test func `a text counts each piece once, however often it says it`() {
    #expect(
      Grams.buckets("spam spam spam spam", bits: 17).count == Grams.buckets("spam spam spam", bits: 17).count)
  }

  @Test func `it is kept in few bytes`() throws {
    let classifier = trained()
    let bytes = classifier.kept()
    #expect(SpamClassifier(kept: bytes) == classifier)
    #expect(bytes.count < 2000)
  }

  @Test func `what is damaged is not read`() {
    let bytes = trained().kept()
    #expect(SpamClassifier(kept: []) == nil)
    #expect(SpamClassifier(kept: [2] + bytes.dropFirst()) == nil)
    #expect(SpamClassifier(kept: Array(bytes.dropLast())) == nil)
    #expect(SpamClassifier(kept: [1, 1, 1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1, 1]) == nil)
    // A bucket past the last, and none at all.
    #expect(SpamClassifier(kept: [1, 1, 1, 0x81, 0x80, 0x08, 1, 1]) == nil)
    #expect(SpamClassifier(kept: [1, 1, 1, 0x80, 0x80, 0x08, 1, 1]) != nil)
    #expect(SpamClassifier(kept: [1, 1, 1, 0, 1, 1]) == nil)
    var random = SplitMix(state: 3)
    for _ in 0..<300 {
      _ = SpamClassifier(kept: [1] + (0..<50).map { _ in UInt8.random(in: 0...255, using: &random) })
    }
  }
}
