/// An answer of a Redis server (RESP 2, redis.io/docs/reference/protocol-spec).
enum RedisReply: Sendable, Equatable {
  /// A bulk string.
  case bytes([UInt8])
  /// A simple string, as `OK`.
  case status(String)
  /// An error, which begins with a word of its kind, as `NOSCRIPT`.
  case error(String)
  /// An integer.
  case integer(Int64)
  /// No bulk string, or no array.
  case null
  /// Several.
  case array([RedisReply])

  /// The bytes of a string; nil when it is none.
  var bytes: [UInt8]? {
    switch self {
    case .bytes(let bytes): bytes
    case .status(let text): Array(text.utf8)
    default: nil
    }
  }

  /// A string as text; nil when it is none.
  var text: String? { bytes.map { String(decoding: $0, as: UTF8.self) } }

  /// The elements of an array; nil when it is none.
  var elements: [RedisReply]? { if case .array(let elements) = self { elements } else { nil } }

  /// What an error says; nil when it is none.
  var error: String? { if case .error(let text) = self { text } else { nil } }
}
