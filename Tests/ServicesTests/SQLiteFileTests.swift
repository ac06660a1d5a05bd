import CFaults
import CSQLite
import Foundation
import HostServices
import Testing

/// The file of the SQLite driver: whose it is, and what becomes of one that cannot be used.
@Suite struct SQLiteFileTests {
  private let scratch = Scratch()
  private var path: String { scratch.file("state.db") }

  /// Why a store cannot be opened; nil when it can.
  private func refusal(_ path: String) -> String? {
    do throws(StateFailure) {
      try SQLiteStore(path: path).close()
      return nil
    } catch {
      #expect(error.kind == .unavailable)
      return error.description
    }
  }

  private func execute(_ sql: String, on path: String) throws {
    var database: OpaquePointer?
    let opened = unsafe sqlite3_open(path, &database)
    defer { unsafe sqlite3_close(database) }
    let code = unsafe sqlite3_exec(database, sql, nil, nil, nil)
    try #require(opened == SQLITE_OK && code == SQLITE_OK)
  }

  private func mode(_ path: String) throws -> Int {
    try #require(FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int)
  }

  private func fill(_ path: String) async throws {
    let store = try SQLiteStore(path: path)
    for key in 0..<UInt8(200) {
      let value = [UInt8](repeating: key, count: 2000)
      _ = try await store.commit(.init(id: .random, steps: [.put([key], value, expires: 0)]), to: .plain)
    }
    store.close()
  }

  // MARK: Whose it is

