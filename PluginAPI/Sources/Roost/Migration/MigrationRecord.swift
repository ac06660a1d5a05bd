import RoostJSON

/// Of which version the state is, and how far it has been turned to another, as an entry of the state itself.
struct MigrationRecord: Codable, Sendable, Equatable {
  /// Where it lies: no text's bytes begin so, so that no key of the plugin's is in the way.
  static let key: [UInt8] = [0xFF] + Array("roost/version".utf8)

  /// The version that all is of, or was before the migration that goes on.
  var version: Int
  /// The version that it is being turned to; nil when none.
  var to: Int?
  /// What was written after this was written by the migration itself; nil: by the record's own first commit.
  var since: UInt64?
  /// The last key that was looked at; nil for none.
  var after: [UInt8]?

  /// Whether a key is kept from plugins.
  static func hides(_ key: [UInt8]) -> Bool { key.first == Self.key[0] }
}
