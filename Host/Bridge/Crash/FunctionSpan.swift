/// Where a function is, and where its name is among the names.
struct FunctionSpan: Sendable {
  let address: UInt64
  /// Bytes of code; 0 until ``close(_:)`` when the symbol does not say.
  private(set) var size: UInt64
  let name: UInt32
  /// Which of several names of an address is told: lower is better.
  private let rank: UInt8

  /// The functions of a table, one for each address, in the order of addresses.
  static func all(
    _ bytes: RawSpan, _ table: ELFSymbols, _ code: [CodeSegment], _ sections: ELFSectionTable?
  ) -> [FunctionSpan] {
    var functions: [FunctionSpan] = []
    var limits: [UInt64: UInt64] = [:]
    for row in stride(from: table.rows.lowerBound, to: table.rows.upperBound, by: Int(ELFSymbols.size)) {
      guard let function = FunctionSpan(bytes, at: row, table, code) else { continue }
      functions.append(function)
      // Only a symbol without a size needs to know where its section ends.
      let index = Int(bytes.integer(UInt16.self, at: row + 6))
      if function.size == 0, let section = sections?.section(bytes, at: index) {
        limits[function.address] = section.address.addingReportingOverflow(section.size).partialValue
      }
    }
    functions.sort { ($0.address, $0.rank, $0.name) < ($1.address, $1.rank, $1.name) }
    var kept = 0
    for function in functions where kept == 0 || functions[kept - 1].address != function.address {
      functions[kept] = function
      kept += 1
    }
    functions.removeLast(functions.count - kept)
    close(&functions, code, limits)
    return functions
  }

  /// A row that is a function with a name, in executable bytes of the file (gABI, chapter 4, "Symbol
  /// Table"); nil for another.
  private init?(_ bytes: RawSpan, at row: Int, _ table: ELFSymbols, _ code: [CodeSegment]) {
    let info = bytes.integer(UInt8.self, at: row + 4)
    // STT_FUNC and STT_GNU_IFUNC, defined in this file.
    guard info & 0xf == 2 || info & 0xf == 10, bytes.integer(UInt16.self, at: row + 6) != 0 else {
      return nil
    }
    name = bytes.integer(UInt32.self, at: row)
    guard Int(name) < table.names.count,
      bytes.integer(UInt8.self, at: table.names.lowerBound + Int(name)) != 0
    else { return nil }
    address = bytes.integer(UInt64.self, at: row + 8)
    guard let segment = code.segment(at: address) else { return nil }
    size = min(bytes.integer(UInt64.self, at: row + 16), segment.end - address)
    let binding: UInt8 =
      switch info >> 4 {
      case 1, 10: 0
      case 2: 1
      default: 2
      }
    rank = binding + (size == 0 ? 4 : 0)
  }

  /// Ends the functions that do not say where they end: at the next one, at their section's end, at
  /// their segment's.
  private static func close(
    _ functions: inout [FunctionSpan], _ code: [CodeSegment], _ limits: [UInt64: UInt64]
  ) {
    for index in functions.indices where functions[index].size == 0 {
      let address = functions[index].address
      var end = code.segment(at: address)?.end ?? address
      if index + 1 < functions.count { end = min(end, functions[index + 1].address) }
      if let limit = limits[address], limit > address { end = min(end, limit) }
      functions[index].size = end - address
    }
  }
}

extension [FunctionSpan] {
  /// The first function that begins behind an address.
  func firstIndex(above address: UInt64) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].address <= address { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
