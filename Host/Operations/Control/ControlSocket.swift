internal import CHostSystem
internal import Glibc

/// The socket file of a host, held by one host at a time.
///
/// A lock beside it (`PATH.lock`) decides between hosts, so that two that start together cannot both take a
/// stale socket for theirs; the kernel releases it however the holder ends.
struct ControlSocket: ~Copyable, Sendable {
  let path: String
  let listener: Descriptor
  private let lock: Descriptor
  private let inode: UInt

  init(path: String) throws(ControlError) {
    guard !path.isEmpty, path.utf8.count <= csystem_unix_path_max(), !path.utf8.contains(0) else {
      throw ControlError(
        .badPath,
        """
        cannot make the control socket — \(path) — a socket's path has 1 to \(csystem_unix_path_max()) bytes — \
        set `control` to a shorter path
        """)
    }
    try Self.check(folder: Folders.parent(of: path))
    let lock = try Self.lock(path)
    try Self.removeStale(path)
    let number = unsafe csystem_listen_unix(path, 0o660, 16)
    if number < 0 { throw Self.system("cannot make the control socket", SystemFailure("bind", path)) }
    let listener = Descriptor(owning: number)
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else {
      throw Self.system("cannot make the control socket", SystemFailure("lstat", path))
    }
    self.path = path
    self.listener = listener
    self.lock = lock
    inode = status.st_ino
  }

  /// Removes the file if it is still this socket's.
  func remove() {
    var status = stat()
    if unsafe lstat(path, &status) == 0, status.st_ino == inode { unsafe unlink(path) }
  }

  /// Makes the folder if it is missing; refuses one in which others could replace the socket.
  private static func check(folder: String) throws(ControlError) {
    do { try Folders.make(folder) } catch { throw system("cannot make the control socket's folder", error) }
    var status = stat()
    guard unsafe stat(folder, &status) == 0 else {
      throw system("cannot make the control socket", SystemFailure("stat", folder))
    }
    let isShared = status.st_mode & S_IWOTH != 0 && status.st_mode & mode_t(S_ISVTX) == 0
    if isShared || (status.st_uid != 0 && status.st_uid != geteuid()) {
      throw ControlError(
        .badPath,
        """
        unsafe folder for the control socket — \(folder) — others could replace the socket — it must belong to \
        the host's user or root and not be writable by everybody
        """)
    }
  }

  private static func lock(_ path: String) throws(ControlError) -> Descriptor {
    let path = path + ".lock"
    let number = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    if number < 0 { throw system("cannot lock the control socket", SystemFailure("open", path)) }
    let file = Descriptor(owning: number)
    if flock(number, LOCK_EX | LOCK_NB) != 0 {
      if errno == EWOULDBLOCK { throw inUse(path) }
      throw system("cannot lock the control socket", SystemFailure("flock", path))
    }
    return file
  }

  private static func removeStale(_ path: String) throws(ControlError) {
    do throws(SocketFile.Obstacle) {
      try SocketFile.clear(path)
    } catch {
      switch error {
      case .inUse: throw inUse(path)
      case .otherFile:
        throw ControlError(
          .badPath,
          "cannot make the control socket — \(path) — a file that is no socket lies there — move it or set `control`"
        )
      case .system(let failure): throw system("cannot make the control socket", failure)
      }
    }
  }

  private static func inUse(_ path: String) -> ControlError {
    ControlError(
      .inUse,
      "the control socket is taken — \(path) — another host is running — stop it or set `control` to another path"
    )
  }

  private static func system(_ what: String, _ failure: SystemFailure) -> ControlError {
    ControlError(
      .system,
      """
      \(what) — \(failure.subject) — \(failure.call): \(failure.reason) — check that the folder exists and the \
      host's user may write there
      """)
  }
}
