/// The rows of plugins, remembered between transactions and written once in each that changes them.
final class SQLiteSpaces {
  /// A plugin's row.
  struct Row {
    let number: Int64
    /// The newest form of state that was written.
    var form: Int64
    /// What its entries count, with those that have ended and were not removed yet.
    var bytes: Int64
    /// How many entries those are.
    var entries: Int64
  }

  private let connection: SQLiteConnection
  private var rows: [String: Row] = [:]
  private var changed: Set<String> = []

  init(_ connection: SQLiteConnection) { self.connection = connection }

  /// The row of a plugin that has written something.
  func row(of id: String) throws(SQLiteFailure) -> Row? {
    if let known = rows[id] { return known }
    let statement = try connection.statement("SELECT number, form, bytes, entries FROM plugin WHERE id = ?")
    try statement.bindText(1, id)
    defer { statement.reset() }
    guard try statement.step() else { return nil }
    let row = Row(
      number: statement.number(0), form: statement.number(1), bytes: statement.number(2),
      entries: statement.number(3))
    rows[id] = row
    return row
  }

  /// A row for a plugin that has none.
  func make(_ id: String) throws(SQLiteFailure) -> Row {
    let statement = try connection.statement(
      "INSERT INTO plugin (id, form, bytes, entries) VALUES (?, 0, 0, 0)")
    try statement.bindText(1, id)
    try statement.run()
    guard let row = try row(of: id) else {
      throw .refused("the row of \(id) is not there", hint: "this is a mistake in Roost: report it")
    }
    return row
  }

  /// Changes a row; ``save()`` writes it.
  func set(_ row: Row, of id: String) {
    rows[id] = row
    changed.insert(id)
  }

  /// Takes what an entry counted off a plugin's row, in the table alone.
  func subtract(_ bytes: Int64, from number: Int64) throws(SQLiteFailure) {
    let statement = try connection.statement(
      "UPDATE plugin SET bytes = bytes - ?, entries = entries - 1 WHERE number = ?")
    statement.bind(1, bytes)
    statement.bind(2, number)
    try statement.run()
  }

  /// Writes what has changed, before the end of a transaction.
  func save() throws(SQLiteFailure) {
    for id in changed {
      guard let row = rows[id] else { continue }
      let statement = try connection.statement(
        "UPDATE plugin SET form = ?, bytes = ?, entries = ? WHERE number = ?")
      statement.bind(1, row.form)
      statement.bind(2, row.bytes)
      statement.bind(3, row.entries)
      statement.bind(4, row.number)
      try statement.run()
    }
    changed = []
  }

  /// Forgets what is remembered: the tables have changed or gone back.
  func forget() { (rows, changed) = ([:], []) }
}
