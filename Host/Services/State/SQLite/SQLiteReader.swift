/// Reads the file, on a thread of its own.
final class SQLiteReader: @unchecked Sendable {
  private let connection: SQLiteConnection
  private let file: StateFile
  private let clock: StateClock
  private let trouble: StoreTrouble
  /// Greater than every key: one byte longer than the longest, and no byte is greater than its.
  private static let afterAll = [UInt8](repeating: 0xFF, count: StateBounds.keyBytes + 1)

  init(_ file: StateFile, vfs: String?, _ clock: StateClock, _ trouble: StoreTrouble) throws(StateFailure) {
    do throws(SQLiteFailure) {
      connection = try SQLiteConnection(file.path, isReader: true, vfs: vfs)
    } catch {
      throw StateFailure(.unavailable, error.explained(file.path))
    }
    (self.file, self.clock, self.trouble) = (file, clock, trouble)
  }

  func get(_ keys: [[UInt8]], of plugin: String) -> Result<[StateEntry?], StateFailure> {
    if keys.count == 1 { return one(keys[0], of: plugin) }
    return reading { () throws(SQLiteFailure) in
      guard let number = try number(of: plugin) else { return keys.map { _ in nil } }
      let now = clock.wall()
      var (found, size): ([StateEntry?], Int) = ([], 0)
      found.reserveCapacity(keys.count)
      for key in keys {
        let entry = try entry(key, of: number, at: now)
        size += entry.map { $0.key.count + $0.value.count } ?? 0
        guard found.isEmpty || size <= StateBounds.pageBytes else { break }
        found.append(entry)
      }
      return found
    }
  }

  /// What most ask for, in one statement, which is a moment of its own.
  private func one(_ key: [UInt8], of plugin: String) -> Result<[StateEntry?], StateFailure> {
    do throws(SQLiteFailure) {
      let statement = try connection.statement(
        """
        SELECT key, value, version, expires FROM entry
        WHERE plugin = (SELECT number FROM plugin WHERE id = ?) AND key = ?
        """)
      try statement.bindText(1, plugin)
      try statement.bind(2, key)
      defer { statement.reset() }
      guard try statement.step(), StateEntry.isAlive(statement.number(3), at: clock.wall()) else {
        return .success([nil])
      }
      return .success([statement.entry])
    } catch {
      return .failure(failed(error))
    }
  }

  func scan(_ range: StateRange, of plugin: String) -> Result<StatePage, StateFailure> {
    reading { () throws(SQLiteFailure) in
      var page = StatePage(entries: [], hasMore: false)
      guard let number = try number(of: plugin) else { return page }
      let statement = try statement(range, of: number)
      defer { statement.reset() }
      let now = clock.wall()
      var size = 0
      while try statement.step() {
        guard StateEntry.isAlive(statement.number(3), at: now) else { continue }
        let entry = statement.entry
        size += entry.key.count + entry.value.count
        guard page.entries.isEmpty || (page.entries.count < range.limit && size <= StateBounds.pageBytes)
        else {
          page.hasMore = true
          break
        }
        page.entries.append(entry)
      }
      return page
    }
  }

  private func statement(_ range: StateRange, of plugin: Int64) throws(SQLiteFailure) -> SQLiteStatement {
    let statement =
      range.isDescending
      ? try connection.statement(
        """
        SELECT key, value, version, expires FROM entry WHERE plugin = ? AND key >= ? AND key < ?
        ORDER BY key DESC
        """)
      : try connection.statement(
        """
        SELECT key, value, version, expires FROM entry WHERE plugin = ? AND key >= ? AND key < ?
        ORDER BY key
        """)
    statement.bind(1, plugin)
    try statement.bind(2, range.from)
    try statement.bind(3, range.to.isEmpty ? Self.afterAll : range.to)
    return statement
  }

  private func entry(_ key: [UInt8], of plugin: Int64, at now: Int64) throws(SQLiteFailure) -> StateEntry? {
    let statement = try connection.statement(
      "SELECT key, value, version, expires FROM entry WHERE plugin = ? AND key = ?")
    statement.bind(1, plugin)
    try statement.bind(2, key)
    defer { statement.reset() }
    guard try statement.step(), StateEntry.isAlive(statement.number(3), at: now) else { return nil }
    return statement.entry
  }

  func usage() -> Result<[StateUsage], StateFailure> {
    reading { () throws(SQLiteFailure) in try connection.usage() }
  }

  func backUp(to path: String) -> Result<Void, StateFailure> {
    do throws(SQLiteFailure) {
      try connection.copy(to: path, replacing: false)
      return .success(())
    } catch {
      return .failure(StateFailure(.unavailable, error.explained(file.path)))
    }
  }

  private func number(of plugin: String) throws(SQLiteFailure) -> Int64? {
    let statement = try connection.statement("SELECT number FROM plugin WHERE id = ?")
    try statement.bindText(1, plugin)
    defer { statement.reset() }
    return try statement.step() ? statement.number(0) : nil
  }

  /// All of body sees the file as of one moment.
  private func reading<Value>(_ body: () throws(SQLiteFailure) -> Value) -> Result<Value, StateFailure> {
    do throws(SQLiteFailure) {
      try connection.statement("BEGIN").run()
      let value = try body()
      try connection.statement("COMMIT").run()
      return .success(value)
    } catch {
      if connection.isInTransaction { try? connection.run("ROLLBACK") }
      return .failure(failed(error))
    }
  }

  private func failed(_ error: SQLiteFailure) -> StateFailure {
    let failure = StateFailure(.unavailable, error.explained(file.path))
    trouble.failed(failure, isLasting: error.isLasting)
    return failure
  }
}

extension SQLiteStatement {
  /// The entry of a row of key, value, version and expires.
  fileprivate var entry: StateEntry {
    StateEntry(
      key: bytes(0), value: bytes(1), version: UInt64(bitPattern: number(2)), expires: number(3))
  }
}
