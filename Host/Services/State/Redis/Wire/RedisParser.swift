internal import CHiredis

/// Parses what a server sends, with hiredis. For one thread at a time.
@safe final class RedisParser: @unchecked Sendable {
  /// Why nothing more can be parsed.
  struct Failure: Error { let description: String }

  /// Most bytes of one reply: a page, its keys and room.
  private static let maximumReply = 64 << 20

  private let reader: UnsafeMutablePointer<redisReader>
  /// Bytes since the last reply that was whole.
  private var size = 0

  init() throws(Failure) {
    guard let reader = unsafe chiredis_reader_make() else { throw Failure(description: "no memory") }
    unsafe self.reader = reader
  }

  deinit { unsafe redisReaderFree(reader) }

  /// Takes bytes.
  func feed(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
    size += bytes.count
    guard size <= Self.maximumReply else {
      throw Failure(description: "a reply has more than \(Self.maximumReply >> 20) MiB")
    }
    guard bytes.count > 0 else { return }
    let characters = unsafe bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
    guard unsafe redisReaderFeed(reader, characters, bytes.count) == REDIS_OK else { throw failure }
  }

  /// The next reply; nil when it is not whole yet.
  func next() throws(Failure) -> RedisReply? {
    var found: UnsafeMutableRawPointer?
    guard unsafe redisReaderGetReply(reader, &found) == REDIS_OK else { throw failure }
    guard let reply = unsafe found?.assumingMemoryBound(to: redisReply.self) else { return nil }
    defer { unsafe chiredis_reply_free(reply) }
    size = unsafe reader.pointee.len - reader.pointee.pos
    return unsafe Self.copy(reply)
  }

  private var failure: Failure {
    let text = unsafe withUnsafeBytes(of: reader.pointee.errstr) { unsafe Array($0.prefix { $0 != 0 }) }
    return Failure(description: String(decoding: text, as: UTF8.self))
  }

  private static func copy(_ pointer: UnsafeMutablePointer<redisReply>) -> RedisReply {
    let reply = unsafe pointer.pointee
    switch unsafe reply.type {
    case REDIS_REPLY_STRING: return unsafe .bytes(bytes(reply))
    case REDIS_REPLY_STATUS: return unsafe .status(String(decoding: bytes(reply), as: UTF8.self))
    case REDIS_REPLY_ERROR: return unsafe .error(String(decoding: bytes(reply), as: UTF8.self))
    case REDIS_REPLY_INTEGER: return unsafe .integer(reply.integer)
    case REDIS_REPLY_ARRAY:
      let elements = unsafe UnsafeBufferPointer(start: reply.element, count: reply.elements)
      return unsafe .array(elements.map { unsafe $0.map { unsafe copy($0) } ?? .null })
    default: return .null
    }
  }

  private static func bytes(_ reply: redisReply) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: reply.str, count: reply.len))
  }
}
