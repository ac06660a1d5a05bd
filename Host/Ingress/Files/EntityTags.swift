/// The entity tags of an If-Match, If-None-Match or If-Range field (RFC 9110 §8.8.3).
enum EntityTags: Equatable {
  struct Tag: Equatable {
    /// Between the quotes.
    var opaque: String
    var isWeak: Bool
  }

  /// `*`: whatever there is.
  case any
  case listed([Tag])

  /// Reads a list up to the first fault: a tag that cannot be read matches nothing, and the file is sent.
  init(_ field: String) {
    var rest = field.utf8[...]
    var tags: [Tag] = []
    Self.skip(" \t", in: &rest)
    if rest.elementsEqual("*".utf8) {
      self = .any
      return
    }
    while let tag = Self.tag(&rest) {
      tags.append(tag)
      Self.skip(" \t", in: &rest)
      guard rest.first == UInt8(ascii: ",") else { break }
      // A list may have empty elements (RFC 9110 §5.6.1.2).
      Self.skip(" \t,", in: &rest)
    }
    self = .listed(tags)
  }

  /// Whether one of them is the file's tag when weakness does not count (§8.8.3.2), as for If-None-Match.
  func matchWeakly(_ opaque: String) -> Bool {
    switch self {
    case .any: true
    case .listed(let tags): tags.contains { $0.opaque == opaque }
    }
  }

  /// Whether one of them is exactly the file's tag, which is strong (§8.8.3.2), as for If-Match.
  func matchStrongly(_ opaque: String) -> Bool {
    switch self {
    case .any: true
    case .listed(let tags): tags.contains(Tag(opaque: opaque, isWeak: false))
    }
  }

  private static func skip(_ characters: String, in rest: inout Substring.UTF8View) {
    rest = rest.drop { characters.utf8.contains($0) }
  }

  private static func tag(_ rest: inout Substring.UTF8View) -> Tag? {
    let isWeak = rest.starts(with: "W/".utf8)
    let quoted = isWeak ? rest.dropFirst(2) : rest
    guard quoted.first == UInt8(ascii: "\"") else { return nil }
    let inner = quoted.dropFirst()
    guard let end = inner.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    rest = inner[inner.index(after: end)...]
    return Tag(opaque: String(Substring(inner[..<end])), isWeak: isWeak)
  }
}
