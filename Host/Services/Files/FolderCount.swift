internal import Glibc
internal import HostOperations

/// Counts what is in a plugin's folder, whatever the plugin has put there by ordinary calls.
enum FolderCount {
  /// Folders in folders, beyond what a path could name (PATH_MAX): deeper ones are not looked into.
  private static let maximumDepth = 64

  /// Counts; not much beyond what may be there, since it is too much then whatever the rest.
  ///
  /// - Parameter most: files and folders that there may be.
  static func count(_ folder: borrowing OpenFolder, atMost most: Int) throws(SystemFailure) -> FileUsage {
    var usage = FileUsage()
    // A root that cannot be read is a failure; what the plugin has closed beneath it counts as one each.
    let names = try FolderNames.read(folder.number, atMost: 2 * most + 1)
    count(names, in: folder.number, depth: 0, upTo: 2 * most, &usage)
    return usage
  }

  private static func count(
    _ names: [FolderNames.Name], in folder: Int32, depth: Int, upTo bound: Int, _ usage: inout FileUsage
  ) {
    for name in names where usage.files <= bound {
      usage.files += 1
      guard let status = name.status(in: folder) else { continue }
      if status.st_mode & S_IFMT == S_IFREG {
        usage.bytes += Int64(status.st_size)
      } else if status.st_mode & S_IFMT == S_IFDIR, depth < maximumDepth {
        let number = name.open(in: folder)
        guard number >= 0 else { continue }
        let inner = Descriptor(owning: number)
        let left = max(0, bound - usage.files) + 1
        if let names = try? FolderNames.read(inner.number, atMost: left) {
          count(names, in: inner.number, depth: depth + 1, upTo: bound, &usage)
        }
      }
    }
  }
}
