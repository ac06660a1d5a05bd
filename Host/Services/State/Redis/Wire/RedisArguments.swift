internal import CHiredis
internal import NIOCore

/// Arguments of a command, one behind the other.
struct RedisArguments: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var lengths: [Int] = []

  init() {}

  /// A command of words.
  init(_ words: String...) { for word in words { append(word) } }

  /// Makes room.
  mutating func reserve(_ count: Int, bytes size: Int) {
    lengths.reserveCapacity(count)
    bytes.reserveCapacity(size)
  }

  /// Adds an argument.
  mutating func append(_ argument: some Collection<UInt8>) {
    bytes.append(contentsOf: argument)
    lengths.append(argument.count)
  }

  /// Adds a text, a number in digits among them.
  mutating func append(_ argument: String) { append(argument.utf8) }

  /// Adds a number of eight bytes, the highest first.
  mutating func append(bits number: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
    lengths.append(8)
  }

  /// Adds other arguments.
  mutating func append(contentsOf other: RedisArguments) {
    bytes += other.bytes
    lengths += other.lengths
  }

  /// Writes the command that these and more arguments make; false without memory.
  func format(with rest: RedisArguments = RedisArguments(), into buffer: inout ByteBuffer) -> Bool {
    unsafe bytes.withUnsafeBytes { first in
      unsafe rest.bytes.withUnsafeBytes { second in
        var places: [UnsafePointer<CChar>?] = unsafe []
        unsafe places.reserveCapacity(lengths.count + rest.lengths.count)
        unsafe Self.place(first, lengths, &places)
        unsafe Self.place(second, rest.lengths, &places)
        var command: UnsafeMutablePointer<CChar>?
        let size = unsafe redisFormatCommandArgv(
          &command, Int32(lengths.count + rest.lengths.count), &places, lengths + rest.lengths)
        guard size > 0, let command = unsafe command else { return false }
        defer { unsafe redisFreeCommand(command) }
        unsafe buffer.writeBytes(UnsafeRawBufferPointer(start: command, count: Int(size)))
        return true
      }
    }
  }

  private static func place(
    _ bytes: UnsafeRawBufferPointer, _ lengths: [Int], _ places: inout [UnsafePointer<CChar>?]
  ) {
    // Nothing is read of an argument of no bytes, wherever it is.
    var place = 0
    for length in lengths {
      let start = unsafe bytes.baseAddress.map { unsafe ($0 + place).assumingMemoryBound(to: CChar.self) }
      unsafe places.append(start)
      place += length
    }
  }
}
