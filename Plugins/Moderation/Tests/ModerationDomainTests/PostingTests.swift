import ModerationDomain
import Testing

@Suite struct PostingTests {
  private let user = UserID(rawValue: 42)

  @Test func `a footer has its lines, and leaves out what has nothing to say`() throws {
    let template = try Template("By {author}\n{tags}\n{{#{number}} @news")
    let all: [Template.Field: FormattedText] = [
      .author: FooterValues.author(.link, name: "Ada", user: user), .tags: FooterValues.tags(["b c", "art"]),
      .number: FormattedText("5"),
    ]
    let text = "By Ada\n#b_c #art\n{#5} @news"
    #expect(template.filled(all) == FormattedText(text, [Entity("text_mention", 3, 3, user: user)]))
    let anonymous = all.merging([.author: FooterValues.author(.anonymous, name: "Ada", user: user)]) { $1 }
    #expect(template.filled(anonymous).text == "#b_c #art\n{#5} @news")
    #expect(try Template("{author}").filled([:]).text == "")
  }

  @Test func `a template says what is wrong with it`() {
    #expect(throws: Template.Failure.unknownField("name")) { try Template("by {name}") }
    #expect(throws: Template.Failure.openBrace(line: 2)) { try Template("x\nby {author") }
  }

  @Test func `a name is only a name`() {
    #expect(
      FooterValues.author(.name, name: "\u{202E}@channel evil.org/x #ad\nx", user: user).text
        == "@\u{2060}channel evil.\u{2060}org/\u{2060}x #\u{2060}ad x")
  }

  @Test func `tags have nothing in them that ends them, and come once`() {
    #expect(
      FooterValues.tags(["новости", "Новости", "a@b", "x\u{200B}y", "12", ""]).text == "#новости #a_b #x_y")
  }

  @Test(arguments: [(true, 1024), (false, 4096)]) func `a text has a limit, footer included`(
    hasMedia: Bool, limit: Int
  ) throws {
    let media = hasMedia ? [Media(kind: .photo, fileID: "f", uniqueID: "u", message: 1)] : []
    // Units of UTF-16: an emoji is two.
    let text = FormattedText(String(repeating: "🎉", count: limit / 2 - 4))
    let post = try Post(Content(text: text, media: media), footer: FormattedText("footer"))
    #expect(post.text.text.utf16.count == limit)
    #expect(throws: Post.Failure.tooLong(by: 1)) {
      try Post(Content(text: text, media: media), footer: FormattedText("footer!"))
    }
  }

  @Test func `a caption can be the footer alone, and entities move with the text`() throws {
    let footer = FormattedText("f", [Entity("bold", 0, 1)])
    let media = Media(kind: .photo, fileID: "f", uniqueID: "u", message: 1)
    #expect(try Post(Content(text: FormattedText(""), media: [media]), footer: footer).text == footer)
    let both = try Post(Content(text: FormattedText("a", [Entity("code", 0, 1)])), footer: footer)
    #expect(both.text == FormattedText("a\n\nf", [Entity("code", 0, 1), Entity("bold", 3, 1)]))
    #expect(throws: Post.Failure.empty) { try Post(Content(text: FormattedText("")), footer: footer) }
    #expect(throws: Post.Failure.tooManyMedia) {
      try Post(Content(text: FormattedText(""), media: Array(repeating: media, count: 11)), footer: footer)
    }
  }
}
