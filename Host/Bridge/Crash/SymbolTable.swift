/// The functions of an ELF64 file by address: a plugin, the host, a library.
///
/// They are read from the section `.symtab`, which has them all; of a stripped file from `.dynsym`,
/// which has those that other files may call; and without section headers through the dynamic segment,
/// as the loader finds them. A damaged table is passed over for the next. Files are not trusted: every
/// number is checked, and nothing is kept but functions within executable segments.
package struct SymbolTable: Sendable {
  /// The most rows of a table; a larger one is an error.
  package static let mostSymbols = 1_000_000
  /// The most bytes of names; more are an error: 64 MiB.
  package static let mostNameBytes = 64 << 20
  /// The most bytes of a name that are read; the rest is cut off.
  package static let longestName = 16 << 10

  /// Which table the functions are from.
  package enum Origin: Sendable {
    /// `.symtab`: all functions.
    case symbols
    /// `.dynsym`: those offered to other files.
    case dynamicSymbols
    /// The same, found without section headers.
    case dynamicSegment
  }

  /// The file's build id in lower-case hexadecimal; nil when it has none.
  package let buildID: String?
  /// Which table the functions are from; nil when no table has any.
  package let origin: Origin?
  /// How many functions there are; of several at one address one counts.
  package var count: Int { functions.count }

  private let code: [CodeSegment]
  private let functions: [FunctionSpan]
  private let names: [UInt8]

  /// Reads a file's bytes.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - machine: The processor it must be for.
  /// - Throws: What is wrong with the file, when it is no ELF file for this machine, or when no table
  ///   has functions and one is damaged. A file without functions is no error.
  package init(_ bytes: RawSpan, machine: ELFMachine? = .host) throws(ELFError) {
    let header = try ELFHeader(bytes, machine: machine, orExecutable: true)
    let segments = try ELFSegment.all(bytes, header)
    buildID = ELFNotes.buildID(bytes, segments)
    let code = segments.compactMap(CodeSegment.init)
    self.code = code
    var damage: ELFError?
    for origin in [Origin.symbols, .dynamicSymbols, .dynamicSegment] {
      do throws(ELFError) {
        let sections = origin == .dynamicSegment ? nil : try ELFSectionTable(bytes, header)
        guard let table = try Self.table(bytes, origin, segments, sections) else { continue }
        let found = FunctionSpan.all(bytes, table, code, sections)
        guard !found.isEmpty else { continue }
        self.origin = origin
        functions = found
        names = bytes.copy(table.names)
        return
      } catch {
        damage = damage ?? error
      }
    }
    if let damage { throw damage }
    origin = nil
    functions = []
    names = []
  }

  /// Reads a file's bytes.
  package init(_ bytes: [UInt8], machine: ELFMachine? = .host) throws(ELFError) {
    try unsafe self.init(bytes.span.bytes, machine: machine)
  }

  /// The function that an address is in.
  ///
  /// - Parameter address: As the file counts them, before the loader adds where it put the file.
  /// - Returns: Nil when no function of the table has it.
  package func lookup(address: UInt64) -> SymbolMatch? {
    var index = functions.firstIndex(above: address)
    // Functions may lie within others, as labels in assembly do; no compiler nests them deep.
    for _ in 0..<8 where index > 0 {
      index -= 1
      let function = functions[index]
      let offset = address - function.address
      if offset < function.size { return SymbolMatch(name: name(of: function), offset: offset) }
    }
    return nil
  }

  /// The function that a byte of the file is in.
  ///
  /// - Parameter fileOffset: As `/proc/self/maps` counts: the distance from the mapping's start, plus the
  ///   mapping's offset.
  /// - Returns: Nil when no function of the table has it.
  package func lookup(fileOffset: UInt64) -> SymbolMatch? {
    for segment in code {
      if let address = segment.address(ofByteAt: fileOffset) { return lookup(address: address) }
    }
    return nil
  }

  private static func table(
    _ bytes: RawSpan, _ origin: Origin, _ segments: [ELFSegment], _ sections: ELFSectionTable?
  ) throws(ELFError) -> ELFSymbols? {
    let table =
      switch origin {
      case .symbols:
        try sections.flatMap { sections throws(ELFError) in
          try ELFSymbols.section(bytes, sections, type: ELFSection.symbols)
        }
      case .dynamicSymbols:
        try sections.flatMap { sections throws(ELFError) in
          try ELFSymbols.section(bytes, sections, type: ELFSection.dynamicSymbols)
        }
      case .dynamicSegment: try ELFSymbols.dynamic(bytes, segments)
      }
    guard let table else { return nil }
    let count = table.rows.count / Int(ELFSymbols.size)
    guard count <= mostSymbols, table.names.count <= mostNameBytes else {
      throw ELFError(
        .oversized, at: "symbol table",
        "\(count) symbols and \(table.names.count) bytes of names, the most is \(mostSymbols) and \(mostNameBytes)",
        hint: "strip the file")
    }
    return table
  }

  private func name(of function: FunctionSpan) -> String {
    let rest = names[Int(function.name)...].prefix(Self.longestName)
    return String(decoding: rest.prefix { $0 != 0 }, as: UTF8.self)
  }
}
