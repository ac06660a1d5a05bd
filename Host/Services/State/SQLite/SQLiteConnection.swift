internal import CSQLite

/// A connection to a database, for one thread at a time.
@safe final class SQLiteConnection: @unchecked Sendable {
  /// How long to wait for a lock of another program's, in milliseconds.
  private static let patience: Int32 = 2000

  private let handle: OpaquePointer
  private let logPagesPlace: UnsafeMutablePointer<Int32>
  private var statements: [StaticString.Key: SQLiteStatement] = [:]

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - isReader: whether it only reads; the file must be there then.
  ///   - vfs: how SQLite reaches files; nil is the usual way.
  init(_ path: String, isReader: Bool = false, vfs: String? = nil) throws(SQLiteFailure) {
    // A mutex around each call is of no use to a connection that stays with one thread. Not by
    // sqlite3_config: that would be the choice of inline plugins with the same library too.
    let flags =
      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
      | (isReader ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE)
    var opened: OpaquePointer?
    let code =
      if let vfs { unsafe sqlite3_open_v2(path, &opened, flags, vfs) } else {
        unsafe sqlite3_open_v2(path, &opened, flags, nil)
      }
    guard code == SQLITE_OK, let handle = unsafe opened else {
      unsafe sqlite3_close_v2(opened)
      throw unsafe SQLiteFailure(code: code, message: String(cString: sqlite3_errstr(code)))
    }
    unsafe self.handle = handle
    unsafe logPagesPlace = .allocate(capacity: 1)
    unsafe logPagesPlace.initialize(to: 0)
    unsafe sqlite3_extended_result_codes(handle, 1)
    unsafe sqlite3_busy_timeout(handle, Self.patience)
    // The file may be damaged, or made to do harm.
    try run("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON")
  }

  deinit {
    for statement in statements.values { statement.finalize() }
    unsafe sqlite3_close_v2(handle)
    unsafe logPagesPlace.deallocate()
  }

  /// Runs statements that return nothing.
  func run(_ sql: String) throws(SQLiteFailure) {
    guard unsafe sqlite3_exec(handle, sql, nil, nil, nil) == SQLITE_OK else { throw failure }
  }

  /// A statement, prepared once and kept.
  func statement(_ sql: StaticString) throws(SQLiteFailure) -> SQLiteStatement {
    if let known = statements[StaticString.Key(sql)] { return known }
    let made = try prepare("\(sql)", flags: UInt32(SQLITE_PREPARE_PERSISTENT))
    statements[StaticString.Key(sql)] = made
    return made
  }

  /// The one number that a statement returns.
  func number(_ sql: String) throws(SQLiteFailure) -> Int64 {
    let statement = try prepare(sql, flags: 0)
    defer { statement.finalize() }
    guard try statement.step() else { return 0 }
    return statement.number(0)
  }

  /// The one text that a statement returns.
  func text(_ sql: String) throws(SQLiteFailure) -> String {
    let statement = try prepare(sql, flags: 0)
    defer { statement.finalize() }
    guard try statement.step() else { return "" }
    return String(decoding: statement.bytes(0), as: UTF8.self)
  }

  private func prepare(_ sql: String, flags: UInt32) throws(SQLiteFailure) -> SQLiteStatement {
    var made: OpaquePointer?
    guard unsafe sqlite3_prepare_v3(handle, sql, -1, flags, &made, nil) == SQLITE_OK,
      let made = unsafe made
    else { throw failure }
    return unsafe SQLiteStatement(made, of: self)
  }

  /// What went wrong last.
  var failure: SQLiteFailure {
    unsafe SQLiteFailure(
      code: sqlite3_extended_errcode(handle), message: String(cString: sqlite3_errmsg(handle)))
  }

  /// Rows that the last statement changed.
  var changes: Int { Int(unsafe sqlite3_changes(handle)) }

  /// Whether a transaction is open.
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  // MARK: The write-ahead log

  /// From now on commits make no checkpoints: ``checkpoint(isWaiting:)`` does.
  func takeOverCheckpoints() { unsafe csqlite_count_log(handle, logPagesPlace) }

  /// Pages in the log since the last checkpoint that emptied it.
  var logPages: Int { Int(unsafe logPagesPlace.pointee) }

  /// Copies the log into the file, as far as readers let it.
  ///
  /// - Parameter isWaiting: whether to wait for readers, so that the log starts again.
  func checkpoint(isWaiting: Bool) throws(SQLiteFailure) {
    let mode = isWaiting ? SQLITE_CHECKPOINT_RESTART : SQLITE_CHECKPOINT_PASSIVE
    let code = unsafe sqlite3_wal_checkpoint_v2(handle, nil, mode, nil, nil)
    // Readers took longer than patience lasts: there is a next time.
    guard code == SQLITE_OK || code == SQLITE_BUSY else { throw failure }
  }
}

extension StaticString {
  /// A statement's text by its address: literals do not move.
  fileprivate struct Key: Hashable {
    private let address: UInt

    init(_ text: StaticString) { address = unsafe UInt(bitPattern: text.utf8Start) }
  }
}
