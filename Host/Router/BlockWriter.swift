internal import CRoost

/// Writes a block: its fixed part by offset, text one behind the other. Grows when the first guess of the
/// size was too small.
@safe
struct BlockWriter {
  private var memory: UnsafeMutableRawBufferPointer

  /// Where the text ends so far.
  private(set) var offset: Int

  /// Text starts at `offset`; `capacity`, not less, is a guess of the block's size.
  init(from offset: Int, capacity: Int) {
    unsafe self.memory = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 8)
    self.offset = offset
  }

  /// Appends bytes and returns where they lie.
  @inline(__always)
  mutating func append(_ bytes: UnsafeRawBufferPointer) -> roost_span {
    let span = roost_span(
      offset: UInt32(truncatingIfNeeded: offset), length: UInt32(truncatingIfNeeded: bytes.count))
    let end = offset + bytes.count
    if unsafe end > memory.count { grow(end) }
    if let source = bytes.baseAddress, let base = unsafe memory.baseAddress {
      unsafe (base + offset).copyMemory(from: source, byteCount: bytes.count)
    }
    offset = end
    return span
  }

  /// Appends a string's UTF-8 and returns where it lies.
  @inline(__always)
  mutating func append(_ text: String) -> roost_span {
    let span = unsafe text.utf8.withContiguousStorageIfAvailable {
      unsafe append(UnsafeRawBufferPointer($0))
    }
    if let span { return span }
    // Only strings that came over a bridge are not contiguous.
    var copy = text
    return copy.withUTF8 { unsafe append(UnsafeRawBufferPointer($0)) }
  }

  /// Puts a struct of the contract into the part before the text. Mutating, so that no argument can grow
  /// the block behind its back.
  @inline(__always)
  mutating func store<Value: BitwiseCopyable>(_ value: Value, at offset: Int) {
    unsafe memory.storeBytes(of: value, toByteOffset: offset, as: Value.self)
  }

  /// Reads what `store` put there.
  func load<Value: BitwiseCopyable>(at offset: Int) -> Value {
    unsafe memory.load(fromByteOffset: offset, as: Value.self)
  }

  /// A part of what has been written.
  func bytes(_ span: roost_span) -> UnsafeRawBufferPointer {
    let start = Int(span.offset)
    return unsafe UnsafeRawBufferPointer(rebasing: memory[start..<start + Int(span.length)])
  }

  /// The block, which ends where the text ends. The writer is not to be used after it.
  func finish() -> EventBlock {
    unsafe EventBlock(owning: UnsafeMutableRawBufferPointer(rebasing: memory[..<offset]))
  }

  private mutating func grow(_ needed: Int) {
    let size = unsafe max(needed, memory.count * 2)
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 8)
    unsafe larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: memory[..<offset]))
    unsafe memory.deallocate()
    unsafe memory = larger
  }
}
