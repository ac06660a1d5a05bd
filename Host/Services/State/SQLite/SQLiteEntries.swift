/// The entries of plugins, as the writer sees and changes them.
struct SQLiteEntries {
  /// An entry that has ended.
  private struct Ended {
    let plugin: Int64
    let key: [UInt8]
    let cost: Int64
  }

  private let connection: SQLiteConnection

  init(_ connection: SQLiteConnection) { self.connection = connection }

  /// What there is of the keys of a commit.
  func find(
    _ commit: StateCommit, of plugin: Int64
  ) throws(SQLiteFailure) -> [[UInt8]: StatePlan.Found] {
    var found: [[UInt8]: StatePlan.Found] = [:]
    for step in commit.steps where found[step.key] == nil {
      found[step.key] = try find(step.key, of: plugin)
    }
    return found
  }

  private func find(_ key: [UInt8], of plugin: Int64) throws(SQLiteFailure) -> StatePlan.Found? {
    // The length of a value is known without reading it; only a short one may be a number.
    let statement = try connection.statement(
      """
      SELECT version, expires, length(value), iif(length(value) <= 20, value, x'')
      FROM entry WHERE plugin = ? AND key = ?
      """)
    statement.bind(1, plugin)
    try statement.bind(2, key)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return StatePlan.Found(
      version: UInt64(bitPattern: statement.number(0)), expires: statement.number(1),
      cost: StateEntry.cost(key, Int(statement.number(2))), number: statement.bytes(3))
  }

  /// Writes what a commit comes to.
  func write(_ plan: StatePlan, _ version: UInt64, of plugin: Int64) throws(SQLiteFailure) {
    for outcome in plan.outcomes {
      guard let value = outcome.value else {
        if outcome.wasFound { try delete(outcome.key, of: plugin) }
        continue
      }
      let statement = try connection.statement(
        """
        INSERT INTO entry (plugin, key, value, version, expires) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET
          value = excluded.value, version = excluded.version, expires = excluded.expires
        """)
      statement.bind(1, plugin)
      try statement.bind(2, outcome.key)
      try statement.bind(3, value)
      statement.bind(4, Int64(bitPattern: version))
      statement.bind(5, outcome.expires)
      try statement.run()
    }
  }

  private func delete(_ key: [UInt8], of plugin: Int64) throws(SQLiteFailure) {
    let statement = try connection.statement("DELETE FROM entry WHERE plugin = ? AND key = ?")
    statement.bind(1, plugin)
    try statement.bind(2, key)
    try statement.run()
  }

  /// Removes some that have ended at a time, also from what they count; how many.
  func sweep(at now: Int64, atMost count: Int, _ spaces: SQLiteSpaces) throws(SQLiteFailure) -> Int {
    let ended = try ended(at: now, atMost: count)
    for entry in ended {
      try delete(entry.key, of: entry.plugin)
      try spaces.subtract(entry.cost, from: entry.plugin)
    }
    if !ended.isEmpty { spaces.forget() }
    return ended.count
  }

  private func ended(at now: Int64, atMost count: Int) throws(SQLiteFailure) -> [Ended] {
    let statement = try connection.statement(
      """
      SELECT plugin, key, length(value) FROM entry WHERE expires <> 0 AND expires <= ?
      ORDER BY expires LIMIT ?
      """)
    statement.bind(1, now)
    statement.bind(2, Int64(count))
    var ended: [Ended] = []
    while try statement.step() {
      let key = statement.bytes(1)
      ended.append(
        Ended(
          plugin: statement.number(0), key: key, cost: Int64(StateEntry.cost(key, Int(statement.number(2))))))
    }
    return ended
  }
}
