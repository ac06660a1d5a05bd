import HostServices

/// Something that a plugin wants to be told when it is due.
///
/// Its space has two entries of it: one by its name with all there is, and one by its due time, so that the first ones
/// are found. An entry by time counts only as long as that by name says the same.
struct Job: Sendable, Equatable {
  let name: String
  /// In milliseconds since 1970.
  let due: Int64
  /// Of the event that it becomes.
  let id: String
  let body: [UInt8]

  private static let form: UInt8 = 1

  /// Where a plugin's jobs are: at most 100,000.
  static func space(of plugin: String) -> StateSpace {
    StateSpace(host: "jobs/\(plugin)", quota: 256 << 20, maximum: 200_000)
  }

  var nameKey: [UInt8] { Self.key(named: name) }
  var dueKey: [UInt8] { Self.key(due: due) + name.utf8 }

  static func key(named name: String) -> [UInt8] { [UInt8(ascii: "n")] + name.utf8 }

  /// What the keys of jobs begin with that are due at a time.
  static func key(due: Int64) -> [UInt8] {
    [UInt8(ascii: "d")] + stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: due >> $0) }
  }

  /// The time and the name of a key by time.
  static func parts(ofDueKey key: [UInt8]) -> (due: Int64, name: String) {
    let due = key.dropFirst().prefix(8).reduce(Int64(0)) { $0 << 8 | Int64($1) }
    return (due, String(decoding: key.dropFirst(9), as: UTF8.self))
  }

  /// As the value of its entry by name.
  var record: [UInt8] {
    var record = RecordWriter(form: Self.form, capacity: 64 + body.count)
    record.add(due)
    record.add(id)
    record.add(body)
    return record.bytes
  }

  init(name: String, due: Int64, id: String, body: [UInt8]) {
    (self.name, self.due, self.id, self.body) = (name, due, id, body)
  }

  /// Reads the value of an entry by name.
  init(name: String, record: [UInt8]) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    self.init(
      name: name, due: try reader.number(), id: try reader.text(), body: Array(try reader.run()))
  }
}
