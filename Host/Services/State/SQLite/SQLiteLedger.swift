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

  /// A part of a commit as far as it is worked out.
  private struct Planned {
    let space: StateSpace
    let row: SQLiteSpaces.Row?
    let plan: StatePlan
  }

  /// Applies a commit, or says why nothing of it was written.
  func apply(
    _ commit: StateCommit, to space: StateSpace
  ) throws(SQLiteFailure) -> Result<StateReceipt, StateFailure> {
    let known = try spaces.row(of: space.plugin)
    if let known, let id = commit.id, let receipt = try receipts.find(id, of: known.number) {
      return .success(receipt)
    }
    var parts: [Planned] = []
    var first = 0
    for part in [StateCommit.Part(space, commit.steps)] + commit.others {
      let row = parts.isEmpty ? known : try spaces.row(of: part.space.plugin)
      let found = try row.map { (row) throws(SQLiteFailure) in try entries.find(part.steps, of: row.number) }
      do throws(StateFailure) {
        parts.append(try plan(part, row, found ?? [:], first: first))
      } catch {
        guard !parts.isEmpty, error.kind == .conflict else { return .failure(error) }
        return .failure(StateFailure(.stale, error.description))
      }
      first += part.steps.count
    }
    version += 1
    for part in parts { try write(part) }
    let receipt = StateReceipt(version: version, sums: parts.flatMap(\.plan.sums))
    if let id = commit.id, let row = try spaces.row(of: space.plugin) {
      try receipts.keep(receipt, of: id, plugin: row.number, age: age)
    }
    return .success(receipt)
  }

  private func plan(
    _ part: StateCommit.Part, _ row: SQLiteSpaces.Row?, _ found: [[UInt8]: StatePlan.Found], first: Int
  ) throws(StateFailure) -> Planned {
    try checkForm(of: part.space, row)
    let plan = try StatePlan(part.steps, first: first, found: found, version: version + 1, at: now)
    try checkQuota(of: part.space, row, plan)
    return Planned(space: part.space, row: row, plan: plan)
  }

  private func write(_ part: Planned) throws(SQLiteFailure) {
    var row: SQLiteSpaces.Row
    if let known = part.row { row = known } else { row = try spaces.make(part.space.plugin) }
    try entries.write(part.plan, version, of: row.number)
    row.form = Int64(part.space.leaves ?? part.space.form)
    row.bytes += Int64(part.plan.growth)
    row.entries += Int64(part.plan.entryGrowth)
    spaces.set(row, of: part.space.plugin)
  }

  private func checkForm(of space: StateSpace, _ row: SQLiteSpaces.Row?) throws(StateFailure) {
    guard let row, Int64(space.form) < row.form else { return }
    throw .newerForm(row.form, of: space)
  }

  private func checkQuota(
    of space: StateSpace, _ row: SQLiteSpaces.Row?, _ plan: StatePlan
  ) throws(StateFailure) {
    let bytes = (row?.bytes ?? 0) + Int64(plan.growth)
    // What makes room is let through, also past the quota: it may have been lowered.
    if let quota = space.quota, plan.growth > 0, bytes > Int64(quota) {
      throw .full(bytes, space)
    }
    let count = (row?.entries ?? 0) + Int64(plan.entryGrowth)
    if let maximum = space.maximum, plan.entryGrowth > 0, count > Int64(maximum) {
      throw .tooMany(count, space)
    }
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

  // MARK: Looking after spaces

  /// Removes some of a plugin's entries, and the form that bound its versions once none is left; how many.
  func purge(_ plugin: String) throws(SQLiteFailure) -> Int {
    guard let row = try spaces.row(of: plugin) else { return 0 }
    let count = try entries.purge(row.number, atMost: Self.sweepSize, spaces)
    if count == 0 {
      spaces.set(SQLiteSpaces.Row(number: row.number, form: 0, bytes: 0, entries: 0), of: plugin)
    }
    hasWritten = true
    return count
  }
}
