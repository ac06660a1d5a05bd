internal import Glibc
internal import HostOperations

/// The file of a store, kept to the host's user and to one store.
final class StateFile: Sendable {
  /// The file, beneath the folder's path without links.
  let path: String
  private let lock: Descriptor

  /// Makes the file if it is not there, takes it away from other users, and locks it.
  init(_ path: String) throws(StateFailure) {
    self.path = try Self.resolved(path)
    lock = try Self.open(self.path + ".lock", making: true)
    // Not on the file itself: closing any descriptor of it would end SQLite's own locks.
    guard flock(lock.number, LOCK_EX | LOCK_NB) == 0 else {
      throw StateFailure(
        .unavailable,
        """
        the state file \(path): another host uses it, for \(self.path).lock is locked — hint: stop that one first
        """)
    }
    _ = try Self.open(self.path, making: true)
    // What a crash left keeps its mode, and the log holds what the file will.
    for suffix in ["-wal", "-shm"] where unsafe access(self.path + suffix, F_OK) == 0 {
      _ = try Self.open(self.path + suffix, making: false)
    }
  }

  /// Moves the file, and the log that may belong to it, out of the way.
  func setAside() throws(SQLiteFailure) {
    for suffix in ["-wal", "-shm", ""] where unsafe access(path + suffix, F_OK) == 0 {
      try move(path + suffix, to: path + ".before-restore" + suffix)
    }
  }

  /// Gives a file another name, in the place of what has it.
  func move(_ from: String, to: String) throws(SQLiteFailure) {
    guard unsafe rename(from, to) == 0 else {
      let why = unsafe String(cString: strerror(errno))
      throw .refused("\(from) cannot be moved to \(to): \(why)", hint: "look at the folder's rights")
    }
  }

  /// Lets another store have it.
  func unlock() { flock(lock.number, LOCK_UN) }

  private static func resolved(_ path: String) throws(StateFailure) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: true)
    guard let name = parts.last, path.last != "/", ![".", ".."].contains(name) else {
      throw StateFailure(.unavailable, "the state file \(path): not a file's name — hint: name a file")
    }
    let folder = (path.first == "/" ? "/" : "./") + parts.dropLast().joined(separator: "/")
    guard let real = unsafe realpath(folder, nil) else { throw refused(SystemFailure("realpath", folder)) }
    defer { unsafe free(real) }
    let resolved = unsafe String(cString: real)
    return (resolved == "/" ? "" : resolved) + "/" + name
  }

  private static func open(_ path: String, making: Bool) throws(StateFailure) -> Descriptor {
    let flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | (making ? O_CREAT : 0)
    let number = unsafe Glibc.open(path, flags, 0o600)
    guard number >= 0 else { throw refused(SystemFailure("open", path)) }
    let descriptor = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw refused(SystemFailure("fstat", path)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw StateFailure(.unavailable, "the state file \(path): not a regular file — hint: name another")
    }
    if status.st_mode & 0o077 != 0, fchmod(number, 0o600) != 0 {
      throw refused(SystemFailure("fchmod", path))
    }
    return descriptor
  }

  private static func refused(_ failure: SystemFailure) -> StateFailure {
    StateFailure(
      .unavailable,
      "the state file: \(failure) — hint: let the host's user own the file and write its folder")
  }
}
