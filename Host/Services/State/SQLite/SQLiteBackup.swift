internal import CSQLite
internal import Glibc

/// Looks at a copy that ``StateStore/backUp(to:_:)`` made.
package enum SQLiteBackup {
  /// What a copy holds.
  package struct Summary: Sendable, Equatable {
    /// The version of the last commit in it: everything in it is as of this one.
    package var version: UInt64
    /// What each space holds.
    package var spaces: [StateUsage]
  }

  /// Reads a copy whole, and counts again what it says it holds.
  ///
  /// - Throws: why it is none, or is damaged.
  package static func verify(_ path: String) throws(StateFailure) -> Summary {
    do throws(SQLiteFailure) {
      let connection = try SQLiteConnection(path, isReader: true)
      guard try SQLiteSchema.check(connection) == SQLiteSchema.version else {
        throw .refused(
          "it is no state of this version of Roost", hint: "open it with the version that made it")
      }
      let said = try connection.text("PRAGMA integrity_check(1)")
      guard said == "ok" else { throw .refused("it is damaged: \(said)", hint: "take another copy") }
      let miscounted = try connection.text(
        """
        SELECT id FROM plugin WHERE entries <> (SELECT count(*) FROM entry WHERE plugin = number)
          OR bytes <> (SELECT ifnull(sum(length(key) + length(value) + \(StateBounds.entryBytes)), 0) FROM entry
            WHERE plugin = number)
        LIMIT 1
        """)
      guard miscounted.isEmpty else {
        throw .refused("what \(miscounted) has is not what was counted", hint: "take another copy")
      }
      return Summary(
        version: UInt64(bitPattern: try connection.number("SELECT version FROM counter")),
        spaces: try connection.usage())
    } catch {
      throw StateFailure(.unavailable, error.explained(path))
    }
  }
}

extension SQLiteConnection {
  /// What each space holds, in the order of names.
  func usage() throws(SQLiteFailure) -> [StateUsage] {
    let statement = try statement("SELECT id, form, bytes, entries FROM plugin ORDER BY id")
    var usage: [StateUsage] = []
    while try statement.step() {
      usage.append(
        StateUsage(
          plugin: String(decoding: statement.bytes(0), as: UTF8.self),
          form: UInt32(clamping: statement.number(1)),
          bytes: Int(statement.number(2)), entries: Int(statement.number(3))))
    }
    return usage
  }
}

extension SQLiteBackup {
  /// Puts a copy in the place of a store's file, which no host has open. What was there is kept beside it, its name
  /// ending in `.before-restore`.
  ///
  /// - Parameter prepare: is given the path of what is put in its place, whole, before it has the name.
  /// - Throws: why the copy is none, or the file cannot be replaced; then it is as it was.
  package static func restore(
    _ path: String, to target: String, _ prepare: (String) throws(StateFailure) -> Void = { _ in }
  ) throws(StateFailure) -> Summary {
    let summary = try verify(path)
    let file = try StateFile(target)
    defer { file.unlock() }
    do throws(SQLiteFailure) {
      // By a copy of the copy: it stays what it is, and what is made is whole before it has the name.
      try SQLiteConnection(path, isReader: true).copy(to: file.path + ".restored", replacing: true)
    } catch {
      throw StateFailure(.unavailable, error.explained(target))
    }
    try prepare(file.path + ".restored")
    unsafe unlink(file.path + ".restored.lock")
    do throws(SQLiteFailure) {
      guard unsafe access(file.path + ".restored-wal", F_OK) != 0 else {
        throw .refused("\(file.path).restored is still open", hint: "stop what has it open")
      }
      try file.setAside()
      try file.move(file.path + ".restored", to: file.path)
    } catch {
      throw StateFailure(.unavailable, error.explained(target))
    }
    return summary
  }
}
