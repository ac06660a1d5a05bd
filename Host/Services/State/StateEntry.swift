/// What a key has.
package struct StateEntry: Sendable, Equatable {
  /// The key.
  package var key: [UInt8]
  /// The value.
  package var value: [UInt8]
  /// The version of the commit that put it.
  package var version: UInt64
  /// When it ends, in milliseconds since 1970; 0 is never.
  package var expires: Int64

  /// Makes an entry.
  package init(key: [UInt8], value: [UInt8], version: UInt64, expires: Int64) {
    self.key = key
    self.value = value
    self.version = version
    self.expires = expires
  }

  /// Whether something that ends at a time still counts at another.
  static func isAlive(_ expires: Int64, at now: Int64) -> Bool { expires == 0 || expires > now }

  /// What a key with a value counts against a quota.
  static func cost(_ key: [UInt8], _ valueBytes: Int) -> Int {
    key.count + valueBytes + StateBounds.entryBytes
  }
}
