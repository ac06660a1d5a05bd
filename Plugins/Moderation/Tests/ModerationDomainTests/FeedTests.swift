import ModerationDomain
import RoostJSON
import Testing

@Suite struct FeedTests {
  private let now = Moment(seconds: 1_800_000_000)
  private let first = ItemID(rawValue: 100)

  private func feed() -> Feed { Feed(owner: UserID(rawValue: 1), channels: [Course.news]) }

  private func entry(
    _ id: String?, _ title: String, link: String? = "https://example.org/1", summary: String = "",
    updated: Moment? = nil
  ) -> FeedEntry {
    FeedEntry(id: id, link: link, title: title, summary: summary, updated: updated)
  }

  private func texts(_ changes: [Feed.Change]) -> [String] {
    changes.map { change in
      switch change {
      case .create(let item): "\(item.id.rawValue) \(item.content.text.text)"
      case .edit(let item, let content): "edit \(item.rawValue) \(content.text.text)"
      }
    }
  }

  @Test func `entries become items, older ones first, once`() throws {
    var feed = feed()
    let entries = [entry("b", "Second"), entry("a", "First")]
    #expect(texts(feed.take(entries, firstID: first)) == ["100 First", "101 Second"])
    feed = try JSONCoder.decode(Feed.self, from: try JSONCoder.encode(feed))
    #expect(feed.take(entries, firstID: ItemID(rawValue: 102)).isEmpty)
  }

  @Test func `an entry with another title is the same item`() {
    var feed = feed()
    _ = feed.take([entry("a", "First", updated: now)], firstID: first)
    let changed = [entry("a", "First, corrected", updated: now + .seconds(1))]
    #expect(texts(feed.take(changed, firstID: ItemID(rawValue: 101))) == ["edit 100 First, corrected"])
    #expect(feed.take(changed, firstID: ItemID(rawValue: 101)).isEmpty)
    // A cache has served what was before.
    #expect(feed.take([entry("a", "First", updated: now)], firstID: ItemID(rawValue: 101)).isEmpty)
    #expect(feed.take(changed, firstID: ItemID(rawValue: 101)).isEmpty)
  }

  @Test func `without an id the link tells entries apart, or else the title`() {
    var feed = feed()
    let entries = [
      entry(nil, "A", link: "https://example.org/1"), entry("", "B", link: nil), entry(nil, "", link: nil),
    ]
    #expect(texts(feed.take(entries, firstID: first)) == ["100 B", "101 A"])
    #expect(
      texts(feed.take([entry(nil, "A2", link: "https://example.org/1")], firstID: first)) == ["edit 101 A2"])
  }

  @Test func `of two entries with one id the newer is taken`() {
    var feed = feed()
    let entries = [
      entry("a", "Old", updated: now), entry("a", "New", updated: now + .seconds(1)), entry("a", "Undated"),
    ]
    #expect(texts(feed.take(entries, firstID: first)) == ["100 New"])
  }

  @Test func `a new feed does not flood the queue`() {
    var feed = feed()
    let old = (0..<20).map { entry("\($0)", "Entry \($0)", updated: now) }
    #expect(feed.take(old, firstID: first).count == Feed.firstEntries)
    #expect(feed.take(old, firstID: first).isEmpty)
    // Nor when an old entry changes.
    #expect(
      feed.take(
        [entry("9", "Other", updated: now + .seconds(9)), entry("8", "Undated")] + old, firstID: first
      ).isEmpty)
    #expect(texts(feed.take([entry("new", "New")] + old, firstID: first)) == ["100 New"])
  }

  @Test func `one reading takes a bounded number`() {
    var feed = feed()
    _ = feed.take([entry("a", "First")], firstID: first)
    #expect(feed.take((0..<500).map { entry("\($0)", "E") }, firstID: first).count == Feed.entriesLimit)
  }

  @Test func `the title leads to the entry, and only into the web`() {
    func content(_ link: String, _ title: String = "🎉 Party", _ summary: String = "At\u{200B} eight")
      -> Content?
    {
      var feed = feed()
      guard
        case .create(let item)? = feed.take(
          [entry("a", title, link: link, summary: summary)], firstID: first, limit: 20
        ).first
      else { return nil }
      return item.content
    }
    let link = Entity("text_link", 0, 8, url: "https://example.org/1")
    #expect(content("https://example.org/1")?.text == FormattedText("🎉 Party\n\nAt eight", [link]))
    for hostile in ["javascript://alert(1)", "tg://resolve?domain=x", "//example.org", "https"] {
      #expect(content(hostile)?.text.entities == [])
    }
    // Too long: whole characters, within the limit.
    #expect(content("https", "", "👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧")?.text.text == "👨‍👩‍👧👨‍👩‍👧…")
    #expect(
      content("https", String(repeating: "a", count: 30), "summary")?.text.text == String(
        repeating: "a", count: 19) + "…")
    #expect(content("https", "\u{200B}", " ") == nil)
  }
}
