/// Where a file has a table of symbols, and the names to it.
struct ELFSymbols {
  /// Bytes in a row.
  static let size: UInt64 = 24

  /// Its rows in the file.
  let rows: Range<Int>
  /// The names in the file; a row has an offset among them.
  let names: Range<Int>

  /// The table of a section: the first of that type, or nil when there is none.
  ///
  /// - Parameters:
  ///   - type: ``ELFSection/symbols`` or ``ELFSection/dynamicSymbols``.
  ///   - sections: The section header table.
  static func section(
    _ bytes: RawSpan, _ sections: ELFSectionTable, type: UInt32
  ) throws(ELFError) -> ELFSymbols? {
    for index in 0..<sections.count {
      guard let section = sections.section(bytes, at: index), section.type == type else { continue }
      let name = "symbol table, section \(index)"
      guard section.rowSize == size else {
        throw ELFError(
          .malformed, at: name, "a row of \(section.rowSize) bytes, ELF64 has \(size)")
      }
      guard let names = sections.section(bytes, at: Int(section.link)), names.type == ELFSection.strings
      else {
        throw ELFError(.malformed, at: name, "its names, section \(section.link), are no string table")
      }
      return ELFSymbols(
        rows: try bytes.table(name, at: section.offset, rows: section.size / size, of: size),
        names: try bytes.part("\(name), names", at: names.offset, size: names.size))
    }
    return nil
  }

  /// The table the loader uses, which needs no section headers: its length is told by the hash table.
  static func dynamic(_ bytes: RawSpan, _ segments: [ELFSegment]) throws(ELFError) -> ELFSymbols? {
    guard segments.contains(where: { $0.type == ELFSegment.dynamic }) else { return nil }
    let dynamic = try ELFDynamic(bytes, segments)
    guard let address = dynamic[ELFDynamic.Tag.symbols] else { return nil }
    let count = UInt64(try ELFSymbolCount.read(bytes, segments, dynamic))
    guard count > 0 else { return nil }
    return ELFSymbols(
      rows: try segments.part("dynamic symbol table", at: address, size: count * size),
      names: try dynamic.strings(segments))
  }
}
