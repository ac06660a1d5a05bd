/// A path below a public folder that is safe to look for: no empty, hidden or special segment.
struct PublicPath: Equatable {
  /// Linux's own limits (PATH_MAX, NAME_MAX), and more folders than a site has.
  static let longest = 4096
  static let longestName = 255
  static let deepest = 32

  /// The segments, outermost first.
  var names: [String]
  /// Whether the path is empty or ends in a slash, so that it can only name a folder.
  var namesFolder: Bool

  /// Refuses (nil) segments that are empty or begin with a dot, which covers `.` and `..`; backslashes, which
  /// some clients treat as slashes; NUL, which would cut the name short; and what is too long.
  init?(_ path: String) {
    guard path.utf8.count <= Self.longest, path.utf8.allSatisfy({ $0 != 0 && $0 != UInt8(ascii: "\\") })
    else { return nil }
    var parts = path.utf8.split(
      separator: UInt8(ascii: "/"), maxSplits: Self.deepest + 1, omittingEmptySubsequences: false)
    namesFolder = parts.last?.isEmpty ?? true
    if namesFolder { parts.removeLast() }
    guard parts.count <= Self.deepest else { return nil }
    names = []
    for part in parts {
      guard let first = part.first, first != UInt8(ascii: "."), part.count <= Self.longestName else {
        return nil
      }
      names.append(String(Substring(part)))
    }
  }
}
