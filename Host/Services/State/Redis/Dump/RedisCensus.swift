/// Counts what a dump holds of a store, and looks whether it agrees with itself.
struct RedisCensus {
  /// What a space has, as it says, and as it was counted.
  private struct Space {
    var said: StateUsage?
    var entries = 0
    var bytes = 0
  }

  private var spaces: [String: Space] = [:]
  private var form: String?
  private var epoch: [UInt8]?
  private var version: UInt64?
  private var newest: UInt64 = 0
  private var (receipts, aged, ordered, named) = (0, 0, 0, 0)

  /// Takes an item of the store's keys, in the order of ``RedisSettings/keys``.
  mutating func take(_ key: Int, _ item: RDBItem) throws(RDBFailure) {
    switch (key, item) {
    case (0, .field(let field, let value)): try take(field, value)
    case (1, .ranked): ordered += 1
    case (2, .ranked): break
    case (3, .element): aged += 1
    case (4, .member): named += 1
    default: throw RDBFailure("one of its keys is of a kind that Roost does not write")
    }
  }

  private mutating func take(_ field: [UInt8], _ value: [UInt8]) throws(RDBFailure) {
    switch field.first {
    case UInt8(ascii: "k"):
      guard let (space, key) = RedisFields.place(field), value.count >= 16, let version = value.number(at: 0)
      else { throw RDBFailure("an entry in it is none") }
      newest = max(newest, version)
      spaces[space, default: Space()].entries += 1
      spaces[space, default: Space()].bytes += key.count + value.count - 16 + StateBounds.entryBytes
    case UInt8(ascii: "s"):
      let name = Array(field.dropFirst())
      guard let said = RedisFields.usage([.bytes(name), .bytes(value)])?.first else {
        throw RDBFailure("what a space has is not told in it")
      }
      spaces[said.plugin, default: Space()].said = said
    case UInt8(ascii: "r"): receipts += 1
    case UInt8(ascii: "e"): epoch = value
    case UInt8(ascii: "v"): version = value.number(at: 0)
    case UInt8(ascii: "f"): form = String(decoding: value, as: UTF8.self)
    case UInt8(ascii: "t"): break
    default: throw RDBFailure("it holds a field that Roost does not write")
    }
  }

  /// What the store has.
  ///
  /// - Throws: why it is none, or does not agree with itself.
  func total() throws(RDBFailure) -> (schema: Int, epoch: [UInt8], version: UInt64, spaces: [StateUsage]) {
    guard let form, let epoch, epoch.count == 16, let version else {
      throw RDBFailure("there is no state of Roost in it")
    }
    guard form == "1" else {
      throw RDBFailure("its state is of form \(form), which this version does not know")
    }
    guard newest <= version else {
      throw RDBFailure("it has something of commit \(newest), and says that \(version) was the last")
    }
    var usage: [StateUsage] = []
    for (name, space) in spaces {
      guard let said = space.said, said.entries == space.entries, said.bytes == space.bytes else {
        throw RDBFailure("what \(name) has is not what was counted")
      }
      usage.append(said)
    }
    let entries = usage.reduce(0) { $0 + $1.entries }
    guard ordered == entries, aged == receipts, named == usage.count else {
      throw RDBFailure("its keys do not agree with each other")
    }
    return (1, epoch, version, usage.sorted { $0.plugin.utf8.lexicographicallyPrecedes($1.plugin.utf8) })
  }
}
