package import HostServices
import Synchronization

/// The partitions that this host holds at the moment.
package final class Holds: Sendable {
  /// How many there are; 1 when everything is this host's.
  let partitions: Int
  /// For how long they are held.
  let lease: LeaseTime?
  private let held: Mutex<[Int: Hold]>

  private init(_ partitions: Int, _ lease: LeaseTime?, _ held: [Int: Hold]) {
    (self.partitions, self.lease) = (partitions, lease)
    self.held = Mutex(held)
  }

  /// Of a store that is this host's alone: it holds everything, for ever.
  package static var whole: Holds { Holds(1, nil, [0: Hold()]) }

  /// Of a store that hosts share, divided as the first of them divided it: nothing is held yet.
  package static func shared(
    _ store: any StateStore, clock: StateClock = .system
  ) async throws(StateFailure) -> Holds {
    Holds(try await agree(store), LeaseTime(clock), [:])
  }

  private static func agree(_ store: any StateStore) async throws(StateFailure) -> Int {
    let key = LeaseRecords.count
    let commit = StateCommit(
      id: nil, steps: [.expect(key, version: 0), .put(key, Array("\(Partition.count)".utf8), expires: 0)])
    do throws(StateFailure) {
      _ = try await withCheckedContinuation { waiting in
        store.commit(commit, to: LeaseRecords.space) { waiting.resume(returning: $0) }
      }.get()
      return Partition.count
    } catch {
      guard error.kind == .conflict else { throw error }
    }
    let found = try await withCheckedContinuation { waiting in
      store.get([key], of: LeaseRecords.space) { waiting.resume(returning: $0) }
    }.get()
    guard let value = found.first??.value, let count = Int(String(decoding: value, as: UTF8.self)),
      (1...256).contains(count)
    else {
      throw StateFailure(
        .denied,
        "the number of partitions in the store is none — hint: a newer version of Roost may have written it")
    }
    return count
  }

  /// Whether hosts share the store.
  var isShared: Bool { lease != nil }

  /// Those that are held now.
  var all: [Hold] { held.withLock { $0.values.sorted { $0.partition < $1.partition } } }

  /// What is held of a partition; nil when another host has it.
  subscript(partition: Int) -> Hold? { held.withLock { $0[partition] } }

  /// What the events of a lane belong to.
  func partition(of source: String, _ lane: Int64) -> Int {
    isShared ? Partition.number(of: source, lane, among: partitions) : 0
  }

  /// What the keys of a partition's events begin with.
  func prefix(of partition: Int) -> [UInt8] { isShared ? [UInt8(partition)] : [] }

  /// The hold under which something runs that is to run on one host alone; nil when this is not the one.
  func hold(ofSingleton name: String) -> Hold? {
    self[partition(of: name, 0)].flatMap { $0.isOpen ? $0 : nil }
  }

  /// A partition is held from now on.
  func add(_ hold: Hold) { held.withLock { $0[hold.partition] = hold } }

  /// A partition is not held any more.
  func remove(_ partition: Int) -> Hold? { held.withLock { $0.removeValue(forKey: partition) } }
}
