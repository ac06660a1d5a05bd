import Glibc

/// Which paths a worker may open and change, as the host sees it: the same as Landlock is told, so that what
/// Landlock refuses has a line in the plugin's log. It grants nothing: between this and the call the worker
/// can change path and links.
struct PathRules: Sendable {
  /// O_PATH of fcntl.h, with which an open neither reads nor writes.
  private static let pathOnly: Int32 = 0o10_000_000

  private let readable: [String]
  private let writable: [String]

  /// - Parameters:
  ///   - readable: Files and folders that may be read, with what lies beneath them.
  ///   - dataFolder: The folder that may be written to.
  init(readable: [String], dataFolder: String?) {
    writable = Self.withReal(dataFolder.map { [$0] } ?? [])
    self.readable = Self.withReal(readable) + writable
  }

  /// Landlock is told of paths and holds what they led to then.
  private static func withReal(_ paths: [String]) -> [String] {
    paths
      + paths.compactMap { path in
        guard let real = unsafe realpath(path, nil) else { return nil }
        defer { unsafe free(real) }
        return unsafe String(cString: real)
      }
  }

  /// What is to be refused of an open, for people; nil for nothing.
  func refusal(ofOpening asked: WorkerNotice) -> String? {
    guard let path = asked.path else { return nil }
    let flags = asked.openFlags
    guard isWithin(readable, path) else { return path.description }
    if isTruncatingRead(flags) { return "\(path.description) so as to empty it" }
    let writes = flags & Self.pathOnly == 0 && flags & O_ACCMODE != O_RDONLY
    return writes && !isWithin(writable, path) ? "\(path.description) to write" : nil
  }

  /// What is to be refused of making, removing, renaming or linking, for people; nil for nothing.
  func refusal(ofChanging asked: WorkerNotice) -> String? {
    guard let path = asked.path else { return nil }
    let paths = [path] + (asked.other.map { [$0] } ?? [])
    let places = asked.call == "linkat" && isOwnDescriptor(path) ? paths.dropFirst() : paths[...]
    if places.allSatisfy({ isWithin(writable, $0) }) { return nil }
    // What is there is not made: the kernel says so, and code that makes all of a path's folders counts on it.
    if asked.call.hasPrefix("mkdir"), exists(path.named) { return nil }
    return paths.map(\.description).joined(separator: " to ")
  }

  private func isWithin(_ places: [String], _ path: WorkerNotice.Path) -> Bool {
    [path.named, path.real ?? path.named].allSatisfy { path in
      places.contains { path == $0 || path.hasPrefix($0 + "/") }
    }
  }

  /// A file without a name gets one by linking its descriptor: the kernel knows which, this does not.
  private func isOwnDescriptor(_ path: WorkerNotice.Path) -> Bool {
    path.named.isEmpty || path.named.hasPrefix("/proc/self/fd/")
  }

  private func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

  /// The filter denies these, which look like reading and are not: Landlock before 3 does not see it.
  private func isTruncatingRead(_ flags: Int32) -> Bool {
    flags & O_ACCMODE == O_ACCMODE || flags & (O_TRUNC | O_ACCMODE) == O_TRUNC | O_RDONLY
  }
}
