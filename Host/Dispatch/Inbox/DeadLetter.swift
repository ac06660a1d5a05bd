import HostServices
import NIOCore

/// An event that no handler could deal with, kept for people.
struct DeadLetter: Sendable, Equatable {
  /// The source that it came from, by name.
  var source: String
  /// When it was given up, in milliseconds since 1970.
  var time: Int64
  /// The event with all its failures.
  var event: StoredEvent

  /// Where dead letters are.
  static let space = StateSpace(host: "host/dead")
  private static let form: UInt8 = 1

  /// What keeps it, as a part of the commit that takes the event out of the inbox.
  func part(keptFor life: Int64) -> StateCommit.Part {
    StateCommit.Part(Self.space, [.append([], record, expires: time + life)])
  }

  /// As the value of an entry.
  var record: [UInt8] {
    var record = RecordWriter(form: Self.form, capacity: 256 + event.body.readableBytes)
    record.add(source)
    record.add(time)
    record.add(event.record)
    return record.bytes
  }

  /// Reads the value of an entry.
  init(record: [UInt8]) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    source = try reader.text()
    time = try reader.number()
    event = try StoredEvent(record: Array(try reader.run()))
  }

  init(source: String, time: Int64, event: StoredEvent) {
    (self.source, self.time, self.event) = (source, time, event)
  }
}
