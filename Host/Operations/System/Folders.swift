internal import Glibc

/// Folders of the host's own.
package enum Folders {
  /// Makes the folder and those above it, as far as they are missing. What exists stays as it is.
  ///
  /// - Parameter mode: permissions of the folders made, before the umask.
  package static func make(_ path: String, mode: UInt32 = 0o750) throws(SystemFailure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part
      if unsafe mkdir(made, mode_t(mode)) != 0, errno != EEXIST { throw SystemFailure("mkdir", made) }
      made += "/"
    }
    var status = stat()
    guard unsafe stat(path.isEmpty ? "." : path, &status) == 0 else { throw SystemFailure("stat", path) }
    if status.st_mode & S_IFMT != S_IFDIR { throw SystemFailure("mkdir", path, code: ENOTDIR) }
  }

  /// The folder that a path lies in.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
