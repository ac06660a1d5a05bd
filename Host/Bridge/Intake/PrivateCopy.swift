package import HostOperations

/// A library as it was taken in: a file of the host's own that nobody changes any more.
package struct PrivateCopy: Sendable, Equatable {
  /// The plugin's name in the folder.
  package let name: String
  /// The number it was taken in under.
  package let generation: UInt64
  /// The copy's path, never used before.
  package let path: String
  /// The SHA-256 of its bytes.
  package let digest: SHA256Digest
  /// Its bytes.
  package let size: Int
  /// The file it was copied from.
  package let source: FileStamp
}
