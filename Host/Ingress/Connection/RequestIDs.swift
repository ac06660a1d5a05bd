import HostOperations

/// Ids for requests: eight random characters of this process and seven that count. Fifteen bytes
/// are kept inside a Swift String, so an id costs no allocation.
struct RequestIDs {
  private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)
  private let prefix: [UInt8]
  private var count: UInt64

  init() {
    prefix = SecureRandom.bytes(8).map { Self.alphabet[Int($0 & 31)] }
    count = 0
  }

  /// The next id.
  mutating func next() -> String {
    count += 1
    return unsafe String(unsafeUninitializedCapacity: 15) { space in
      for index in 0..<8 { unsafe space[index] = prefix[index] }
      var rest = count
      for index in (8..<15).reversed() {
        unsafe space[index] = Self.alphabet[Int(rest & 31)]
        rest >>= 5
      }
      return 15
    }
  }

  /// Whether an id that a trusted proxy sent can be taken over.
  static func isAcceptable(_ id: String) -> Bool {
    (1...64).contains(id.utf8.count)
      && id.utf8.allSatisfy {
        (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
          || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".")
      }
  }
}
