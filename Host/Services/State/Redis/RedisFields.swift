/// How state is written to Redis and read from there; see ``RedisLua/common``.
enum RedisFields {
  /// What the fields of a space's entries begin with; nil when the name is none.
  static func prefix(_ space: String) -> [UInt8]? {
    guard !space.isEmpty, !space.utf8.contains(0) else { return nil }
    return [UInt8(ascii: "k")] + Array(space.utf8) + [0]
  }

  /// The field of what a space holds.
  static func row(_ space: String) -> [UInt8] { [UInt8(ascii: "s")] + Array(space.utf8) }

  /// The field of a commit's receipt, by the space of its first part.
  static func receipt(_ id: CommitID, of space: String) -> [UInt8] {
    var field = [UInt8(ascii: "r")]
    for half in [id.high, id.low] {
      for shift in stride(from: 56, through: 0, by: -8) {
        field.append(UInt8(truncatingIfNeeded: half >> shift))
      }
    }
    return field + Array(space.utf8)
  }

  /// The space and the key of an entry's field; nil when it is none.
  static func place(_ field: [UInt8]) -> (space: String, key: [UInt8])? {
    guard field.first == UInt8(ascii: "k"), let end = field.firstIndex(of: 0) else { return nil }
    return (String(decoding: field[1..<end], as: UTF8.self), Array(field[(end + 1)...]))
  }

  // MARK: Read

  /// The entry of a key; nil when the value is none.
  private static func entry(_ key: [UInt8], _ value: [UInt8]) -> StateEntry? {
    guard let version = value.number(at: 0), let ends = value.number(at: 8) else { return nil }
    return StateEntry(
      key: key, value: Array(value[16...]), version: version, expires: Int64(bitPattern: ends))
  }

  /// The entries of the first keys, one or nil for each.
  static func entries(_ values: ArraySlice<RedisReply>, of keys: [[UInt8]]) -> [StateEntry?]? {
    guard !values.isEmpty, values.count <= keys.count else { return nil }
    var entries: [StateEntry?] = []
    for (key, value) in zip(keys, values) {
      guard let bytes = value.bytes else {
        guard value == .null else { return nil }
        entries.append(nil)
        continue
      }
      guard let entry = entry(key, bytes) else { return nil }
      entries.append(entry)
    }
    return entries
  }

  /// A page, and the last key that was looked at when the script gave up; nil when it is none.
  static func page(
    _ values: ArraySlice<RedisReply>, prefix: Int
  ) -> (page: StatePage, next: [UInt8]?)? {
    let parts = Array(values)
    guard parts.count >= 2, parts.count % 2 == 0, let more = parts[0].text, let next = parts[1].bytes,
      next.isEmpty || next.count >= prefix
    else { return nil }
    var page = StatePage(entries: [], hasMore: more == "1")
    for place in stride(from: 2, to: parts.count, by: 2) {
      guard let field = parts[place].bytes, field.count >= prefix, let value = parts[place + 1].bytes,
        let entry = entry(Array(field[prefix...]), value)
      else { return nil }
      page.entries.append(entry)
    }
    return (page, next.isEmpty ? nil : Array(next[prefix...]))
  }

  /// What spaces hold, by their names.
  static func usage(_ values: ArraySlice<RedisReply>) -> [StateUsage]? {
    let parts = Array(values)
    var usage: [StateUsage] = []
    for place in stride(from: 0, to: parts.count - 1, by: 2) {
      guard let plugin = parts[place].text, let row = parts[place + 1].bytes, row.count == 20,
        let bytes = row.number(at: 4), let entries = row.number(at: 12)
      else { return nil }
      let form = row[..<4].reduce(0) { $0 << 8 | UInt32($1) }
      usage.append(
        StateUsage(plugin: plugin, form: form, bytes: Int(clamping: bytes), entries: Int(clamping: entries)))
    }
    return usage.sorted { $0.plugin.utf8.lexicographicallyPrecedes($1.plugin.utf8) }
  }

  /// A receipt: eight bytes of version, then sums in digits.
  static func receipt(_ bytes: [UInt8]) -> StateReceipt? {
    guard let version = bytes.number(at: 0) else { return nil }
    let texts = String(decoding: bytes[8...], as: UTF8.self).split(separator: " ")
    let sums = texts.compactMap { Int64($0) }
    return sums.count == texts.count ? StateReceipt(version: version, sums: sums) : nil
  }
}
