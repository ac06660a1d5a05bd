import HostServices

/// What hosts that share a store write down of each other, in a space of its own:
///
/// | key | value |
/// |---|---|
/// | `n` | how many partitions there are |
/// | `h` host | a host that lives: each put renews its lease, the version tells them apart |
/// | `p` partition | the host that holds it; the version is the fencing token |
enum LeaseRecords {
  static let space = StateSpace(host: "host/leases")
  static let count: [UInt8] = [UInt8(ascii: "n")]

  static func host(_ id: String) -> [UInt8] { [UInt8(ascii: "h")] + id.utf8 }
  static func partition(_ number: Int) -> [UInt8] { [UInt8(ascii: "p"), UInt8(number)] }
}

/// A host among those that share a store.
struct LeaseMember: Sendable, Equatable {
  /// Where it runs, for people, and to be known again after it was killed: only one process can be there at a time.
  var place: String
  /// Whether it takes no more partitions, and gives those it has.
  var isLeaving = false
  /// Of the last renewal.
  var version: UInt64 = 0

  private static let form: UInt8 = 1

  /// As the value of an entry.
  var record: [UInt8] {
    var record = RecordWriter(form: Self.form)
    record.add(place)
    record.add(isLeaving ? 1 : 0)
    return record.bytes
  }

  init(place: String, isLeaving: Bool = false, version: UInt64 = 0) {
    (self.place, self.isLeaving, self.version) = (place, isLeaving, version)
  }

  /// Reads the value of an entry.
  init(record: [UInt8], version: UInt64) throws(RecordError) {
    var reader = try RecordReader(record, forms: Self.form...Self.form)
    self.init(place: try reader.text(), isLeaving: try reader.number(Int.self) == 1, version: version)
  }
}

/// Who lives and who holds what, as a store has it at a moment.
struct LeaseView: Sendable, Equatable {
  /// A partition's holder.
  struct Owner: Sendable, Equatable {
    var host: String
    /// The fencing token.
    var token: UInt64
  }

  var members: [String: LeaseMember] = [:]
  var owners: [Int: Owner] = [:]

  init() {}

  /// Reads the entries of the space.
  init(_ entries: [StateEntry]) {
    for entry in entries {
      switch entry.key.first {
      case UInt8(ascii: "h"):
        guard let member = try? LeaseMember(record: entry.value, version: entry.version) else { continue }
        members[String(decoding: entry.key.dropFirst(), as: UTF8.self)] = member
      case UInt8(ascii: "p") where entry.key.count == 2:
        owners[Int(entry.key[1])] = Owner(
          host: String(decoding: entry.value, as: UTF8.self), token: entry.version)
      default: continue
      }
    }
  }
}
