/// A row of the program header table: what the loader maps.
struct ELFSegment {
  /// Bytes in a row.
  static let size: UInt64 = 56

  /// PT_LOAD.
  static let load: UInt32 = 1
  /// PT_DYNAMIC.
  static let dynamic: UInt32 = 2
  /// PT_NOTE.
  static let note: UInt32 = 4
  /// PT_GNU_STACK.
  static let stack: UInt32 = 0x6474_e551

  let type: UInt32
  let flags: UInt32
  let offset: UInt64
  let address: UInt64
  let fileSize: UInt64
  let memorySize: UInt64
  let alignment: UInt64

  private init(_ bytes: RawSpan, at row: Int) {
    type = bytes.integer(UInt32.self, at: row)
    flags = bytes.integer(UInt32.self, at: row + 4)
    offset = bytes.integer(UInt64.self, at: row + 8)
    address = bytes.integer(UInt64.self, at: row + 16)
    fileSize = bytes.integer(UInt64.self, at: row + 32)
    memorySize = bytes.integer(UInt64.self, at: row + 40)
    alignment = bytes.integer(UInt64.self, at: row + 48)
  }

  /// Whether it may be executed (PF_X).
  var isExecutable: Bool { flags & 1 != 0 }

  /// Reads the table. A loadable segment must lie in the file whole: a mapping beyond a file's end
  /// is a SIGBUS at the first touch.
  static func all(_ bytes: RawSpan, _ header: ELFHeader) throws(ELFError) -> [ELFSegment] {
    let rows = try bytes.table(
      "program header table", at: header.segmentsOffset, rows: header.segmentCount, of: size)
    var segments: [ELFSegment] = []
    var end: UInt64 = 0
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: Int(size)) {
      let segment = ELFSegment(bytes, at: row)
      if segment.type == load {
        end = try segment.checkLoadable(bytes, index: segments.count, after: end)
      }
      segments.append(segment)
    }
    guard segments.contains(where: { $0.type == load }) else {
      throw ELFError(.malformed, at: "program header table", "nothing in it is to be loaded")
    }
    return segments
  }

  /// Returns where the segment ends in memory; they must ascend and not overlap.
  private func checkLoadable(_ bytes: RawSpan, index: Int, after end: UInt64) throws(ELFError) -> UInt64 {
    let name = "segment \(index)"
    _ = try bytes.part(name, at: offset, size: fileSize)
    let (segmentEnd, overflow) = address.addingReportingOverflow(memorySize)
    guard !overflow, segmentEnd < 1 << 47, memorySize >= fileSize, address >= end else {
      throw ELFError(.malformed, at: name, "its addresses overflow, overlap or do not ascend")
    }
    guard alignment <= 1 || alignment.nonzeroBitCount == 1 && (address &- offset) % alignment == 0 else {
      throw ELFError(.malformed, at: name, "its address and offset do not suit its alignment")
    }
    return segmentEnd
  }
}

extension [ELFSegment] {
  /// Where in the file the bytes of an address are, up to the end of its segment.
  func part(_ name: String, at address: UInt64) throws(ELFError) -> Range<Int> {
    for segment in self where segment.type == ELFSegment.load && address >= segment.address {
      let distance = address - segment.address
      guard distance < segment.fileSize else { continue }
      return Int(segment.offset + distance)..<Int(segment.offset + segment.fileSize)
    }
    throw ELFError(
      .malformed, at: name, "address 0x\(String(address, radix: 16)) is in no segment of the file")
  }

  /// The same for a part of known size.
  func part(_ name: String, at address: UInt64, size: UInt64) throws(ELFError) -> Range<Int> {
    let rest = try part(name, at: address)
    guard size <= UInt64(rest.count) else {
      throw ELFError(.malformed, at: name, "\(size) bytes, but its segment has \(rest.count) left")
    }
    return rest.lowerBound..<rest.lowerBound + Int(size)
  }
}
