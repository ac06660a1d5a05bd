/// Which topics somebody wants: `payments.settled` one, `payments.*` those of two parts, `payments.**` all that go on.
package struct TopicPattern: Hashable, Sendable, CustomStringConvertible {
  /// As it was written.
  package let description: String
  private let parts: [Substring]
  private let goesOn: Bool

  /// Longest topic or pattern, in bytes.
  package static let maxBytes = 128

  /// Reads a pattern; nil for one that is none: empty parts, `**` before the end, or anything but letters, digits,
  /// `_`, `-` and stars that stand alone.
  package init?(_ text: String) {
    guard let parts = Self.parts(text) else { return nil }
    goesOn = parts.last == "**"
    let named = goesOn ? parts.dropLast() : parts[...]
    guard named.allSatisfy({ $0 == "*" || Self.isName($0) }) else { return nil }
    description = text
    self.parts = Array(named)
  }

  /// Whether a text is a topic: parts of letters, digits, `_` and `-` with dots between.
  package static func isTopic(_ text: String) -> Bool { parts(text)?.allSatisfy(isName) ?? false }

  /// Whether it stands for one topic alone.
  package var isExact: Bool { !goesOn && !parts.contains("*") }

  /// Whether a topic is among those meant.
  package func matches(_ topic: String) -> Bool {
    let names = topic.split(separator: ".", omittingEmptySubsequences: false)
    guard goesOn ? names.count > parts.count : names.count == parts.count else { return false }
    return zip(parts, names).allSatisfy { $0 == "*" || $0 == $1 }
  }

  /// Whether every topic that another pattern means is among those that this one means.
  package func covers(_ other: TopicPattern) -> Bool {
    guard goesOn ? other.parts.count >= parts.count : !other.goesOn && other.parts.count == parts.count else {
      return false
    }
    // `a.**` does not mean `a` itself.
    if goesOn, !other.goesOn, other.parts.count == parts.count { return false }
    return zip(parts, other.parts).allSatisfy { $0 == "*" || $0 == $1 }
  }

  private static func parts(_ text: String) -> [Substring]? {
    guard (1...maxBytes).contains(text.utf8.count) else { return nil }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    return parts.allSatisfy { !$0.isEmpty } ? parts : nil
  }

  private static func isName(_ part: Substring) -> Bool {
    part.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "-"): true
      default: false
      }
    }
  }
}
