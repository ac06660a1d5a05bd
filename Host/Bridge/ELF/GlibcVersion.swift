import Glibc

/// A version of the GNU C library, such as 2.36.
package struct GlibcVersion: Sendable, Hashable, Comparable, CustomStringConvertible {
  /// The first number.
  package let major: Int
  /// The second number.
  package let minor: Int

  /// Makes a version.
  package init(_ major: Int, _ minor: Int) {
    self.major = major
    self.minor = minor
  }

  /// Reads `2.36`, also with a third number; nil when the text is anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count) else { return nil }
    let numbers = parts.map { part in
      part.utf8.count <= 6 && part.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(part) : nil
    }
    guard let major = numbers[0], let minor = numbers[1], numbers.last != .some(nil) else { return nil }
    self.major = major
    self.minor = minor
  }

  /// Reads a version symbol: `GLIBC_2.34`. `GLIBC_ABI_DT_RELR` is what 2.36 began to offer.
  init?(symbol: String) {
    if symbol == "GLIBC_ABI_DT_RELR" {
      self.init(2, 36)
    } else {
      guard symbol.hasPrefix("GLIBC_") else { return nil }
      self.init(symbol.dropFirst("GLIBC_".count))
    }
  }

  /// The version of the library this process runs on, of which `confstr` says "glibc 2.36"; 0.0 when
  /// it does not.
  package static var running: GlibcVersion {
    let text = unsafe [CChar](unsafeUninitializedCapacity: 64) { buffer, count in
      count = unsafe min(confstr(Int32(_CS_GNU_LIBC_VERSION), buffer.baseAddress, buffer.count), buffer.count)
    }
    let words = String(decoding: text.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self).split(
      separator: " ")
    return words.last.flatMap(GlibcVersion.init) ?? GlibcVersion(0, 0)
  }

  /// `major.minor`.
  package var description: String { "\(major).\(minor)" }

  /// The order of versions.
  package static func < (left: GlibcVersion, right: GlibcVersion) -> Bool {
    (left.major, left.minor) < (right.major, right.minor)
  }
}
