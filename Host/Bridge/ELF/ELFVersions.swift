/// The versions of symbols that a shared object needs (LSB, "Symbol Versioning").
enum ELFVersions {
  /// More than the versions any library needs; a cyclic list ends here.
  private static let most = 4096

  /// The highest `GLIBC_` version among them; nil when there is none.
  static func glibc(
    _ bytes: RawSpan, _ segments: [ELFSegment], _ dynamic: ELFDynamic, strings: Range<Int>
  ) throws(ELFError) -> GlibcVersion? {
    guard let address = dynamic[ELFDynamic.Tag.versionsNeeded] else { return nil }
    let part = try segments.part("needed versions", at: address)
    var walk = Walk(part: part)
    var highest: GlibcVersion?
    var library: UInt64 = 0
    for _ in 0..<(dynamic[ELFDynamic.Tag.versionsNeededCount] ?? 0) {
      let row = try walk.row(at: library)
      var version = library + UInt64(bytes.integer(UInt32.self, at: row + 8))
      for _ in 0..<bytes.integer(UInt16.self, at: row + 2) {
        let row = try walk.row(at: version)
        let name = UInt64(bytes.integer(UInt32.self, at: row + 8))
        let symbol = try bytes.string("needed versions", at: name, in: strings)
        if let found = GlibcVersion(symbol: symbol) { highest = max(highest ?? found, found) }
        let next = UInt64(bytes.integer(UInt32.self, at: row + 12))
        if next == 0 { break }
        version += next
      }
      let next = UInt64(bytes.integer(UInt32.self, at: row + 12))
      if next == 0 { break }
      library += next
    }
    return highest
  }

  /// Rows of 16 bytes that name each other's distance; offsets only grow, by at most 4 GiB a step.
  private struct Walk {
    let part: Range<Int>
    private var count = 0

    init(part: Range<Int>) { self.part = part }

    mutating func row(at offset: UInt64) throws(ELFError) -> Int {
      count += 1
      guard count <= ELFVersions.most else {
        throw ELFError(.oversized, at: "needed versions", "more than \(ELFVersions.most)")
      }
      guard offset <= UInt64(part.count), part.count - Int(offset) >= 16 else {
        throw ELFError(.malformed, at: "needed versions", "an entry lies beyond its segment")
      }
      return part.lowerBound + Int(offset)
    }
  }
}
