internal import HostOperations
internal import RoostJSON

/// What a copy says of itself, in `manifest.json` beside the dump. No password and no address is in it.
package struct RedisManifest: Sendable, Equatable {
  /// The form of manifests that is written.
  private static let form = 1
  static let mostBytes = 64 << 10

  /// The version of Roost that made the copy.
  package var roost: String
  /// The server's version.
  package var server: String
  /// When the copy was made: milliseconds since 1970.
  package var time: Int64
  /// What the store's keys begin with.
  package var prefix: String
  /// The number of the database that they are in.
  package var database: Int
  /// The form of the store.
  package var schema: Int
  /// The epoch of the data: 16 bytes in hexadecimal digits.
  package var epoch: String
  /// The version of the last commit in it.
  package var commit: UInt64
  /// The entries of all spaces.
  package var entries: Int
  /// How many keys it holds that are not Roost's.
  package var others: Int
  /// The size of the dump.
  package var bytes: UInt64
  /// The digest of the dump, in hexadecimal digits.
  package var digest: String

  /// As text of JSON.
  var text: [UInt8] {
    func number(_ value: some BinaryInteger) -> JSONValue { .number(JSONNumber(value)) }
    let members: [(String, JSONValue)] = [
      ("format", number(Self.form)), ("roost", .string(roost)), ("time_ms", number(time)),
      ("redis", .string(server)), ("prefix", .string(prefix)), ("database", number(database)),
      ("schema", number(schema)), ("epoch", .string(epoch)),
      // In digits: more than 2^53 is not every reader's.
      ("commit", .string("\(commit)")), ("entries", number(entries)), ("other_keys", number(others)),
      ("dump_bytes", number(bytes)), ("dump_sha256", .string(digest)),
    ]
    return JSONValue.object(members.map { JSONMember($0, $1) }).serialized(pretty: true) + [
      UInt8(ascii: "\n")
    ]
  }

  /// Reads the text.
  ///
  /// - Throws: what is wrong with it.
  init(reading text: [UInt8]) throws(RDBFailure) {
    guard let json = try? JSONValue(parsing: text), let format = json["format"]?.int else {
      throw RDBFailure("manifest.json is none of a copy's")
    }
    guard format == Self.form else {
      throw RDBFailure("manifest.json is of form \(format), which this version does not know")
    }
    func word(_ name: String) throws(RDBFailure) -> String {
      guard let word = json[name]?.string, word.utf8.count <= 256 else {
        throw RDBFailure("manifest.json has no usable \(name)")
      }
      return word
    }
    func number(_ name: String) throws(RDBFailure) -> Int {
      guard let number = json[name]?.int, number >= 0 else {
        throw RDBFailure("manifest.json has no usable \(name)")
      }
      return number
    }
    guard let commit = UInt64(try word("commit")) else {
      throw RDBFailure("manifest.json has no usable commit")
    }
    (roost, server, prefix) = (try word("roost"), try word("redis"), try word("prefix"))
    (time, database) = (Int64(try number("time_ms")), try number("database"))
    (schema, epoch, self.commit) = (try number("schema"), try word("epoch"), commit)
    (entries, others) = (try number("entries"), try number("other_keys"))
    (bytes, digest) = (UInt64(try number("dump_bytes")), try word("dump_sha256"))
  }

  /// Says it of a dump that was read.
  init(_ roost: String, _ time: Int64, _ settings: RedisSettings, _ dump: RedisDumpFile) {
    (self.roost, self.time, server) = (roost, time, dump.server)
    (prefix, database) = (settings.prefix, settings.database)
    (schema, epoch, commit) = (dump.schema, dump.epoch, dump.version)
    (entries, others) = (dump.spaces.reduce(0) { $0 + $1.entries }, dump.others)
    (bytes, digest) = (dump.bytes, dump.digest)
  }
}
