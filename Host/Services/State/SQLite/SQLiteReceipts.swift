/// The receipts of commits by their ids.
struct SQLiteReceipts {
  private let connection: SQLiteConnection

  init(_ connection: SQLiteConnection) { self.connection = connection }

  /// The receipt of a commit that was applied.
  func find(_ id: CommitID, of plugin: Int64) throws(SQLiteFailure) -> StateReceipt? {
    let statement = try connection.statement(
      "SELECT version, sums FROM receipt WHERE high = ? AND low = ? AND plugin = ?")
    statement.bind(1, Int64(bitPattern: id.high))
    statement.bind(2, Int64(bitPattern: id.low))
    statement.bind(3, plugin)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return StateReceipt(
      version: UInt64(bitPattern: statement.number(0)), sums: Self.sums(statement.bytes(1)))
  }

  /// Keeps a receipt, with the age that the file had.
  func keep(
    _ receipt: StateReceipt, of id: CommitID, plugin: Int64, age: Int64
  ) throws(SQLiteFailure) {
    let statement = try connection.statement(
      "INSERT INTO receipt (version, plugin, high, low, age, sums) VALUES (?, ?, ?, ?, ?, ?)")
    statement.bind(1, Int64(bitPattern: receipt.version))
    statement.bind(2, plugin)
    statement.bind(3, Int64(bitPattern: id.high))
    statement.bind(4, Int64(bitPattern: id.low))
    statement.bind(5, age)
    try statement.bind(6, Self.bytes(receipt.sums))
    try statement.run()
  }

  /// Removes some of those that were kept up to an age; how many.
  func drop(upTo age: Int64, atMost count: Int) throws(SQLiteFailure) -> Int {
    // The oldest have the smallest versions. To choose by age first would read the whole table each time.
    let statement = try connection.statement(
      """
      DELETE FROM receipt WHERE age <= ? AND version IN (SELECT version FROM receipt ORDER BY version LIMIT ?)
      """)
    statement.bind(1, age)
    statement.bind(2, Int64(count))
    try statement.run()
    return connection.changes
  }

  /// Whether there is one.
  func isEmpty() throws(SQLiteFailure) -> Bool {
    let statement = try connection.statement("SELECT 1 FROM receipt LIMIT 1")
    defer { statement.reset() }
    return try !statement.step()
  }

  /// Eight bytes a sum, the lowest first.
  private static func bytes(_ sums: [Int64]) -> [UInt8] {
    sums.flatMap { sum in (0..<8).map { UInt8(truncatingIfNeeded: sum >> ($0 * 8)) } }
  }

  private static func sums(_ bytes: [UInt8]) -> [Int64] {
    stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).map { start in
      (0..<8).reduce(Int64(0)) { $0 | Int64(bytes[start + $1]) << ($1 * 8) }
    }
  }
}
