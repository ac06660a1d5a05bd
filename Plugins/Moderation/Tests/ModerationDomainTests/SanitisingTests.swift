import ModerationDomain
import Testing

@Suite struct SanitisingTests {
  private func clean(_ text: String, _ entities: [Entity] = []) -> FormattedText {
    Sanitiser.clean(Content(text: FormattedText(text, entities)), hiding: nil).content.text
  }

  @Test(arguments: [
    ("pay\u{200B}ment", "payment"), ("a\u{202E}b\u{202C}", "ab"), ("x\u{2060}\u{FEFF}y\u{AD}z", "xyz"),
    ("a\u{0}b\r\nc\u{7}", "ab\nc"), ("free\u{200D}money", "freemoney"), ("h\u{E0041}i", "hi"),
    ("Z\u{300}\u{301}\u{302}\u{303}\u{304}", "Z\u{300}\u{301}\u{302}"), ("a\u{FE0F}\u{3164}b", "ab"),
    ("abc\u{200F}", "abc"), ("\u{200B} \n", ""),
  ]) func `what nobody sees is taken out`(text: String, cleaned: String) {
    #expect(clean(text).text == cleaned)
  }

  @Test(arguments: [
    "👨‍👩‍👧 ❤️ 1️⃣", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}", "می‌خواهم", "क्‍ष", "שלום\u{200F}!",
    "ё é naïve\nand\ttab", "й\u{301}",
  ]) func `what scripts and emoji need stays`(text: String) {
    #expect(Array(clean(text).text.unicodeScalars) == Array(text.unicodeScalars))
  }

  @Test func `entities stay on what they mark, in UTF-16`() {
    // 🎉 has two units; the hidden ones stand before, in and at the end of the bold part.
    let text = "🎉\u{200B} bo\u{200B}ld\u{200B} it"
    let cleaned = clean(text, [Entity("bold", 4, 6), Entity("italic", 11, 2), Entity("code", 2, 1)])
    #expect(cleaned.text == "🎉 bold it")
    #expect(cleaned.entities == [Entity("bold", 3, 4), Entity("italic", 8, 2)])
  }

  @Test func `entities outside of the text are left out`() {
    let text = FormattedText(
      "ab", [Entity("bold", 1, 2), Entity("bold", -1, 1), Entity("bold", 0, .max), Entity("bold", 0, 2)])
    #expect(text.entities == [Entity("bold", 0, 2)])
  }

  @Test func `white space at the ends goes, and entities with it`() {
    #expect(clean("  a b \n", [Entity("bold", 0, 5)]) == FormattedText("a b", [Entity("bold", 0, 3)]))
  }

  private let ada = AuthorTraces(user: UserID(rawValue: 42), username: "Ada_L", name: "Ada Lovelace")

  private func hide(_ text: String, _ entities: [Entity] = [], _ traces: AuthorTraces? = nil) -> FormattedText
  {
    Sanitiser.clean(Content(text: FormattedText(text, entities)), hiding: traces ?? ada).content.text
  }

  @Test(arguments: [
    ("by @ada_l", "by"), ("by @A\u{200B}da_L!", "by !"), ("see https://t.me/ADA_L?start=1 now", "see  now"),
    ("T.me/ada_l", ""), ("ada_l.t.me", ""), ("tg://user?id=42", ""), ("(https://www.telegram.me/ada_l", "("),
    ("tg://resolve?domain=ada_l&x", ""), ("Written by ADA LOVELACE.", "Written by ."),
    ("İ by Ada Lovelace", "İ by"),
  ]) func `the author's traces go`(text: String, hidden: String) {
    #expect(hide(text).text == hidden)
  }

  @Test(arguments: [
    "@ada_lovelace", "mail@ada_l", "t.me/ada_l2", "tg://user?id=421", "MacAda Lovelacer", "Ada wrote it",
  ]) func `what is not the author stays`(text: String) {
    #expect(hide(text).text == text)
  }

  @Test func `a single name goes where it signs`() {
    let traces = AuthorTraces(user: UserID(rawValue: 42), username: nil, name: "Анна")
    #expect(hide("Анна Каренина\n— анна", [], traces).text == "Анна Каренина")
  }

  @Test func `mentions and links under other words lose where they lead`() {
    let text = hide(
      "me and you",
      [
        Entity("text_mention", 0, 2, user: UserID(rawValue: 42)),
        Entity("text_link", 3, 3, url: "https://t.me/ada_l"),
        Entity("text_mention", 7, 3, user: UserID(rawValue: 43)),
      ])
    #expect(text == FormattedText("and you", [Entity("text_mention", 4, 3, user: UserID(rawValue: 43))]))
  }

  @Test func `what is marked across a trace keeps what is left`() {
    let text = hide("a @ada_l x", [Entity("code", 0, 4), Entity("bold", 4, 6), Entity("italic", 3, 3)])
    #expect(text == FormattedText("a  x", [Entity("code", 0, 2), Entity("bold", 2, 2)]))
  }

  @Test func `file names tell nothing`() {
    func name(_ name: String) -> String? {
      let file = Media(kind: .document, fileID: "f", uniqueID: "u", message: 1, fileName: name)
      return Sanitiser.clean(Content(text: FormattedText("x"), media: [file]), hiding: ada).content.media[0]
        .fileName
    }
    #expect(name("Ada Lovelace CV.PDF") == "file.pdf")
    #expect(name("ada") == "file")
    #expect(name("x.ada_l") == "file")
    #expect(name("x.ada lovelace") == "file")
  }

  @Test func `what was found is counted, and named authors keep their traces`() {
    let content = Content(text: FormattedText("@ada_l\u{200B}, tg://user?id=42"))
    let hidden = Sanitiser.clean(content, hiding: ada)
    #expect(hidden.findings.hidden == 1)
    #expect(hidden.findings.traces == 2)
    #expect(Sanitiser.clean(content, hiding: nil).content.text.text == "@ada_l, tg://user?id=42")
  }
}
