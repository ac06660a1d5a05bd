/// Something that nobody may read in a log, a message or a debugger's summary.
package struct Secret: Sendable, Equatable {
  private let bytes: [UInt8]

  /// Keeps these bytes.
  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Keeps the UTF-8 bytes of a text.
  package init(_ text: String) { bytes = Array(text.utf8) }

  /// Whether the candidate is the secret, in a time that depends on the candidate's length alone.
  package func matches(_ candidate: some Collection<UInt8>) -> Bool {
    if let fits = candidate.withContiguousStorageIfAvailable({ unsafe matches($0) }) { return fits }
    return unsafe Array(candidate).withUnsafeBufferPointer { unsafe matches($0) }
  }

  @inline(never)
  private func matches(_ candidate: UnsafeBufferPointer<UInt8>) -> Bool {
    var difference = bytes.count ^ candidate.count
    guard !bytes.isEmpty else { return difference == 0 }
    var index = 0
    for place in 0..<candidate.count {
      difference |= unsafe Int(candidate[place] ^ bytes[index])
      index = index + 1 == bytes.count ? 0 : index + 1
    }
    return difference == 0
  }

  /// Whether two secrets are the same, compared as ``matches(_:)`` does.
  package static func == (left: Secret, right: Secret) -> Bool { left.matches(right.bytes) }

  /// Hands over the secret itself. What comes out is the caller's to protect.
  package func reveal() -> [UInt8] { bytes }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  /// What stands for every secret in texts.
  package static let redacted = "‹secret›"

  /// Never the secret.
  package var description: String { Self.redacted }

  /// Never the secret.
  package var debugDescription: String { Self.redacted }

  /// Empty, so that `dump` shows nothing.
  package var customMirror: Mirror { Mirror(self, children: [:]) }
}
