/// A version as Semantic Versioning 2.0.0 defines it, ordered by its precedence rules (section 11).
public struct SemanticVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The most characters a version may have.
  public static let maximumLength = 64

  /// The first number.
  public let major: Int
  /// The second number.
  public let minor: Int
  /// The third number.
  public let patch: Int
  /// What follows a hyphen, split at dots: `rc.1` is `["rc", "1"]`.
  public let prerelease: [String]
  /// What follows a plus sign; it does not take part in the order.
  public let build: String?

  /// A released version.
  public init(_ major: Int, _ minor: Int, _ patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
    prerelease = []
    build = nil
  }

  /// Reads `1.2.3`, `1.2.3-rc.1` or `1.2.3+build`; nil when the text is anything else.
  public init?(_ text: String) {
    guard text.utf8.count <= Self.maximumLength else { return nil }
    let parts = text.split(separator: "+", maxSplits: 1, omittingEmptySubsequences: false)
    let core = parts[0].split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
    let numbers = core[0].split(separator: ".", omittingEmptySubsequences: false).map(Self.number)
    guard numbers.count == 3, let major = numbers[0], let minor = numbers[1], let patch = numbers[2]
    else { return nil }
    var prerelease: [String] = []
    if core.count == 2 {
      let identifiers = core[1].split(separator: ".", omittingEmptySubsequences: false)
      guard identifiers.allSatisfy(Self.isPrereleaseIdentifier) else { return nil }
      prerelease = identifiers.map(String.init)
    }
    if parts.count == 2 {
      let identifiers = parts[1].split(separator: ".", omittingEmptySubsequences: false)
      guard identifiers.allSatisfy(Self.isIdentifier) else { return nil }
    }
    self.major = major
    self.minor = minor
    self.patch = patch
    self.prerelease = prerelease
    build = parts.count == 2 ? String(parts[1]) : nil
  }

  /// The version as it is written.
  public var description: String {
    let suffix = prerelease.isEmpty ? "" : "-" + prerelease.joined(separator: ".")
    return "\(major).\(minor).\(patch)\(suffix)\(build.map { "+" + $0 } ?? "")"
  }

  /// Precedence; a version with a prerelease comes before the one without.
  public static func < (left: SemanticVersion, right: SemanticVersion) -> Bool {
    let leftCore = (left.major, left.minor, left.patch)
    let rightCore = (right.major, right.minor, right.patch)
    if leftCore != rightCore { return leftCore < rightCore }
    if left.prerelease.isEmpty || right.prerelease.isEmpty {
      return !left.prerelease.isEmpty && right.prerelease.isEmpty
    }
    for (one, other) in zip(left.prerelease, right.prerelease) where one != other {
      switch (Int(one), Int(other)) {
      case (let one?, let other?): return one < other
      case (_?, nil): return true
      case (nil, _?): return false
      case (nil, nil): return Array(one.utf8).lexicographicallyPrecedes(Array(other.utf8))
      }
    }
    return left.prerelease.count < right.prerelease.count
  }

  private static func number(_ text: Substring) -> Int? {
    guard !text.isEmpty, text.utf8.count <= 9, text.utf8.allSatisfy(isDigit) else { return nil }
    return text.utf8.count > 1 && text.first == "0" ? nil : Int(text)
  }

  private static func isIdentifier(_ text: Substring) -> Bool {
    !text.isEmpty
      && text.utf8.allSatisfy {
        isDigit($0) || (0x41...0x5a).contains($0) || (0x61...0x7a).contains($0) || $0 == 0x2d
      }
  }

  private static func isPrereleaseIdentifier(_ text: Substring) -> Bool {
    isIdentifier(text) && (!text.utf8.allSatisfy(isDigit) || text.utf8.count == 1 || text.first != "0")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
}
