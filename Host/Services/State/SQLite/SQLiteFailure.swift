internal import CSQLite

/// A call of SQLite that failed, or a file that is none of ours.
struct SQLiteFailure: Error {
  /// The extended result code (sqlite.org/rescode.html); 0 when it is not SQLite that objects.
  let code: Int32
  /// What SQLite says.
  let message: String
  /// What to do, when it is not the code that tells.
  var hint: String?

  /// A failure of the store's own judgement.
  static func refused(_ message: String, hint: String) -> SQLiteFailure {
    SQLiteFailure(code: 0, message: message, hint: hint)
  }

  /// Why the store cannot work, for an operator.
  func explained(_ path: String) -> String { "the state file \(path): \(message) — hint: \(hint ?? advice)" }

  private var advice: String {
    switch code & 0xFF {
    case SQLITE_FULL: "free space on its disk; writing is refused until there is some"
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN: "let the host's user write the file and its folder"
    case SQLITE_CORRUPT, SQLITE_NOTADB:
      "stop the host, keep a copy of the file and put the last backup in its place"
    case SQLITE_BUSY, SQLITE_LOCKED: "end the other program that has it open"
    case SQLITE_IOERR: "look at the disk and the kernel's log"
    default: "SQLite's code is \(code), see sqlite.org/rescode.html"
    }
  }

  /// Whether only an operator can help: the file itself is damaged.
  var isLasting: Bool { [SQLITE_CORRUPT, SQLITE_NOTADB].contains(code & 0xFF) }

  /// Whether a COMMIT that failed so may be found after a crash all the same.
  ///
  /// In the write-ahead log a transaction counts once its last frame is there. What fails after that, as the
  /// sync or the index in shared memory does, leaves it there until the next transaction overwrites it.
  /// Without a lock nothing was written, and without space not the last frame.
  var leavesDoubt: Bool { ![SQLITE_BUSY, SQLITE_FULL, SQLITE_READONLY].contains(code & 0xFF) }
}
