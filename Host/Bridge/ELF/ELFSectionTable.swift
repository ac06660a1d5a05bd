/// The section header table: what link editors and debuggers go by. A file can do without it.
struct ELFSectionTable {
  /// Its rows in the file.
  let rows: Range<Int>
  /// Which section holds the sections' names.
  let namesIndex: UInt64

  /// How many sections there are.
  var count: Int { rows.count / Int(ELFSection.size) }

  /// Finds the table; nil when the file has none.
  init?(_ bytes: RawSpan, _ header: ELFHeader) throws(ELFError) {
    guard header.sectionsOffset != 0 else { return nil }
    let name = "section header table"
    let first = ELFSection(
      bytes, at: try bytes.part(name, at: header.sectionsOffset, size: ELFSection.size).lowerBound)
    // Numbers that do not fit the header are in the first row (gABI, "e_shnum").
    let count = header.sectionCount == 0 ? first.size : UInt64(header.sectionCount)
    namesIndex = header.sectionNamesIndex == 0xffff ? UInt64(first.link) : UInt64(header.sectionNamesIndex)
    rows = try bytes.table(name, at: header.sectionsOffset, rows: count, of: ELFSection.size)
  }

  /// A section; nil when there are not as many.
  func section(_ bytes: RawSpan, at index: Int) -> ELFSection? {
    guard index >= 0, index < count else { return nil }
    return ELFSection(bytes, at: rows.lowerBound + index * Int(ELFSection.size))
  }
}
