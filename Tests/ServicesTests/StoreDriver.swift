import HostServices
import Testing

/// A driver of the state's port, for the suites that every one must pass.
struct StoreDriver: Sendable, CustomTestStringConvertible {
  let testDescription: String
  /// Opens the store of a folder, which may have been opened and closed before.
  let open: @Sendable (_ scratch: Scratch, _ clock: StateClock) throws -> any StateStore
  /// Removes what has ended from a store of this driver's.
  let sweep: @Sendable (_ store: any StateStore) async -> Void

  static let all = [sqlite]

  static let sqlite = StoreDriver(
    testDescription: "SQLite",
    open: { try SQLiteStore(path: $0.file("state.db"), clock: $1) },
    sweep: { store in
      guard let store = store as? SQLiteStore else { return }
      await withCheckedContinuation { waiting in store.sweep { waiting.resume() } }
    })
}
