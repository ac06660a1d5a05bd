internal import CHostSystem
internal import Glibc

/// The file of a unix socket that is about to be bound.
package enum SocketFile {
  /// Why a path is not free.
  package enum Obstacle: Error, Sendable, CustomStringConvertible {
    /// Somebody listens there.
    case inUse
    /// What lies there is no socket.
    case otherFile
    /// The file system refuses.
    case system(SystemFailure)

    /// What stands in the way, for people.
    package var description: String {
      switch self {
      case .inUse: "another program listens there"
      case .otherFile: "a file that is no socket lies there"
      case .system(let failure): "\(failure)"
      }
    }
  }

  /// Makes a path free: what a program that has ended left there is removed, and nothing else.
  package static func clear(_ path: String) throws(Obstacle) {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else {
      if errno == ENOENT { return }
      throw .system(SystemFailure("lstat", path))
    }
    guard status.st_mode & S_IFMT == S_IFSOCK else { throw .otherFile }
    let number = unsafe csystem_connect_unix(path)
    if number >= 0 || errno == EAGAIN {
      if number >= 0 { close(number) }
      throw .inUse
    }
    if unsafe unlink(path) != 0 { throw .system(SystemFailure("unlink", path)) }
  }
}
