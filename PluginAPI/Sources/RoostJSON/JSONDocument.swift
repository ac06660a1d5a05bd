import Synchronization

/// A text that was checked and indexed once: its bytes, with strings unescaped in place, and a tape. Nothing changes once
/// it is made, so any thread may read it.
@safe final class JSONDocument: @unchecked Sendable {
  /// The text with zeros after it, so that a scanner need not ask for the end before each byte.
  let text: UnsafeMutablePointer<UInt8>
  /// The values and names in the order of the text. An object is followed by its members, each a name and
  /// then a value; an array by its elements.
  let tape: JSONTape
  /// The name entries of each object with more than ``NameStack/few`` members, sorted.
  let sortedNames: [UInt32]
  /// Where the next member is likely to be asked for: an object, and the name in it after the one found last. Fields are
  /// mostly read in their order. Only a guess, which any thread may replace.
  let guess = Atomic<UInt64>(.max)

  /// The texts that an entry's 32 bits can point into.
  static let maximumLength = 1 << 30
  /// What a maximum depth is cut down to, so that a reader that descends by recursion keeps its stack.
  static let deepest = 512
  private static let padding = 16

  /// Scans a copy of the bytes, which may go away afterwards.
  init(_ bytes: UnsafeRawBufferPointer, maximumDepth: Int) throws(JSONError) {
    guard bytes.count <= Self.maximumLength else {
      throw unsafe JSONError(JSONFault("the text is longer than 1 GiB"), at: 0, in: bytes)
    }
    let text = UnsafeMutableRawPointer.allocate(byteCount: bytes.count + Self.padding, alignment: 16)
    if let start = bytes.baseAddress { unsafe text.copyMemory(from: start, byteCount: bytes.count) }
    unsafe (text + bytes.count).initializeMemory(as: UInt8.self, repeating: 0, count: Self.padding)
    unsafe self.text = unsafe text.assumingMemoryBound(to: UInt8.self)
    var scanner = unsafe JSONScanner(
      text: self.text, count: bytes.count, maximumDepth: min(maximumDepth, Self.deepest))
    let scan = scanner.scan()
    if let (fault, offset) = scan.fault {
      scan.tape.deallocate()
      unsafe text.deallocate()
      throw unsafe JSONError(fault, at: offset, in: bytes)
    }
    tape = scan.tape
    sortedNames = scan.sortedNames
  }

  deinit {
    tape.deallocate()
    unsafe text.deallocate()
  }
}

extension JSONDocument {
  /// The text of a string, a name or a number.
  func string(_ entry: TapeEntry) -> String {
    unsafe withBytes(entry) { bytes in
      // Faster for short ones than decoding, which would look for what to mend.
      unsafe String(unsafeUninitializedCapacity: bytes.count) { unsafe $0.initialize(fromContentsOf: bytes) }
    }
  }

  /// Lends the bytes of a string, a name or a number.
  @inline(__always)
  func withBytes<Result>(_ entry: TapeEntry, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
    unsafe body(UnsafeBufferPointer(start: text + Int(entry.start), count: Int(entry.length)))
  }
}
