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

  /// The names of what lies in a folder, in order; nil when it cannot be read.
  package static func names(in path: String) -> [String]? {
    guard let directory = unsafe opendir(path) else { return nil }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Removes a folder that holds only files, with them.
  package static func remove(_ path: String) {
    for name in names(in: path) ?? [] { unsafe unlink(path + "/" + name) }
    unsafe rmdir(path)
  }

  /// The folder that a path lies in.
  package static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
