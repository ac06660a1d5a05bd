/// An entry of a feed, as it was read from RSS (https://www.rssboard.org/rss-specification) or Atom (RFC 4287). Its
/// texts are plain: no markup is left in them.
package struct FeedEntry: Sendable, Equatable {
  /// `guid` or `id`; nil where a feed has none.
  package let id: String?
  /// Where it leads.
  package let link: String?
  /// The title.
  package let title: String
  /// `description` or `summary`.
  package let summary: String
  /// When it was last changed, or else published; nil where a feed does not say.
  package let updated: Moment?

  /// Makes an entry.
  package init(id: String?, link: String?, title: String, summary: String = "", updated: Moment? = nil) {
    self.id = id
    self.link = link
    self.title = title
    self.summary = summary
    self.updated = updated
  }

  /// What makes it the same entry at each reading; nil for one that cannot be told from others.
  var key: String? {
    for candidate in [id, link, title] {
      if let candidate, !candidate.isEmpty, candidate.utf8.count <= 2048 { return candidate }
    }
    return nil
  }

  /// What it says as an item: the title, which leads to the entry, and what the summary says as far as there is room.
  ///
  /// - Parameter limit: how long it may be, in UTF-16 code units.
  func content(limit: Int) -> Content? {
    let title = clean(title, limit: min(300, limit))
    let summary = clean(summary, limit: limit - title.utf16.count - 2)
    guard !title.isEmpty || !summary.isEmpty else { return nil }
    var text = FormattedText(title.isEmpty ? summary : title)
    // Nothing but the web: other schemes do things in the app of whoever clicks.
    if let link, let scheme = link.lowercased().firstRange(of: "://"), link.utf8.count <= 2048,
      ["http", "https"].contains(link.lowercased()[..<scheme.lowerBound])
    {
      let length = text.text.utf16.count
      text.entities = [Entity("text_link", 0, length, url: link)]
    }
    if !title.isEmpty, !summary.isEmpty { text = text.appending(FormattedText("\n\n" + summary)) }
    return Content(text: text)
  }

  private func clean(_ text: String, limit: Int) -> String {
    let shown = HiddenCharacters.removed(from: FormattedText(text)).text.trimmed().text
    guard shown.utf16.count > limit else { return shown }
    // Whole characters, and one more that says that there was more.
    var made = ""
    var length = 1
    for character in shown {
      length += character.utf16.count
      if length > limit { break }
      made.append(character)
    }
    return limit < 1 ? "" : made + "…"
  }
}
