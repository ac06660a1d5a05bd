import CZlib

/// gzip of contents that are held whole.
enum Gzip {
  /// Smaller files fit a packet as they are, larger ones would hold a thread too long: those are for
  /// precompressed siblings.
  static let worthwhile: ClosedRange<Int64> = 256...1 << 20

  /// Part of the entity tag, because another zlib may make other bytes of the same file.
  static let version = unsafe String(cString: czlib_version())

  /// The compressed bytes, or nil when zlib has no memory.
  static func compress(_ bytes: [UInt8]) -> [UInt8]? {
    let capacity = czlib_gzip_bound(bytes.count)
    guard capacity > 0 else { return nil }
    let compressed = unsafe [UInt8](unsafeUninitializedCapacity: capacity) { output, filled in
      guard let start = output.baseAddress else { return }
      filled = unsafe bytes.withUnsafeBufferPointer { input in
        unsafe czlib_gzip(input.baseAddress, input.count, start, capacity)
      }
    }
    // The room for the worst case would stay with what is kept.
    return compressed.isEmpty ? nil : Array(compressed[...])
  }
}
