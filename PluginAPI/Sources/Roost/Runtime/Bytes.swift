import CRoostSDK

extension String {
  init(_ bytes: roost_bytes) {
    self = unsafe String(
      decoding: UnsafeRawBufferPointer(start: bytes.data, count: Int(bytes.size)), as: UTF8.self)
  }
}

extension roost_bytes {
  func equalsIgnoringCase(_ text: String) -> Bool {
    guard Int(unsafe size) == text.utf8.count else { return false }
    let bytes = unsafe UnsafeRawBufferPointer(start: data, count: Int(size))
    return unsafe zip(bytes, text.utf8).allSatisfy { $0 == $1 || (lowercase($0) == lowercase($1)) }
  }
}

private func lowercase(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
