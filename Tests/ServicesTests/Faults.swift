import CFaults
import CSQLite
import Synchronization
import Testing

/// A disk that fails on demand, as SQLite sees it.
@safe final class Faults: @unchecked Sendable {
  static let isFull = SQLITE_FULL
  // sqlite3.h makes these with shifts, which Swift does not see.
  static let writeError = SQLITE_IOERR | 3 << 8
  static let syncError = SQLITE_IOERR | 4 << 8

  private static let made = Atomic(0)
  private let handle: OpaquePointer
  /// The name to open a store by.
  let name: String

  init() throws {
    name = "faults\(Self.made.add(1, ordering: .relaxed).newValue)"
    guard let handle = unsafe faults_make(name) else { throw Deviation("no VFS") }
    unsafe self.handle = handle
  }

  /// From now on writing to the log or syncing it fails so.
  func set(write: Int32 = 0, sync: Int32 = 0) { unsafe faults_set(handle, write, sync) }

  /// How often the log was synced.
  var syncs: Int { Int(unsafe faults_log_syncs(handle)) }
}
