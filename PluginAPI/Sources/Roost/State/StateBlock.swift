extension BlockWriter {
  /// An item of a commit or a question, see `roost_state_item`.
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
    append(key)
    append(value)
    pad()
  }
}

extension BlockReader {
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
    skipPadding()
    return version == 0
      ? nil : StateEntry(keyBytes: key, value: value, version: version, expires: expires == 0 ? nil : expires)
  }

  /// A sum.
  mutating func sum() -> Int64 {
    _ = take(24)
    defer { _ = take(Int64.self) }
    return take(Int64.self)
  }
}
