import RoostJSON

/// What a key has.
public struct StateEntry: Sendable, Hashable {
  /// The key, as text.
  public var key: String { String(decoding: keyBytes, as: UTF8.self) }
  /// The key.
  public let keyBytes: [UInt8]
  /// Its value, at most 1 MiB.
  public let value: [UInt8]
  /// Of the commit that wrote it: larger than any before, never used again.
  public let version: UInt64
  /// Milliseconds since 1970 after which there is no value; nil is never.
  public let expires: Int64?

  /// Reads the value as JSON.
  ///
  /// - Throws: `DecodingError`.
  public func decode<T: Decodable>(as type: T.Type = T.self) throws -> T {
    try JSONCoder.decode(type, from: value)
  }
}

/// A part of a range.
public struct StatePage: Sendable, Hashable {
  /// The entries, in the range's order.
  public let entries: [StateEntry]
  /// The range that goes on behind them; nil at the end.
  public let next: StateRange?
}

/// Keys that follow each other, compared byte by byte.
public struct StateRange: Sendable, Hashable {
  /// The first key that may be in it, as bytes.
  public var from: [UInt8]
  /// The first key after it; empty is none.
  public var to: [UInt8]
  /// Whether the last key comes first.
  public var isDescending: Bool

  /// The keys from one up to another, which is not among them.
  public init(from: String = "", to: String = "", isDescending: Bool = false) {
    self.from = Array(from.utf8)
    self.to = Array(to.utf8)
    self.isDescending = isDescending
  }

  /// The keys from one up to another, or to the last.
  init(bytes from: [UInt8], to: [UInt8] = []) {
    self.from = from
    self.to = to
    isDescending = false
  }

  /// The keys that begin with a text.
  public static func prefix(_ text: String, isDescending: Bool = false) -> StateRange {
    var range = StateRange(from: text, to: text, isDescending: isDescending)
    // No byte of UTF-8 is the last there is.
    if let last = range.to.popLast() { range.to.append(last + 1) }
    return range
  }
}
