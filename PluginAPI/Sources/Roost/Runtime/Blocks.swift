/// Writes a block: a question to the host as its header lays it out. The layouts are written out, since two plugins in
/// one process share the metadata of C structs.
struct BlockWriter {
  private(set) var bytes: [UInt8] = []

  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
    unsafe withUnsafeBytes(of: number) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: some Collection<UInt8>) { bytes += text }

  /// Fills up to the next multiple of eight.
  mutating func pad() { while bytes.count % 8 != 0 { bytes.append(0) } }
}

/// Reads a block that the host has made: it is as it should be.
struct BlockReader {
  private let bytes: [UInt8]
  private var offset = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func take<Number: FixedWidthInteger & BitwiseCopyable>(_ type: Number.Type = Number.self) -> Number
  {
    defer { offset += MemoryLayout<Number>.size }
    return unsafe bytes.withUnsafeBytes { unsafe $0.loadUnaligned(fromByteOffset: offset, as: type) }
  }

  mutating func take(_ count: Int) -> [UInt8] {
    defer { offset += count }
    return Array(bytes[offset..<offset + count])
  }

  /// What is left.
  mutating func rest() -> [UInt8] { take(bytes.count - offset) }

  /// Bytes, and what pads them.
  mutating func bytes(_ count: Int) -> [UInt8] {
    defer { skipPadding() }
    return take(count)
  }

  /// Goes on at the next multiple of eight.
  mutating func skipPadding() { offset = (offset + 7) & ~7 }
}
