/// A row of the section header table. The loader ignores it; the manifest is found through it.
struct ELFSection {
  /// Bytes in a row.
  static let size: UInt64 = 64

  let name: UInt32
  let type: UInt32
  let flags: UInt64
  let offset: UInt64
  let size: UInt64
  let link: UInt32

  private init(_ bytes: RawSpan, at row: Int) {
    name = bytes.integer(UInt32.self, at: row)
    type = bytes.integer(UInt32.self, at: row + 4)
    flags = bytes.integer(UInt64.self, at: row + 8)
    offset = bytes.integer(UInt64.self, at: row + 24)
    size = bytes.integer(UInt64.self, at: row + 32)
    link = bytes.integer(UInt32.self, at: row + 40)
  }

  /// Whether its bytes are in the file, as they are: not SHT_NOBITS, not SHF_COMPRESSED.
  private var isPlain: Bool { type != 8 && flags & 0x800 == 0 }

  /// The bytes of all sections of that name, each brought to a multiple of 8.
  static func contents(
    _ bytes: RawSpan, _ header: ELFHeader, named name: StaticString, atMost limit: Int
  ) throws(ELFError) -> [UInt8]? {
    guard header.sectionsOffset != 0 else { return nil }
    let first = ELFSection(
      bytes, at: try bytes.part("section header table", at: header.sectionsOffset, size: size).lowerBound)
    // Numbers that do not fit the header are in the first row (gABI, "e_shnum").
    let count = header.sectionCount == 0 ? first.size : UInt64(header.sectionCount)
    let namesIndex =
      header.sectionNamesIndex == 0xffff ? UInt64(first.link) : UInt64(header.sectionNamesIndex)
    let rows = try bytes.table("section header table", at: header.sectionsOffset, rows: count, of: size)
    guard namesIndex < count else {
      throw ELFError(
        .malformed, at: "ELF header", "section \(namesIndex) holds the names, there are \(count)")
    }
    let namesSection = ELFSection(bytes, at: rows.lowerBound + Int(namesIndex * size))
    let names = try bytes.part("section names", at: namesSection.offset, size: namesSection.size)
    var contents: [UInt8]?
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: Int(size)) {
      let section = ELFSection(bytes, at: row)
      guard bytes.string(at: UInt64(section.name), in: names, is: name) else { continue }
      guard section.isPlain else {
        throw ELFError(.malformed, at: "section \(name)", "it is empty of bytes or compressed")
      }
      let part = try bytes.part("section \(name)", at: section.offset, size: section.size)
      guard part.count <= limit - (contents?.count ?? 0) else {
        throw ELFError(
          .oversized, at: "section \(name)", "\(part.count) bytes, the most is \(limit)",
          hint: "shorten plugin.json")
      }
      contents = contents ?? []
      contents?.append(contentsOf: bytes.copy(part))
      contents?.append(contentsOf: repeatElement(0, count: (8 - part.count % 8) % 8))
    }
    return contents
  }
}
