/// The entries of plugins, as the writer sees and changes them.
struct SQLiteEntries {
  /// An entry that is to go.
  private struct Removed {
    let plugin: Int64
    let key: [UInt8]
    let cost: Int64
  }

  private let connection: SQLiteConnection

  init(_ connection: SQLiteConnection) { self.connection = connection }

  /// What there is of the keys of a commit's steps. Keys that are made of the commit's version are new.
  func find(
    _ steps: [StateCommit.Step], of plugin: Int64
  ) throws(SQLiteFailure) -> [[UInt8]: StatePlan.Found] {
    var found: [[UInt8]: StatePlan.Found] = [:]
    let needed = steps.reduce(0) { max($0, $1.neededValue) }
    for step in steps {
      guard let key = step.key, found[key] == nil else { continue }
      found[key] = try find(key, of: plugin, valueUpTo: needed)
    }
    return found
  }

  private func find(
    _ key: [UInt8], of plugin: Int64, valueUpTo needed: Int
  ) throws(SQLiteFailure) -> StatePlan.Found? {
    // The length of a value is known without reading it.
    let statement = try connection.statement(
      """
      SELECT version, expires, length(value), iif(length(value) <= ?, value, x'')
      FROM entry WHERE plugin = ? AND key = ?
      """)
    statement.bind(1, Int64(needed))
    statement.bind(2, plugin)
    try statement.bind(3, key)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    return StatePlan.Found(
      version: UInt64(bitPattern: statement.number(0)), expires: statement.number(1),
      cost: StateEntry.cost(key, Int(statement.number(2))), value: statement.bytes(3))
  }

  /// Writes what the steps of a commit come to.
  func write(_ plan: StatePlan, _ version: UInt64, of plugin: Int64) throws(SQLiteFailure) {
    for outcome in plan.outcomes {
      if let value = outcome.value {
        try write(outcome, value, version, of: plugin)
      } else if outcome.foundExpires != nil {
        try delete(outcome.key, of: plugin)
      }
    }
  }

  private func write(
    _ outcome: StatePlan.Outcome, _ value: [UInt8], _ version: UInt64, of plugin: Int64
  ) throws(SQLiteFailure) {
    // An update that names the end writes its index too, also when the end stays.
    let statement =
      switch outcome.foundExpires {
      case nil:
        try connection.statement(
          "INSERT INTO entry (value, version, plugin, key, expires) VALUES (?, ?, ?, ?, ?)")
      case outcome.expires:
        try connection.statement("UPDATE entry SET value = ?, version = ? WHERE plugin = ? AND key = ?")
      default:
        try connection.statement(
          "UPDATE entry SET value = ?, version = ?, expires = ?5 WHERE plugin = ?3 AND key = ?4")
      }
    try statement.bind(1, value)
    statement.bind(2, Int64(bitPattern: version))
    statement.bind(3, plugin)
    try statement.bind(4, outcome.key)
    if outcome.foundExpires != outcome.expires { statement.bind(5, outcome.expires) }
    try statement.run()
  }

  private func delete(_ key: [UInt8], of plugin: Int64) throws(SQLiteFailure) {
    let statement = try connection.statement("DELETE FROM entry WHERE plugin = ? AND key = ?")
    statement.bind(1, plugin)
    try statement.bind(2, key)
    try statement.run()
  }

  /// Removes some of a plugin's, whether ended or not; how many.
  func purge(_ plugin: Int64, atMost count: Int, _ spaces: SQLiteSpaces) throws(SQLiteFailure) -> Int {
    let statement = try connection.statement(
      "SELECT plugin, key, length(value) FROM entry WHERE plugin = ? LIMIT ?")
    statement.bind(1, plugin)
    statement.bind(2, Int64(count))
    return try remove(try rows(statement), spaces)
  }

  /// Removes some that have ended at a time, also from what they count; how many.
  func sweep(at now: Int64, atMost count: Int, _ spaces: SQLiteSpaces) throws(SQLiteFailure) -> Int {
    let statement = try connection.statement(
      """
      SELECT plugin, key, length(value) FROM entry WHERE expires <> 0 AND expires <= ?
      ORDER BY expires LIMIT ?
      """)
    statement.bind(1, now)
    statement.bind(2, Int64(count))
    return try remove(try rows(statement), spaces)
  }

  private func rows(_ statement: SQLiteStatement) throws(SQLiteFailure) -> [Removed] {
    var rows: [Removed] = []
    while try statement.step() {
      let key = statement.bytes(1)
      let cost = StateEntry.cost(key, Int(statement.number(2)))
      rows.append(Removed(plugin: statement.number(0), key: key, cost: Int64(cost)))
    }
    return rows
  }

  private func remove(_ rows: [Removed], _ spaces: SQLiteSpaces) throws(SQLiteFailure) -> Int {
    for entry in rows {
      try delete(entry.key, of: entry.plugin)
      try spaces.subtract(entry.cost, from: entry.plugin)
    }
    if !rows.isEmpty { spaces.forget() }
    return rows.count
  }
}

extension StateCommit.Step {
  /// The key that the step is about; nil when it makes one of the commit's version.
  fileprivate var key: [UInt8]? {
    switch self {
    case .expect(let key, _), .put(let key, _, _), .delete(let key), .add(let key, _), .mark(let key, _, _):
      key
    case .append: nil
    }
  }

  /// Up to how many bytes of the key's value count.
  fileprivate var neededValue: Int {
    switch self {
    case .expect, .put, .delete, .append: 0
    case .add: StateNumber.textBytes
    case .mark: StateBounds.markBits / 8
    }
  }
}
