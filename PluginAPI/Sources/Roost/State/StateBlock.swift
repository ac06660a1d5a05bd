import CRoostSDK

/// Writes questions of `state.h`. The layouts are written out, since two plugins in one process share the metadata
/// of C structs.
struct StateQuestion {
  private(set) var bytes: [UInt8] = []

  mutating func append<Number: FixedWidthInteger & BitwiseCopyable>(_ number: Number) {
    unsafe withUnsafeBytes(of: number) { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append(_ text: [UInt8]) { bytes += text }

  mutating func item(
    _ kind: Int32, _ key: String, _ value: [UInt8] = [], version: UInt64 = 0, number: Int64 = 0,
    expires: Int64 = 0
  ) {
    item(kind, bytes: key.utf8, value, version: version, number: number, expires: expires)
  }

  mutating func item(
    _ kind: Int32, bytes key: some Collection<UInt8>, _ value: [UInt8] = [], version: UInt64 = 0,
    number: Int64 = 0, expires: Int64 = 0
  ) {
    append(kind)
    append(UInt32(truncatingIfNeeded: key.count))
    append(UInt32(truncatingIfNeeded: value.count))
    append(UInt32(0))
    append(version)
    append(number)
    append(expires)
    bytes += key
    bytes += value
    while bytes.count % 8 != 0 { bytes.append(0) }
  }
}

/// Reads answers of `state.h`, which the host has made: they are as they should be.
struct StateReply {
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
    defer { offset = (offset + 7) & ~7 }
    return take(count)
  }

  /// An entry; nil where the key has no value.
  mutating func entry() -> StateEntry? {
    _ = take(UInt32.self)
    let (keySize, valueSize) = (Int(take(UInt32.self)), Int(take(UInt32.self)))
    _ = take(UInt32.self)
    let version = take(UInt64.self)
    _ = take(Int64.self)
    let expires = take(Int64.self)
    let key = take(keySize)
    let value = take(valueSize)
    offset = (offset + 7) & ~7
    return version == 0
      ? nil : StateEntry(keyBytes: key, value: value, version: version, expires: expires == 0 ? nil : expires)
  }

  /// A sum.
  mutating func sum() -> Int64 {
    offset += 24
    defer { offset += 8 }
    return take(Int64.self)
  }
}
