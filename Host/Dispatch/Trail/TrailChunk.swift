import HostServices

/// Records of a trail that are written together, as one entry: one by one they cost a store as much as the commits that
/// they tell of.
struct TrailChunk: Sendable, Equatable {
  private static let form: UInt8 = 2

  /// The records, each as an entry: its key, what it says, and the commit that ended its event. In the order in which
  /// they came.
  var entries: [StateEntry] = []
  /// About how many bytes it takes.
  private(set) var bytes = 0

  init() {}

  /// Takes a record in.
  mutating func append(_ entry: StateEntry) {
    entries.append(entry)
    bytes += entry.key.count + entry.value.count + 16
  }

  /// As the value of its entry.
  var record: [UInt8] {
    var record = RecordWriter(form: Self.form, capacity: 16 + bytes)
    record.add(entries.count)
    for entry in entries {
      record.add(entry.key)
      record.add(entry.version)
      record.add(entry.value)
    }
    return record.bytes
  }

  /// Reads the value of an entry.
  init(record: [UInt8]) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    let count = try reader.number(Int.self)
    guard count >= 0 else { throw RecordError() }
    for _ in 0..<count {
      let (key, version) = (Array(try reader.run()), try reader.number(UInt64.self))
      append(StateEntry(key: key, value: Array(try reader.run()), version: version, expires: 0))
    }
  }
}