  @Test func `its files are for the host's user alone, from the first byte on`() async throws {
    let store = try SQLiteStore(path: path)
    defer { store.close() }
    _ = try await store.commit(.init(id: .random, steps: [.put("a", "1")]), to: .plain)
    #expect(scratch.names == ["state.db", "state.db-shm", "state.db-wal", "state.db.lock"])
    for name in scratch.names { #expect(try mode(scratch.file(name)) == 0o600, "\(name)") }
  }

  @Test func `a file that others could read is taken away from them`() async throws {
    try await fill(path)
    for name in scratch.names { unsafe chmod(scratch.file(name), 0o666) }
    try SQLiteStore(path: path).close()
    for name in scratch.names { #expect(try mode(scratch.file(name)) == 0o600, "\(name)") }
  }

  @Test func `closing leaves the file whole without a log`() async throws {
    try await fill(path)
    #expect(scratch.names == ["state.db", "state.db.lock"])
  }

  @Test func `a second store on a file is refused, also by another path`() throws {
    let store = try SQLiteStore(path: path)
    try FileManager.default.createSymbolicLink(
      atPath: scratch.file("here"), withDestinationPath: scratch.path)
    for path in [path, scratch.file("here/state.db")] {
      let said = try #require(refusal(path))
      #expect(said.contains("another host uses it") && said.contains(".lock is locked"))
    }
    store.close()
    #expect(refusal(path) == nil)
  }

  @Test func `a link in the file's place is not followed`() throws {
    try Data().write(to: URL(fileURLWithPath: scratch.file("elsewhere")))
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: scratch.file("elsewhere"))
    #expect(refusal(path)?.contains("state.db") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: scratch.file("elsewhere"))).isEmpty)
  }

  // MARK: What cannot be used

  @Test func `a file that is no database is refused and left alone`() throws {
    let text = Data(String(repeating: "not a database at all\n", count: 500).utf8)
    try text.write(to: URL(fileURLWithPath: path))
    let said = try #require(refusal(path))
    #expect(said.contains(path) && said.contains("not a database") && said.contains("last backup"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == text)
  }

  @Test func `another program's database is refused and left alone`() throws {
    for (number, sql) in ["CREATE TABLE t (a)", "PRAGMA application_id = 42"].enumerated() {
      let path = scratch.file("foreign\(number).db")
      try execute(sql, on: path)
      let before = try Data(contentsOf: URL(fileURLWithPath: path))
      #expect(refusal(path)?.contains("another program's") == true)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
    }
  }

  @Test func `a newer schema is refused by its number and left alone`() async throws {
    try await fill(path)
    try execute("PRAGMA user_version = 3", on: path)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    let said = try #require(refusal(path))
    #expect(said.contains("schema is version 3, and this Roost knows versions up to 2"))
    #expect(said.contains("start the version of Roost that wrote it"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `an older schema is brought up to date, and a copy of the file as it was is kept`() async throws
  {
    try await fill(path)
    try execute("ALTER TABLE plugin DROP COLUMN entries; PRAGMA user_version = 1", on: path)
    try await check(path)
    #expect(scratch.names == ["state.db", "state.db.lock", "state.db.schema1"])
    let attributes = try FileManager.default.attributesOfItem(atPath: path + ".schema1")
    #expect((attributes[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    // The copy is what the version before would have opened: the same step can be taken from it.
    try execute("ALTER TABLE plugin ADD COLUMN entries INTEGER NOT NULL DEFAULT 0", on: path + ".schema1")
    try await check(path)

    func check(_ path: String) async throws {
      let store = try SQLiteStore(path: path)
      defer { store.close() }
      let usage = try await store.usage()
      let there = try await store.scan(StateRange(limit: 1000), of: .plain).entries.count
      #expect(there > 0 && usage.map(\.entries) == [there])
    }
  }

  @Test func `without a copy an older schema stays as it is`() async throws {
    try await fill(path)
    try execute("ALTER TABLE plugin DROP COLUMN entries; PRAGMA user_version = 1", on: path)
    // In the way, and not removed: a folder.
    try FileManager.default.createDirectory(
      atPath: path + ".schema1.unfinished", withIntermediateDirectories: false)
    let before = try Data(contentsOf: URL(fileURLWithPath: path))
    #expect(refusal(path)?.contains(".schema1.unfinished") == true)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
  }

  @Test func `a file that is damaged inside is said to be, and takes no more commits`() async throws {
    try await fill(path)
    let handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
    let size = try handle.seekToEnd()
    // Pages in the middle: a scan meets them, a plugin's first commit would not.
    try handle.seek(toOffset: size * 2 / 5)
    try handle.write(contentsOf: Data(repeating: 0xA5, count: Int(size / 5)))
    try handle.close()
    let told = Told()
    let store = try SQLiteStore(path: path, trouble: told.take)
    defer { store.close() }
    let read = await failure { try await store.scan(StateRange(limit: 1000), of: .plain) }
    #expect(read == .unavailable)
    let said = try #require(told.last ?? nil).description
    #expect(said.contains("malformed") && said.contains("last backup"))
    let commit = StateCommit(id: .random, steps: [])
    let new = StateSpace(plugin: "new", form: 1, quota: nil)
    #expect(await failure { try await store.commit(commit, to: new) } == .unavailable)
    #expect(told.count == 1)
  }

  @Test func `a folder that is not there is said to be`() {
    #expect(refusal(scratch.file("none/state.db"))?.contains("No such file or directory") == true)
    #expect(refusal(scratch.path)?.contains("not a regular file") == true || refusal(scratch.path) != nil)
    #expect(refusal(scratch.path + "/") != nil)
    #expect(refusal("") != nil)
  }

  @Test func `a database that another program keeps locked is said to be`() async throws {
    try await fill(path)
    var database: OpaquePointer?
    let opened = unsafe sqlite3_open(path, &database)
    defer { unsafe sqlite3_close(database) }
    let code = unsafe sqlite3_exec(
      database, "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE", nil, nil, nil)
    try #require(opened == SQLITE_OK && code == SQLITE_OK)
    let said = try #require(refusal(path))
    #expect(said.contains("locked") && said.contains("end the other program that has it open"))
  }

  @Test func `in a folder that the host may not write it says so`() async {
    await #expect(processExitsWith: .success) {
      let scratch = Scratch()
      unsafe chmod(scratch.path, 0o555)
      if getuid() == 0 { guard setgid(65534) == 0, setuid(65534) == 0 else { exit(2) } }
      do throws(StateFailure) {
        _ = try SQLiteStore(path: scratch.file("state.db"))
        exit(3)
      } catch {
        let said = error.description
        exit(said.contains("Permission denied") && said.contains("write its folder") ? 0 : 4)
      }
    }
  }

  @Test func `an SQLite that cannot be told to sync is not used`() async {
    await #expect(processExitsWith: .success) {
      faults_pin_synchronous()
      let scratch = Scratch()
      do throws(StateFailure) {
        _ = try SQLiteStore(path: scratch.file("state.db"))
        exit(3)
      } catch {
        exit(error.description.contains("synchronous is 1, not 2 (FULL)") ? 0 : 4)
      }
    }
  }
}
