internal import CHostSystem
internal import Glibc
internal import HostOperations

/// Removes a plugin's folder, whatever the plugin has put there, and follows no link out of it.
enum FolderRemoval {
  /// Deeper folders are moved up first: neither stack nor descriptors may run out.
  private static let maximumDepth = 32
  private static let atOnce = 10_000

  /// Removes it.
  ///
  /// - Returns: how many files, folders and others were in it.
  static func remove(_ plugin: String, in root: String) throws(SystemFailure) -> Int {
    let number = unsafe csystem_open_folder(root)
    guard number >= 0 else {
      if errno == ENOENT { return 0 }
      throw SystemFailure("open", root)
    }
    let parent = Descriptor(owning: number)
    let name = FolderNames.Name(bytes: Array(plugin.utf8))
    guard let folder = try open(name, in: parent.number) else { return 0 }
    var removed = 0
    while try empty(folder.number, top: folder.number, depth: 0, &removed) {}
    guard unsafe unlinkat(parent.number, plugin, AT_REMOVEDIR) == 0 else {
      throw SystemFailure("rmdir", "\(root)/\(plugin)")
    }
    return removed
  }

  /// Empties a folder; true when something may be left to do.
  private static func empty(
    _ folder: Int32, top: Int32, depth: Int, _ removed: inout Int
  ) throws(SystemFailure) -> Bool {
    let names = try FolderNames.read(folder, atMost: atOnce)
    for name in names {
      if name.unlink(in: folder) {
        removed += 1
        continue
      }
      guard errno == EISDIR || errno == EPERM else { throw SystemFailure("unlink", "a plugin's file") }
      if depth == maximumDepth {
        let fresh = OpenFolder.freshName()
        guard unsafe name.withPath({ unsafe renameat(folder, $0, top, fresh) }) == 0 else {
          throw SystemFailure("rename", "a plugin's folder")
        }
        continue
      }
      guard let inner = try open(name, in: folder) else { continue }
      while try empty(inner.number, top: top, depth: depth + 1, &removed) {}
      guard name.unlink(in: folder, AT_REMOVEDIR) else {
        throw SystemFailure("rmdir", "a plugin's folder")
      }
      removed += 1
    }
    return !names.isEmpty
  }

  /// Opens a folder, also one that the plugin has closed to its user; nil when there is none.
  private static func open(_ name: FolderNames.Name, in folder: Int32) throws(SystemFailure) -> Descriptor? {
    for attempt in 0...1 {
      let number = name.open(in: folder)
      if number >= 0 { return Descriptor(owning: number) }
      if errno == ENOENT { return nil }
      guard attempt == 0, errno == EACCES else { break }
      _ = unsafe name.withPath { unsafe fchmodat(folder, $0, 0o700, 0) }
    }
    throw SystemFailure("open", "a plugin's folder")
  }
}
