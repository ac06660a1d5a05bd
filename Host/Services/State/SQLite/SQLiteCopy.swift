internal import Glibc

extension SQLiteConnection {
  /// Writes a copy of the database as of one moment, compact and on disk. Others may write meanwhile.
  ///
  /// - Parameter replacing: whether it takes the place of whatever has its name; else there must be nothing.
  func copy(to path: String, replacing: Bool) throws(SQLiteFailure) {
    guard unsafe replacing || access(path, F_OK) != 0 else {
      throw .refused("its copy \(path) exists", hint: "name a new file")
    }
    let unfinished = path + ".unfinished"
    unsafe unlink(unfinished)
    // Made here, for the host's user alone; SQLite takes an empty file.
    let file = unsafe open(unfinished, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Self.failed("open", unfinished) }
    Glibc.close(file)
    try run(
      "VACUUM INTO '\(unfinished.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
    )
    // SQLite leaves it to the kernel when a file it vacuums into reaches the disk.
    try sync(unfinished)
    guard unsafe rename(unfinished, path) == 0 else { throw Self.failed("rename", path) }
    try sync(String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) + "/")
  }

  private func sync(_ path: String) throws(SQLiteFailure) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw Self.failed("open", path) }
    defer { Glibc.close(file) }
    guard fsync(file) == 0 else { throw Self.failed("fsync", path) }
  }

  private static func failed(_ call: String, _ path: String) -> SQLiteFailure {
    let why = unsafe String(cString: strerror(errno))
    return .refused(
      "\(call) of its copy \(path): \(why)", hint: "look at the disk's space and the folder's rights")
  }
}
