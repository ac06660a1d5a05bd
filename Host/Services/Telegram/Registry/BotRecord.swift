/// A bot that the host serves, as it is kept.
package struct BotRecord: Sendable, Equatable {
  /// How a bot stands.
  package enum Status: UInt8, Sendable {
    /// Its updates are taken.
    case active = 1
    /// The operator has switched it off.
    case disabled = 2
    /// Its token is no more.
    case revoked = 3
  }

  /// Its id with Telegram: the number in its token.
  package var id: Int64
  /// Its name here: `[a-z][a-z0-9_-]{0,31}`.
  package var name: String
  /// Its name with Telegram, without the at sign.
  package var username: String
  /// Its token.
  package var token: SealedToken
  /// The webhook's path, random, beginning with `/telegram/`.
  package var path: String
  /// What Telegram proves itself with.
  package var secret: SealedToken
  /// What it proved itself with before, which is taken until a time in milliseconds since 1970.
  package var previous: SealedToken?
  /// See ``previous``; 0 is never.
  package var previousUntil: Int64 = 0
  /// The plugins that serve it, in order.
  package var plugins: [String]
  /// The mode that they serve it in; empty is none.
  package var mode: String
  /// Whether its updates are kept until they are dealt with.
  package var isKept: Bool
  /// How it stands.
  package var status: Status
  /// Why, where it is not active; for people.
  package var reason: String
  /// When it was added, in milliseconds since 1970.
  package var added: Int64

  /// Where bots are kept.
  package static let space = StateSpace(host: "host/bots")
  /// Where it is kept which updates were fetched, where there are no webhooks.
  package static let offsets = StateSpace(host: "host/offsets")

  private static let form: UInt8 = 1

  /// The key of a bot.
  static func key(_ id: Int64) -> [UInt8] { Array("bot/\(id)".utf8) }
  /// The key that holds the id of the bot with a name.
  static func key(named name: String) -> [UInt8] { Array("name/\(name)".utf8) }

  /// As the value of an entry.
  var record: [UInt8] {
    var record = RecordWriter(form: Self.form, capacity: 512)
    record.add(id)
    record.add(name)
    record.add(username)
    Self.add(token, to: &record)
    record.add(path)
    Self.add(secret, to: &record)
    record.add(previous == nil ? 0 : 1)
    if let previous { Self.add(previous, to: &record) }
    record.add(previousUntil)
    record.add(plugins.count)
    for plugin in plugins { record.add(plugin) }
    record.add(mode)
    record.add(isKept ? 1 : 0)
    record.add(status.rawValue)
    record.add(reason)
    record.add(added)
    return record.bytes
  }

  private static func add(_ sealed: SealedToken, to record: inout RecordWriter) {
    record.add(sealed.version)
    record.add(sealed.bytes)
    record.add(sealed.hash)
  }

  private static func sealed(_ reader: inout RecordReader) throws(RecordError) -> SealedToken {
    SealedToken(
      version: try reader.number(), bytes: Array(try reader.run()), hash: Array(try reader.run()))
  }
}

extension BotRecord {
  /// Reads the value of an entry.
  init(record: [UInt8]) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    id = try reader.number()
    name = try reader.text()
    username = try reader.text()
    token = try Self.sealed(&reader)
    path = try reader.text()
    secret = try Self.sealed(&reader)
    previous = try reader.number(Int.self) == 1 ? try Self.sealed(&reader) : nil
    previousUntil = try reader.number()
    plugins = []
    let count = try reader.number(Int.self)
    guard (0...Self.mostPlugins).contains(count) else { throw RecordError() }
    for _ in 0..<count { plugins.append(try reader.text()) }
    mode = try reader.text()
    isKept = try reader.number(Int.self) == 1
    guard let status = Status(rawValue: try reader.number()) else { throw RecordError() }
    self.status = status
    reason = try reader.text()
    added = try reader.number()
  }

  /// Most plugins that serve one bot.
  package static let mostPlugins = 64
}
