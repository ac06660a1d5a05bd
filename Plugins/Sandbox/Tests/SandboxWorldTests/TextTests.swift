import RoostJSON
import Testing

@testable import SandboxWorld

@Suite struct TextTests {
  private func marks(_ text: FormattedText) -> [String] {
    text.entities.map { "\($0.type) \($0.offset) \($0.length)" }
  }

  @Test func `HTML is read as Telegram reads it`() throws {
    let text = try HTMLText.parse(
      "<b>bo<i>ld</i></b> &lt;&amp;&#33; <a href=\"example.org\">x</a> <tg-spoiler>😀</tg-spoiler>")
    #expect(text.text == "bold <&! x 😀")
    #expect(marks(text) == ["bold 0 4", "italic 2 2", "text_link 9 1", "spoiler 11 2"])
    #expect(text.entities[2].url == "http://example.org/")
  }

  @Test func `code says its language`() throws {
    let text = try HTMLText.parse("<pre><code class=\"language-swift\">let</code></pre>")
    #expect(text.entities.contains { $0.type == "code" && $0.language == "swift" })
    let marked = try MarkdownV2.parse("```swift\nlet\n```")
    #expect(marked.entities.first?.language == "swift")
  }

  @Test(arguments: [
    ("<b>x", "can't parse entities: can't find end tag corresponding to start tag \"b\""),
    ("x</b>", "can't parse entities: unexpected end tag at byte offset 1"),
    (
      "<b>x</i>",
      "can't parse entities: unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\""
    ),
    ("<blink>x</blink>", "can't parse entities: unsupported start tag \"blink\" at byte offset 0"),
  ])
  func `what is wrong with HTML is said in Telegram's words`(_ text: String, _ words: String) {
    #expect(throws: APIError.bad(words)) { try HTMLText.parse(text) }
  }

  @Test func `MarkdownV2 nests and wants its marks escaped`() throws {
    let text = try MarkdownV2.parse("*bold _italic_* ||spoiler|| `a\\`b` [x](https://e.org/\\)) \\.")
    #expect(text.text == "bold italic spoiler a`b x .")
    #expect(marks(text) == ["bold 0 11", "italic 5 6", "spoiler 12 7", "code 20 3", "text_link 24 1"])
    #expect(text.entities.last?.url == "https://e.org/)")
    #expect(
      throws: APIError.bad(
        "can't parse entities: character '.' is reserved and must be escaped with the preceding '\\'")
    ) { try MarkdownV2.parse("a.") }
  }

  @Test func `quotations reach over lines`() throws {
    let text = try MarkdownV2.parse(">one\n>two\nthree")
    #expect(text.text == "one\ntwo\nthree")
    #expect(marks(text) == ["blockquote 0 8"])
  }

  @Test func `the old Markdown has no nesting`() throws {
    let text = try LegacyMarkdown.parse("*a* _b_ `c` [d](http://e.org) \\_")
    #expect(text.text == "a b c d _")
    #expect(marks(text) == ["bold 0 1", "italic 2 1", "code 4 1", "text_link 6 1"])
    #expect(throws: APIError.self) { try LegacyMarkdown.parse("*a") }
  }

  @Test func `commands, mentions and addresses are found`() {
    let found = FoundEntities.find(
      "/start@echo_bot @ada_l #tag a@b.com https://x.org/y. $USD 1/2", beside: [])
    #expect(found.map(\.type) == ["bot_command", "mention", "hashtag", "email", "url", "cashtag"])
    #expect(found[0].length == 15)
    #expect(found[4].length == 15)
  }

  @Test func `entities that are given lie within the text`() throws {
    var bench = try Bench()
    try bench.say("/start")
    let entity = JSONValue.fields(["type": "bold", "offset": 1, "length": 9])
    let words = bench.refusal(
      "sendMessage", .fields(["chat_id": bench.user, "text": "x", "entities": [entity]]))
    #expect(words == "Bad Request: entity beginning at UTF-16 offset 1 ends after the end of the text")
  }
}
