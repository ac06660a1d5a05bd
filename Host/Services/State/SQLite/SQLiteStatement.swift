internal import CSQLite

/// A prepared statement of a connection, used by its thread.
@safe final class SQLiteStatement {
  private let handle: OpaquePointer
  private unowned let connection: SQLiteConnection

  init(_ handle: OpaquePointer, of connection: SQLiteConnection) {
    unsafe self.handle = handle
    self.connection = connection
  }

  /// Frees it; it is not used any more.
  func finalize() { unsafe sqlite3_finalize(handle) }

  // MARK: Binding, from 1

  /// Binds a number.
  func bind(_ index: Int32, _ value: Int64) { unsafe sqlite3_bind_int64(handle, index, value) }

  /// Binds bytes.
  func bind(_ index: Int32, _ value: [UInt8]) throws(SQLiteFailure) {
    let code = unsafe value.withUnsafeBytes {
      unsafe csqlite_bind_bytes(handle, index, $0.baseAddress, sqlite3_uint64($0.count))
    }
    guard code == SQLITE_OK else { throw connection.failure }
  }

  /// Binds text.
  func bindText(_ index: Int32, _ value: String) throws(SQLiteFailure) {
    var value = value
    let code = value.withUTF8 { unsafe csqlite_bind_text(handle, index, $0.baseAddress, $0.count) }
    guard code == SQLITE_OK else { throw connection.failure }
  }

  // MARK: Running

  /// Takes a step: true when there is a row.
  func step() throws(SQLiteFailure) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE:
      unsafe sqlite3_reset(handle)
      return false
    default:
      let failure = connection.failure
      unsafe sqlite3_reset(handle)
      throw failure
    }
  }

  /// Runs it to its end, without looking at rows.
  func run() throws(SQLiteFailure) {
    while try step() {}
  }

  /// Ends it before its last row.
  func reset() { unsafe sqlite3_reset(handle) }

  // MARK: Columns, from 0

  /// A column's number.
  func number(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }

  /// A column's bytes.
  func bytes(_ column: Int32) -> [UInt8] {
    let start = unsafe sqlite3_column_blob(handle, column)
    let count = unsafe Int(sqlite3_column_bytes(handle, column))
    return unsafe Array(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count))
  }
}
