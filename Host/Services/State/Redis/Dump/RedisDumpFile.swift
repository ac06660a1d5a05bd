internal import HostOperations

/// A dump that was read whole: what it holds of a store.
struct RedisDumpFile: Sendable {
  var server: String
  var schema: Int
  /// In hexadecimal digits.
  var epoch: String
  var version: UInt64
  var spaces: [StateUsage]
  /// How many keys it holds beside the store's.
  var others: Int
  var hasChecksum: Bool
  var bytes: UInt64
  var digest: String

  /// Reads a dump from beginning to end.
  ///
  /// - Throws: why it is none, or is damaged.
  init(reading path: String, prefix: String, database: Int) throws(RDBFailure) {
    let source = try RDBSource(path)
    var (reader, census) = (
      RDBReader(source, keys: RedisSettings.keys(prefix), database: database), RedisCensus()
    )
    try reader.run { key, item throws(RDBFailure) in try census.take(key, item) }
    let (bytes, digest) = try source.finish()
    let total = try census.total()
    (server, others, hasChecksum) = (reader.server, reader.others, reader.hasChecksum)
    (schema, version, spaces) = (total.schema, total.version, total.spaces)
    epoch = RedisMemory.digits(total.epoch)
    (self.bytes, self.digest) = (bytes, digest.description)
  }
}
