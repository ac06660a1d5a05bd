/// The tables, and how a file comes to have them.
enum SQLiteSchema {
  /// `PRAGMA application_id`: "Rost".
  private static let application: Int64 = 0x526F_7374
  /// `PRAGMA user_version` of what is below.
  static let version: Int64 = 2

  /// Keys are compared by memcmp, which is how SQLite compares blobs. Receipts are in the order of their
  /// versions and so of their ages: the oldest are found without an index.
  private static let tables = """
    CREATE TABLE counter (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, age INTEGER NOT NULL);
    INSERT INTO counter VALUES (1, 0, 0);
    CREATE TABLE plugin (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, form INTEGER NOT NULL, bytes INTEGER NOT NULL,
      entries INTEGER NOT NULL);
    CREATE TABLE entry (
      plugin INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, version INTEGER NOT NULL,
      expires INTEGER NOT NULL, PRIMARY KEY (plugin, key)) WITHOUT ROWID;
    CREATE INDEX entry_expires ON entry (expires) WHERE expires <> 0;
    CREATE TABLE receipt (
      version INTEGER PRIMARY KEY, plugin INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL,
      age INTEGER NOT NULL, sums BLOB NOT NULL);
    CREATE UNIQUE INDEX receipt_id ON receipt (high, low, plugin);
    """

  /// How a file of each version becomes one of the next, by the version before.
  private static let steps: [Int64: String] = [
    1: """
    ALTER TABLE plugin ADD COLUMN entries INTEGER NOT NULL DEFAULT 0;
    UPDATE plugin SET entries = (SELECT count(*) FROM entry WHERE entry.plugin = plugin.number);
    """
  ]

  /// Makes a writer of a connection: durable at each commit, with the tables of this version. A file of
  /// somebody else's, or of a newer version, is left as it was; of one of an older version a copy is kept
  /// beside it, named for that version.
  static func prepare(_ connection: SQLiteConnection, path: String) throws(SQLiteFailure) {
    let found = try check(connection)
    if found > 0, found < version { try connection.copy(to: "\(path).schema\(found)", replacing: true) }
    let mode = try connection.text("PRAGMA journal_mode = WAL")
    guard mode == "wal" else {
      throw .refused("its journal mode is \(mode), not wal", hint: "put it on a local disk")
    }
    try connection.run("PRAGMA synchronous = FULL")
    // Asked back: what is set counts, not what was asked for.
    let synchronous = try connection.number("PRAGMA synchronous")
    guard synchronous == 2 else {
      throw .refused(
        "synchronous is \(synchronous), not 2 (FULL), so that commits would be lost with the power",
        hint: "use an SQLite that can be told")
    }
    connection.takeOverCheckpoints()
    guard found < version else { return }
    let changes = found == 0 ? tables : (found..<version).compactMap { steps[$0] }.joined(separator: "\n")
    try connection.run(
      """
      BEGIN IMMEDIATE; \(changes) PRAGMA application_id = \(application);
      PRAGMA user_version = \(version); COMMIT
      """)
  }

  /// The version of a file of ours; 0 for a new one.
  static func check(_ connection: SQLiteConnection) throws(SQLiteFailure) -> Int64 {
    let application = try connection.number("PRAGMA application_id")
    let found = try connection.number("PRAGMA user_version")
    if (application, found) == (0, 0), try connection.number("SELECT count(*) FROM sqlite_schema") == 0 {
      return 0
    }
    guard application == Self.application else {
      throw .refused("it is a database of another program's", hint: "name another file in state.path")
    }
    guard (1...version).contains(found) else {
      throw .refused(
        "its schema is version \(found), and this Roost knows versions up to \(version)",
        hint: "start the version of Roost that wrote it")
    }
    return found
  }
}
