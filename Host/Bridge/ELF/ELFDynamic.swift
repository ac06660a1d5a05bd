/// The dynamic segment: what the loader goes by (gABI, chapter 5).
struct ELFDynamic {
  private(set) var needed: [UInt64] = []
  private(set) var values: [UInt64: UInt64] = [:]

  /// Tags that are looked at. The last entry of a tag counts, as it does to glibc.
  enum Tag {
    static let needed: UInt64 = 1
    static let hash: UInt64 = 4
    static let strings: UInt64 = 5
    static let symbols: UInt64 = 6
    static let stringsSize: UInt64 = 10
    static let soname: UInt64 = 14
    static let rpath: UInt64 = 15
    static let runpath: UInt64 = 29
    static let flags: UInt64 = 30
    static let gnuHash: UInt64 = 0x6fff_fef5
    static let flags1: UInt64 = 0x6fff_fffb
    static let versionsNeeded: UInt64 = 0x6fff_fffe
    static let versionsNeededCount: UInt64 = 0x6fff_ffff
    static let known: Set<UInt64> = [
      hash, strings, symbols, stringsSize, soname, rpath, runpath, flags, gnuHash, flags1, versionsNeeded,
      versionsNeededCount,
    ]
  }

  /// The most libraries a plugin may need.
  private static let mostNeeded = 256

  init(_ bytes: RawSpan, _ segments: [ELFSegment]) throws(ELFError) {
    guard let segment = segments.first(where: { $0.type == ELFSegment.dynamic }) else {
      throw ELFError(
        .type, at: "program header table", "no dynamic segment", hint: "link it as a shared object")
    }
    let part = try segments.part("dynamic segment", at: segment.address, size: segment.fileSize)
    var row = part.lowerBound
    while row + 16 <= part.upperBound {
      let tag = bytes.integer(UInt64.self, at: row)
      let value = bytes.integer(UInt64.self, at: row + 8)
      if tag == 0 { return }
      if tag == Tag.needed { needed.append(value) }
      if Tag.known.contains(tag) { values[tag] = value }
      guard needed.count <= Self.mostNeeded else {
        throw ELFError(
          .oversized, at: "dynamic segment", "it needs more than \(Self.mostNeeded) libraries",
          hint: "link fewer libraries")
      }
      row += 16
    }
    throw ELFError(.malformed, at: "dynamic segment", "it has no end (DT_NULL)")
  }

  /// A tag's value.
  subscript(tag: UInt64) -> UInt64? { values[tag] }

  /// The table of strings that the other entries refer to.
  func strings(_ segments: [ELFSegment]) throws(ELFError) -> Range<Int> {
    guard let address = values[Tag.strings], let size = values[Tag.stringsSize] else {
      throw ELFError(.malformed, at: "dynamic segment", "no string table (DT_STRTAB, DT_STRSZ)")
    }
    return try segments.part("dynamic string table", at: address, size: size)
  }
}
