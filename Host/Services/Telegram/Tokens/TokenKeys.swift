package import HostOperations

/// The keys that tokens are sealed with, by version. The highest seals; all of them open.
package struct TokenKeys: Sendable, Equatable {
  /// What one version comes to: a key for sealing and one for the keyed hash, so that neither tells of the other.
  struct Pair: Sendable, Equatable {
    let seal: Secret
    let hash: Secret
  }

  private let pairs: [UInt32: Pair]
  /// The version that seals.
  package let current: UInt32

  /// Most versions at once.
  package static let most = 16

  /// Reads keys: one a line, `VERSION:` and 64 hexadecimal digits. A single one may go without a version and has 1.
  ///
  /// - Throws: what is wrong, without the keys.
  package init(_ text: Secret) throws(TokenKeyError) {
    let lines = text.reveal().split { $0 == 0x0A || $0 == 0x0D || $0 == 0x2C || $0 == 0x20 || $0 == 0x09 }
    guard !lines.isEmpty, lines.count <= Self.most else {
      throw TokenKeyError("has \(lines.count) keys, 1 to \(Self.most) are expected")
    }
    var pairs: [UInt32: Pair] = [:]
    for line in lines {
      let parts = line.split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 || lines.count == 1 else {
        throw TokenKeyError("has several keys, of which one has no version")
      }
      let version = parts.count == 1 ? 1 : UInt32(String(decoding: parts[0], as: UTF8.self))
      guard let version, version > 0 else { throw TokenKeyError("has a version that is no number from 1 on") }
      guard let key = Self.bytes(parts[parts.count - 1]) else {
        throw TokenKeyError("has a key that is not 64 hexadecimal digits")
      }
      guard pairs.updateValue(Self.pair(key), forKey: version) == nil else {
        throw TokenKeyError("has two keys of version \(version)")
      }
    }
    self.pairs = pairs
    current = pairs.keys.max() ?? 1
  }

  /// The versions, the newest first.
  package var versions: [UInt32] { pairs.keys.sorted(by: >) }

  subscript(version: UInt32) -> Pair? { pairs[version] }

  /// Keys of their own for each use, as HKDF's expansion makes them (RFC 5869, 2.3; one block).
  private static func pair(_ key: [UInt8]) -> Pair {
    Pair(
      seal: Secret(HMACSHA256.code(Array("roost telegram seal".utf8) + [1], key: key)),
      hash: Secret(HMACSHA256.code(Array("roost telegram hash".utf8) + [1], key: key)))
  }

  private static func bytes(_ digits: some Collection<UInt8>) -> [UInt8]? {
    guard digits.count == 2 * AESGCM.keyBytes else { return nil }
    var bytes: [UInt8] = []
    var high: UInt8?
    for digit in digits {
      guard let value = Self.value(digit) else { return nil }
      if let first = high {
        bytes.append(first << 4 | value)
        high = nil
      } else {
        high = value
      }
    }
    return bytes
  }

  private static func value(_ digit: UInt8) -> UInt8? {
    switch digit {
    case 0x30...0x39: digit - 0x30
    case 0x61...0x66: digit - 0x57
    case 0x41...0x46: digit - 0x37
    default: nil
    }
  }
}

/// Why a text holds no keys.
package struct TokenKeyError: Error, Sendable, Equatable, CustomStringConvertible {
  /// Why, with a hint.
  package let description: String

  init(_ why: String) { description = "\(why) — hint: openssl rand -hex 32 makes a key" }
}
