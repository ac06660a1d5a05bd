/// Reads the parts of a frame one after the other, and never past its end. The bytes must outlive it.
@safe package struct FrameCursor {
  private let bytes: UnsafeRawBufferPointer
  private var offset: Int

  /// Reads bytes from a place in them.
  package init(_ bytes: UnsafeRawBufferPointer, from offset: Int = 0) {
    unsafe self.bytes = bytes
    self.offset = offset
  }

  /// How many bytes are left.
  package var left: Int { unsafe bytes.count - offset }

  /// Takes a struct; nil when there are not enough bytes.
  package mutating func take<Value: BitwiseCopyable>(_ type: Value.Type) -> Value? {
    guard left >= MemoryLayout<Value>.size else { return nil }
    defer { offset += MemoryLayout<Value>.size }
    return unsafe bytes.loadUnaligned(fromByteOffset: offset, as: Value.self)
  }

  /// Takes a run of bytes; nil when there are not enough.
  package mutating func take(_ count: UInt64) -> UnsafeRawBufferPointer? {
    guard count <= UInt64(left) else { return nil }
    defer { offset += Int(count) }
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + Int(count)])
  }

  /// Takes a run of text, damaged UTF-8 replaced; nil when there are not enough bytes.
  package mutating func text(_ count: UInt32) -> String? {
    guard let bytes = unsafe take(UInt64(count)) else { return nil }
    return unsafe String(decoding: bytes, as: UTF8.self)
  }

  /// Takes what is left.
  package mutating func rest() -> UnsafeRawBufferPointer {
    defer { unsafe offset = bytes.count }
    return unsafe UnsafeRawBufferPointer(rebasing: bytes[offset...])
  }
}
