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

  /// Adds all of others.
  mutating func append(_ others: RedisArguments) {
    bytes += others.bytes
    lengths += others.lengths
  }

  /// Adds a number of eight bytes, the highest first.
  mutating func append(bits number: UInt64) {
    for shift in stride(from: 56, through: 0, by: -8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
    lengths.append(8)
  }

  /// Writes the command that these and more arguments make (redis.io/docs/reference/protocol-spec), an array of bulk
  /// strings. By hand: the library formats each length by printf, into memory of its own.
  func write(with rest: RedisArguments = RedisArguments(), into buffer: inout ByteBuffer) {
    let count = lengths.count + rest.lengths.count
    buffer.reserveCapacity(minimumWritableBytes: bytes.count + rest.bytes.count + 16 * (count + 1))
    Self.write(count, after: "*", into: &buffer)
    for part in [self, rest] {
      var place = 0
      for length in part.lengths {
        Self.write(length, after: "$", into: &buffer)
        buffer.writeBytes(part.bytes[place..<place + length])
        buffer.writeStaticString("\r\n")
        place += length
      }
    }
  }

  private static func write(_ number: Int, after mark: StaticString, into buffer: inout ByteBuffer) {
    buffer.writeStaticString(mark)
    if number >= 10 { digits(number / 10, into: &buffer) }
    buffer.writeInteger(UInt8(ascii: "0") + UInt8(number % 10))
    buffer.writeStaticString("\r\n")
  }

  private static func digits(_ number: Int, into buffer: inout ByteBuffer) {
    if number >= 10 { digits(number / 10, into: &buffer) }
    buffer.writeInteger(UInt8(ascii: "0") + UInt8(number % 10))
  }
}
