/// What commits do to the tables, within a transaction of its connection's owner.
final class SQLiteLedger {
  /// Most rows of a table that one sweep removes: it must not keep commits waiting.
  private static let sweepSize = 2000

  private let connection: SQLiteConnection
  private let entries: SQLiteEntries
  private let receipts: SQLiteReceipts
  private let spaces: SQLiteSpaces
  private let clock: StateClock

  /// The last version given away. It does not go back when its transaction does.
  private var version: UInt64
  private var versionAtBegin: UInt64 = 0
  /// Whether this transaction has written something.
  private(set) var hasWritten = false
  /// For how many milliseconds hosts have had the file open, at `opened` on the steady clock.
  private let ageWhenOpened: Int64
  private let opened: Int64
  /// The times of this transaction.
  private var (now, age) = (Int64(0), Int64(0))

  init(_ connection: SQLiteConnection, _ clock: StateClock) throws(SQLiteFailure) {
    self.connection = connection
    self.clock = clock
    entries = SQLiteEntries(connection)
    receipts = SQLiteReceipts(connection)
    spaces = SQLiteSpaces(connection)
    version = UInt64(bitPattern: try connection.number("SELECT version FROM counter"))
    ageWhenOpened = try connection.number("SELECT age FROM counter")
    opened = clock.steady()
  }

  /// A transaction has begun.
  func begin() {
    hasWritten = false
    versionAtBegin = version
    now = clock.wall()
    age = ageWhenOpened + clock.steady() - opened
  }

  /// A transaction is about to end: writes what is written once in each.
  func finish() throws(SQLiteFailure) {
    try spaces.save()
    if version != versionAtBegin { try saveCounter() }
  }

  /// A transaction has failed: the tables have gone back.
  func forget() { spaces.forget() }

  private func saveCounter() throws(SQLiteFailure) {
    let statement = try connection.statement("UPDATE counter SET version = ?, age = ?")
    statement.bind(1, Int64(bitPattern: version))
    statement.bind(2, age)
    try statement.run()
    hasWritten = true
  }

  // MARK: Commits

  /// Applies a commit, or says why nothing of it was written.
  func apply(
    _ commit: StateCommit, to space: StateSpace
  ) throws(SQLiteFailure) -> Result<StateReceipt, StateFailure> {
    let known = try spaces.row(of: space.plugin)
    var found: [[UInt8]: StatePlan.Found] = [:]
    if let known {
      if let receipt = try receipts.find(commit.id, of: known.number) { return .success(receipt) }
      found = try entries.find(commit, of: known.number)
    }
    let plan: StatePlan
    do throws(StateFailure) {
      try checkForm(of: space, known)
      plan = try StatePlan(commit, found: found, at: now)
      try checkQuota(of: space, known, plan)
    } catch {
      return .failure(error)
    }
    var row: SQLiteSpaces.Row
    if let known { row = known } else { row = try spaces.make(space.plugin) }
    version += 1
    try entries.write(plan, version, of: row.number)
    row.form = Int64(space.form)
    row.bytes += Int64(plan.growth)
    spaces.set(row, of: space.plugin)
    let receipt = StateReceipt(version: version, sums: plan.sums)
    try receipts.keep(receipt, of: commit.id, plugin: row.number, age: age)
    return .success(receipt)
  }

  private func checkForm(of space: StateSpace, _ row: SQLiteSpaces.Row?) throws(StateFailure) {
    guard let row, Int64(space.form) < row.form else { return }
    throw StateFailure(
      .denied,
      """
      \(space.plugin): its state is of version \(row.form), and this generation writes \(space.form) — \
      hint: install a version of the plugin that writes \(row.form)
      """)
  }

  private func checkQuota(
    of space: StateSpace, _ row: SQLiteSpaces.Row?, _ plan: StatePlan
  ) throws(StateFailure) {
    let bytes = (row?.bytes ?? 0) + Int64(plan.growth)
    // What makes room is let through, also past the quota: it may have been lowered.
    guard let quota = space.quota, plan.growth > 0, bytes > Int64(quota) else { return }
    throw StateFailure(
      .denied,
      """
      \(space.plugin): its state would take \(bytes) bytes, and \(quota) are allowed — \
      hint: raise its quota, or let it delete something
      """)
  }

  // MARK: Sweeping

  /// Removes entries and receipts that have ended; true when there may be more.
  ///
  /// - Parameter isProbe: whether to write something in any case, to see whether writing works.
  func sweep(isProbe: Bool) throws(SQLiteFailure) -> Bool {
    let ended = try entries.sweep(at: now, atMost: Self.sweepSize, spaces)
    let dropped = try receipts.drop(upTo: age - StateBounds.receiptLife, atMost: Self.sweepSize)
    // Time counts for receipts only once it is in the file.
    let isEmpty = try receipts.isEmpty()
    if isProbe || !isEmpty { try saveCounter() }
    return ended == Self.sweepSize || dropped == Self.sweepSize
  }
}

extension StateCommit.Step {
  /// The key that the step is about.
  var key: [UInt8] {
    switch self {
    case .expect(let key, _), .put(let key, _, _), .delete(let key), .add(let key, _): key
    }
  }
}
