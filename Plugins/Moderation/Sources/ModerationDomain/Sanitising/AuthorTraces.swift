/// What would tell who has written something. There is no forward header among it: posts are sent anew, never
/// forwarded, and ``Content`` has none.
package struct AuthorTraces: Sendable, Equatable {
  /// Who.
  package let user: UserID
  /// The username without its `@`; nil for none.
  package let username: String?
  /// First and last name, as Telegram shows them.
  package let name: String

  /// Makes traces of somebody.
  package init(user: UserID, username: String?, name: String) {
    self.user = user
    self.username = username
    self.name = name
  }

  /// The content without traces of its author, and how many there were.
  package func removed(from content: Content) -> (content: Content, count: Int) {
    var content = content
    var count = 0
    let units = Array(content.text.text.utf16)
    var edits = TextEdits()
    for range in SelfReferences(self).ranges(in: units) { edits.replace(range) }
    content.text.entities.removeAll { entity in
      let isMention = entity.user == user
      // What a mention of the author says is their name.
      if isMention { edits.replace(entity.offset..<entity.offset + entity.length) }
      let isLink = entity.url.map(leadsToAuthor) ?? false
      if isLink { count += 1 }
      return isMention || isLink
    }
    count += edits.count
    if !edits.isEmpty { content.text = edits.applied(to: content.text).trimmed() }
    for index in content.media.indices {
      guard let name = content.media[index].fileName, name != Self.neutral(name) else { continue }
      content.media[index].fileName = Self.neutral(name)
      count += 1
    }
    return (content, count)
  }

  /// Whether an address is the author's own.
  private func leadsToAuthor(_ url: String) -> Bool {
    !SelfReferences(self).ranges(in: Array(url.utf16)).isEmpty
  }

  /// A file name that tells nothing but the kind of file.
  static func neutral(_ name: String) -> String {
    guard let dot = name.lastIndex(of: ".") else { return "file" }
    let ending = name[name.index(after: dot)...]
    guard (1...5).contains(ending.utf8.count),
      ending.utf8.allSatisfy({ Latin.isWord(UInt16($0)) && $0 != 0x5F })
    else { return "file" }
    return "file." + ending.lowercased()
  }
}
