/// Bytes of a file that the loader makes executable.
struct CodeSegment: Sendable {
  /// Where they are in memory, before the loader adds where it put the file.
  let address: UInt64
  /// Where they are in the file.
  let offset: UInt64
  /// How many they are.
  let size: UInt64

  /// Nil for a segment that is not loaded, or not to be executed.
  init?(_ segment: ELFSegment) {
    guard segment.type == ELFSegment.load, segment.isExecutable else { return nil }
    address = segment.address
    offset = segment.offset
    size = segment.fileSize
  }

  /// Where they end in memory; ``ELFSegment`` has checked that this does not overflow.
  var end: UInt64 { address + size }

  /// The address of a byte of the file; nil when it is not of this segment.
  func address(ofByteAt fileOffset: UInt64) -> UInt64? {
    guard fileOffset >= offset, fileOffset - offset < size else { return nil }
    return address + (fileOffset - offset)
  }
}

extension [CodeSegment] {
  /// The segment an address is in. The program headers' order is that of addresses.
  func segment(at address: UInt64) -> CodeSegment? {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle].address <= address { low = middle + 1 } else { high = middle }
    }
    guard low > 0, address < self[low - 1].end else { return nil }
    return self[low - 1]
  }
}
