/// The tables, and how a file comes to have them.
enum SQLiteSchema {
  /// `PRAGMA application_id`: "Rost".
  private static let application: Int64 = 0x526F_7374
  /// `PRAGMA user_version` of what is below.
  private static let version: Int64 = 1

  /// Keys are compared by memcmp, which is how SQLite compares blobs. Receipts are in the order of their
  /// versions and so of their ages: the oldest are found without an index.
  private static let tables = """
    CREATE TABLE counter (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL, age INTEGER NOT NULL);
    INSERT INTO counter VALUES (1, 0, 0);
    CREATE TABLE plugin (
      number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, form INTEGER NOT NULL, bytes INTEGER NOT NULL);
    CREATE TABLE entry (
      plugin INTEGER NOT NULL, key BLOB NOT NULL, value BLOB NOT NULL, version INTEGER NOT NULL,
      expires INTEGER NOT NULL, PRIMARY KEY (plugin, key)) WITHOUT ROWID;
    CREATE INDEX entry_expires ON entry (expires) WHERE expires <> 0;
    CREATE TABLE receipt (
      version INTEGER PRIMARY KEY, plugin INTEGER NOT NULL, high INTEGER NOT NULL, low INTEGER NOT NULL,
      age INTEGER NOT NULL, sums BLOB NOT NULL);
    CREATE UNIQUE INDEX receipt_id ON receipt (high, low, plugin);
    """

  /// Makes a writer of a connection: durable at each commit, with the tables of this version. A file of
  /// somebody else's, or of another version, is left as it was.
  static func prepare(_ connection: SQLiteConnection) throws(SQLiteFailure) {
    let isNew = try check(connection)
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
    if isNew {
      try connection.run(
        """
        BEGIN IMMEDIATE; \(tables) PRAGMA application_id = \(application);
        PRAGMA user_version = \(version); COMMIT
        """)
    }
  }

  /// Whether a file is a new one; it is ours otherwise.
  private static func check(_ connection: SQLiteConnection) throws(SQLiteFailure) -> Bool {
    let application = try connection.number("PRAGMA application_id")
    let version = try connection.number("PRAGMA user_version")
    if (application, version) == (0, 0), try connection.number("SELECT count(*) FROM sqlite_schema") == 0 {
      return true
    }
    guard application == Self.application else {
      throw .refused("it is a database of another program's", hint: "name another file in state.path")
    }
    guard version == Self.version else {
      throw .refused(
        "its schema is version \(version), and this Roost knows version \(Self.version)",
        hint: "start the version of Roost that wrote it")
    }
    return false
  }
}
