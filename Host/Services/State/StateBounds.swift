/// Bounds of a store's own, the same for every driver.
package enum StateBounds {
  /// Longest key, in bytes (`ROOST_STATE_KEY_MAX`).
  package static let keyBytes = 512
  /// Keys and values of an answer take at most so many bytes; one entry always has room.
  package static let pageBytes = 4 << 20
  /// What an entry counts beside its key and value: small ones must not make a quota meaningless.
  package static let entryBytes = 32
  /// Bits of one bitmap of ``StateCommit/Step/mark(_:bit:expires:)``.
  package static let markBits = 512
  /// How long the receipt of a commit is kept at least, in milliseconds.
  package static let receiptLife: Int64 = 48 * 3600 * 1000
}
