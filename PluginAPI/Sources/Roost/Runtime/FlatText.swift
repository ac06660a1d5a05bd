/// Several texts as one run of bytes with the length of each: the shape in which lists of texts
/// cross to C, where an array of ABI structs would need their metadata.
struct FlatText {
  private var bytes: [UInt8] = []
  private var lengths: [UInt32] = []

  var count: Int { lengths.count }

  mutating func append(_ text: String) {
    bytes.append(contentsOf: text.utf8)
    lengths.append(UInt32(truncatingIfNeeded: text.utf8.count))
  }

  func withPointers<R>(_ body: (UnsafePointer<UInt8>?, UnsafePointer<UInt32>?) -> R) -> R {
    unsafe bytes.withUnsafeBufferPointer { bytes in
      unsafe lengths.withUnsafeBufferPointer { lengths in
        unsafe body(bytes.baseAddress, lengths.baseAddress)
      }
    }
  }
}
