package import FrameLayout

/// A question of `SERVICE_FILES`, where it lies in a buffer, as long as that buffer.
@safe package struct FilesQuestion {
  /// Its numbers.
  package let ask: files_ask
  /// The name, or the prefix of a list.
  package let name: UnsafeRawBufferPointer
  /// The bytes to write, or the other name.
  package let rest: UnsafeRawBufferPointer

  /// Reads one; nil when it is cut off.
  package init?(_ block: UnsafeRawBufferPointer) {
    var cursor = unsafe FrameCursor(block)
    guard let ask = cursor.take(files_ask.self), let name = unsafe cursor.take(UInt64(ask.name_size)) else {
      return nil
    }
    self.ask = ask
    unsafe self.name = name
    unsafe rest = cursor.rest()
  }

  /// Writes one.
  ///
  /// - Parameters:
  ///   - number: the flags of a write, or the limit of a list.
  ///   - name: at most 4 GiB.
  package static func block(
    offset: UInt64 = 0, length: UInt64 = 0, number: UInt32 = 0, name: UnsafeRawBufferPointer = unsafe .none,
    rest: UnsafeRawBufferPointer = unsafe .none
  ) -> [UInt8] {
    let ask = files_ask(offset: offset, length: length, number: number, name_size: UInt32(name.count))
    var block: [UInt8] = []
    block.reserveCapacity(MemoryLayout<files_ask>.size + name.count + rest.count)
    unsafe withUnsafeBytes(of: ask) { unsafe block.append(contentsOf: $0) }
    unsafe block.append(contentsOf: name)
    unsafe block.append(contentsOf: rest)
    return block
  }
}
