import HostServices

/// How far a schedule has come, as the store has it under the schedule's name.
struct ScheduleRecord: Sendable, Equatable {
  /// The rule that it went by.
  var rule: String
  /// The name of the zone whose clocks it went by.
  var zone: String
  /// Up to when all its runs are settled, in milliseconds since 1970.
  var planned: Int64

  private static let form: UInt8 = 1

  /// Where those of a plugin's schedules are.
  static func space(of plugin: String) -> StateSpace { StateSpace(host: "schedules/\(plugin)") }

  /// As the value of an entry.
  var record: [UInt8] {
    var record = RecordWriter(form: Self.form, capacity: 64)
    record.add(rule)
    record.add(zone)
    record.add(planned)
    return record.bytes
  }

  init(rule: String, zone: String, planned: Int64) {
    (self.rule, self.zone, self.planned) = (rule, zone, planned)
  }

  /// Reads the value of an entry.
  init(record: [UInt8]) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    self.init(rule: try reader.text(), zone: try reader.text(), planned: try reader.number())
  }
}
