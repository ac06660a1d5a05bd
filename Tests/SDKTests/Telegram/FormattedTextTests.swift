@testable import RoostTelegram
import Testing

/// Texts with entities, and how long ones are split.
@Suite struct FormattedTextTests {
  private static let alphabet = [
    "a", "Ж", "  ", " ", "\n", "\n\n", "\r\n", "🍵", "👨‍👩‍👧‍👦", "e\u{301}", "🇮🇷", "x", "word",
  ]

  private func randomText(_ count: Int, _ generator: inout some RandomNumberGenerator) -> FormattedText {
    let text = (0..<count).map { _ in Self.alphabet.randomElement(using: &generator)! }.joined()
    let units = text.utf16.count
    let entities = (0..<Int.random(in: 0...8, using: &generator)).map { _ in
      let offset = Int.random(in: 0...max(0, units - 1), using: &generator)
      return TextEntity(
        [.bold, .code, .link("u")].randomElement(using: &generator)!, offset: offset,
        length: Int.random(in: 0...units - offset, using: &generator))
    }
    return FormattedText(text, entities)
  }

  @Test func `parts put together are the text, no longer than allowed, and entities add up`() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<400 {
      let text = randomText(Int.random(in: 0...200, using: &generator), &generator)
      let limit = Int.random(in: 12...90, using: &generator)
      let parts = text.split(limit: limit)
      #expect(parts.map(\.text).joined() == text.text)
      #expect(parts.allSatisfy { (1...limit).contains($0.count) })
      // No part begins or ends within a character: then there would be more of them.
      #expect(parts.reduce(0) { $0 + $1.text.count } == text.text.count)
      var units: [TextEntity.Kind: [Int]] = [:]
      var start = 0
      for part in parts {
        for entity in part.entities {
          #expect(entity.offset >= 0 && entity.length > 0 && entity.offset + entity.length <= part.count)
          for unit in entity.offset..<entity.offset + entity.length {
            units[entity.kind, default: []].append(start + unit)
          }
        }
        start += part.count
      }
      for kind in [TextEntity.Kind.bold, .code, .link("u")] {
        let wanted = text.entities.filter { $0.kind == kind }.flatMap {
          Array($0.offset..<$0.offset + $0.length)
        }
        #expect((units[kind] ?? []).sorted() == wanted.sorted())
      }
    }
  }

  @Test(arguments: [
    ("aaaa\n\nbb\ncc dd", 13, ["aaaa\n\nbb\n", "cc dd"]),
    ("aaaaaa\n\nb\nc d e", 13, ["aaaaaa\n\n", "b\nc d e"]),
    ("aa bb cc dd", 9, ["aa bb cc ", "dd"]), ("a bbbbbbbbbbb", 8, ["a bbbbbb", "bbbbb"]), ("", 8, []),
    ("12345678", 8, ["12345678"]), ("🍵🍵🍵", 3, ["🍵", "🍵", "🍵"]),
  ])
  func `cut is at paragraphs, else lines, else words, else characters`(
    _ text: String, _ limit: Int, _ parts: [String]
  ) {
    #expect(FormattedText(text).split(limit: limit).map(\.text) == parts)
  }

  @Test func `a character longer than a part is cut between its scalars`() {
    let text = "a" + String(repeating: "\u{301}", count: 20) + "🍵"
    let parts = FormattedText(text).split(limit: 8)
    #expect(parts.map(\.text).joined() == text && parts.allSatisfy { $0.count <= 8 })
  }

  @Test func `a message's limits are those of the Bot API`() {
    let text = FormattedText(String(repeating: "🍵", count: 5000))
    #expect(text.split().map(\.count) == [4096, 4096, 1808])
    #expect(text.split(limit: FormattedText.captionLimit).count == 10)
  }

  @Test func `parts are put together with entities at their offsets in UTF-16`() {
    let text: FormattedText = "🍵 " + .bold("x" + .link("é", "https://a")) + .code("")
    #expect(text.text == "🍵 xé")
    #expect(
      text.entities == [.init(.bold, offset: 3, length: 2), .init(.link("https://a"), offset: 4, length: 1)])
    #expect(text.entities[1].slice(of: text.text) == "é")
    #expect(text.sentEntities?.map(\.url) == [nil, "https://a"] && FormattedText("a").sentEntities == nil)
  }

  @Test func `an entity that does not fit its text has no slice`() {
    #expect(TextEntity(.bold, offset: 0, length: 2).slice(of: "🍵") == "🍵")
    for (offset, length) in [(1, 1), (0, 1), (0, 3), (3, 0), (-1, 1), (0, -1)] {
      #expect(TextEntity(.bold, offset: offset, length: length).slice(of: "🍵") == nil)
    }
  }

  @Test func `every sort of entity is the same when it comes back`() {
    let kinds: [TextEntity.Kind] = [
      .bold, .italic, .underline, .strikethrough, .spoiler, .code, .pre("swift"), .pre(nil), .blockquote,
      .expandableBlockquote, .link("https://a"), .mention(5), .customEmoji("7"), .dateTime(8, "f"),
      .found("hashtag"),
    ]
    for kind in kinds {
      let entity = TextEntity(kind, offset: 1, length: 2)
      #expect(TextEntity(entity.sent) == entity)
    }
  }

  @Test func `what has a meaning in HTML is escaped`() {
    #expect(Telegram.escapeHTML(#"<a href="x">&ü'"#) == "&lt;a href=&quot;x&quot;&gt;&amp;ü'")
  }
}
