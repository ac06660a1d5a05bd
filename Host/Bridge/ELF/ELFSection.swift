/// A row of the section header table. The loader ignores it; the manifest and the names of functions are
/// found through it.
struct ELFSection {
  /// Bytes in a row.
  static let size: UInt64 = 64

  /// SHT_SYMTAB.
  static let symbols: UInt32 = 2
  /// SHT_STRTAB.
  static let strings: UInt32 = 3
  /// SHT_DYNSYM.
  static let dynamicSymbols: UInt32 = 11

  let name: UInt32
  let type: UInt32
  let flags: UInt64
  let address: UInt64
  let offset: UInt64
  let size: UInt64
  let link: UInt32
  let rowSize: UInt64

  init(_ bytes: RawSpan, at row: Int) {
    name = bytes.integer(UInt32.self, at: row)
    type = bytes.integer(UInt32.self, at: row + 4)
    flags = bytes.integer(UInt64.self, at: row + 8)
    address = bytes.integer(UInt64.self, at: row + 16)
    offset = bytes.integer(UInt64.self, at: row + 24)
    size = bytes.integer(UInt64.self, at: row + 32)
    link = bytes.integer(UInt32.self, at: row + 40)
    rowSize = bytes.integer(UInt64.self, at: row + 56)
  }

  /// Whether its bytes are in the file, as they are: not SHT_NOBITS, not SHF_COMPRESSED.
  private var isPlain: Bool { type != 8 && flags & 0x800 == 0 }

  /// The bytes of all sections of that name, each brought to a multiple of 8.
  static func contents(
    _ bytes: RawSpan, _ header: ELFHeader, named name: StaticString, atMost limit: Int
  ) throws(ELFError) -> [UInt8]? {
    guard let table = try ELFSectionTable(bytes, header) else { return nil }
    guard table.namesIndex < UInt64(table.count),
      let namesSection = table.section(bytes, at: Int(table.namesIndex))
    else {
      throw ELFError(
        .malformed, at: "ELF header",
        "section \(table.namesIndex) holds the names, there are \(table.count)")
    }
    let names = try bytes.part("section names", at: namesSection.offset, size: namesSection.size)
    var contents: [UInt8]?
    for row in stride(from: table.rows.lowerBound, to: table.rows.upperBound, by: Int(size)) {
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
