import Roost
import Synchronization

/// Writes changed records in the order of the steps, those of many steps in one commit.
final class Keeper: Sendable {
  private struct Pending {
    var records: [String: [UInt8]?] = [:]
    var waiting: [CheckedContinuation<Void, any Error>] = []
    var isRunning = false
    var added = 0
    var written = 0
  }

  private static let (mostItems, mostBytes) = (500, 2 << 20)
  private let pending = Mutex(Pending())
  private let state: State

  init(_ state: State) { self.state = state }

  /// Takes the records of a step over; called in the order of the steps.
  func add(_ records: [(key: String, bytes: [UInt8]?)]) -> Int {
    pending.withLock { pending in
      guard !records.isEmpty else { return pending.added }
      for record in records { pending.records[record.key] = .some(record.bytes) }
      pending.added += 1
      return pending.added
    }
  }

  /// Waits until what was taken over with a number is on disk.
  func settled(_ ticket: Int) async throws {
    try await withCheckedThrowingContinuation { (continuation: CheckedContinuation<Void, any Error>) in
      let (isDone, begins) = pending.withLock { pending in
        if pending.written >= ticket { return (true, false) }
        pending.waiting.append(continuation)
        defer { pending.isRunning = true }
        return (false, !pending.isRunning)
      }
      if isDone { continuation.resume() }
      if begins { Task { await self.run() } }
    }
  }

  private func run() async {
    while true {
      let (records, waiting, added) = pending.withLock { pending in
        defer { (pending.records, pending.waiting) = ([:], []) }
        if pending.records.isEmpty, pending.waiting.isEmpty { pending.isRunning = false }
        return (pending.records, pending.waiting, pending.added)
      }
      if records.isEmpty, waiting.isEmpty { return }
      do {
        try await write(records)
        pending.withLock { $0.written = max($0.written, added) }
        for one in waiting { one.resume() }
      } catch {
        // What is newer by now stays as it is.
        pending.withLock { pending in pending.records.merge(records) { newer, _ in newer } }
        for one in waiting { one.resume(throwing: error) }
      }
    }
  }

  private func write(_ records: [String: [UInt8]?]) async throws {
    var (commit, items, bytes) = (StateCommit(), 0, 0)
    for (key, value) in records {
      if let value { commit.put(key, bytes: value) } else { commit.delete(key) }
      items += 1
      bytes += value?.count ?? 0
      guard items >= Self.mostItems || bytes >= Self.mostBytes else { continue }
      try await state.commit(commit)
      (commit, items, bytes) = (StateCommit(), 0, 0)
    }
    if items > 0 { try await state.commit(commit) }
  }
}
