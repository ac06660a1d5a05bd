/// The first 64 bytes: what kind of file this is, and where its tables are (gABI, chapter 4).
struct ELFHeader {
  let machine: ELFMachine
  let segmentsOffset: UInt64
  let segmentCount: UInt64
  let sectionsOffset: UInt64
  let sectionCount: UInt16
  let sectionNamesIndex: UInt16

  /// Reads the header of a little-endian 64-bit file for a known machine.
  ///
  /// - Parameters:
  ///   - bytes: The whole file.
  ///   - expected: The processor it must be for.
  ///   - executable: Whether a program of fixed addresses (ET_EXEC) will do too; otherwise it must be
  ///     a shared object, as a program of any address is.
  init(_ bytes: RawSpan, machine expected: ELFMachine?, orExecutable executable: Bool = false)
    throws(ELFError)
  {
    try Self.checkIdentity(bytes)
    let number = bytes.integer(UInt16.self, at: 18)
    guard let machine = ELFMachine(rawValue: number), machine == expected else {
      throw ELFError(
        .machine, at: "ELF header",
        "built for \(ELFMachine(rawValue: number)?.description ?? "machine \(number)"), "
          + "the host is \(expected?.description ?? "unknown")",
        hint: "build it on or for the host's machine")
    }
    let type = bytes.integer(UInt16.self, at: 16)
    guard type == 3 || executable && type == 2 else {
      throw ELFError(
        .type, at: "ELF header", "type \(type), a shared object is 3 (ET_DYN)",
        hint: "link it with -shared, or as a dynamic library product")
    }
    self.machine = machine
    segmentsOffset = bytes.integer(UInt64.self, at: 32)
    sectionsOffset = bytes.integer(UInt64.self, at: 40)
    segmentCount = UInt64(bytes.integer(UInt16.self, at: 56))
    sectionCount = bytes.integer(UInt16.self, at: 60)
    sectionNamesIndex = bytes.integer(UInt16.self, at: 62)
    try Self.checkRow("program header", size: bytes.integer(UInt16.self, at: 54), is: ELFSegment.size)
    if sectionsOffset != 0 {
      try Self.checkRow("section header", size: bytes.integer(UInt16.self, at: 58), is: ELFSection.size)
    }
  }

  private static func checkIdentity(_ bytes: RawSpan) throws(ELFError) {
    let hint = "a plugin is a 64-bit shared object (.so)"
    guard bytes.byteCount >= 4, bytes.integer(UInt32.self, at: 0) == 0x464c_457f else {
      let found = bytes.byteCount == 0 ? "it is empty" : "it does not begin with 7f 45 4c 46"
      throw ELFError(.notELF, at: "offset 0", found, hint: hint)
    }
    _ = try bytes.part("ELF header", at: 0, size: 64)
    guard bytes.integer(UInt8.self, at: 4) == 2 else {
      throw ELFError(.format, at: "ELF header", "not of the 64-bit class", hint: hint)
    }
    guard bytes.integer(UInt8.self, at: 5) == 1 else {
      throw ELFError(.format, at: "ELF header", "not little-endian", hint: hint)
    }
    guard bytes.integer(UInt8.self, at: 6) == 1, bytes.integer(UInt32.self, at: 20) == 1 else {
      throw ELFError(.format, at: "ELF header", "not version 1", hint: hint)
    }
  }

  private static func checkRow(_ name: String, size: UInt16, is expected: UInt64) throws(ELFError) {
    guard UInt64(size) == expected else {
      throw ELFError(.malformed, at: "ELF header", "a \(name) of \(size) bytes, ELF64 has \(expected)")
    }
  }
}
