internal import Glibc
internal import HostOperations

/// Reads one page of the names in a plugin's folder, those of its folders included.
struct FolderList {
  /// Entries looked at for one page; where there are more, ordinary calls have put them there.
  private static let mostSeen = 500_000

  let prefix: [UInt8]
  let after: [UInt8]
  let limit: Int
  private var entries: [FileEntry] = []
  private var seen = 0
  private var hasMore = false

  init(prefix: [UInt8], after: [UInt8], limit: Int) {
    self.prefix = prefix
    self.after = after
    self.limit = limit
  }

  /// Reads it.
  mutating func read(_ folder: borrowing OpenFolder) throws(FileFailure) -> FileAnswer {
    do throws(SystemFailure) {
      try read(folder.number, path: [], depth: 1)
    } catch {
      throw FileFailure(.unavailable, "the files cannot be listed — \(error)")
    }
    guard seen <= Self.mostSeen else {
      throw FileFailure(
        .denied,
        "the files cannot be listed — there are more than \(Self.mostSeen) — hint: remove some by ordinary calls"
      )
    }
    return .page(entries, hasMore: hasMore)
  }

  private mutating func read(_ folder: Int32, path: [UInt8], depth: Int) throws(SystemFailure) {
    let names = try FolderNames.read(folder, atMost: Self.mostSeen - seen + 1)
    seen += names.count
    guard seen <= Self.mostSeen else { return }
    var found: [(key: [UInt8], name: FolderNames.Name, status: stat)] = []
    for name in names {
      guard let status = name.status(in: folder) else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFREG: found.append((path + name.bytes, name, status))
      // A folder stands where its files' names do.
      case S_IFDIR: found.append((path + name.bytes + [UInt8(ascii: "/")], name, status))
      default: break
      }
    }
    found.sort { $0.key.lexicographicallyPrecedes($1.key) }
    for (key, name, status) in found where !hasMore {
      if status.st_mode & S_IFMT == S_IFDIR {
        guard depth < FileName.maximumDepth, mayHold(key) else { continue }
        let number = name.open(in: folder)
        guard number >= 0 else { continue }
        let inner = Descriptor(owning: number)
        // One that the plugin has closed to the host is left out.
        try? read(inner.number, path: key, depth: depth + 1)
      } else {
        add(key, status)
      }
    }
  }

  /// Whether files of the page may have names that begin so.
  private func mayHold(_ folder: [UInt8]) -> Bool {
    guard folder.starts(with: prefix) || prefix.starts(with: folder) else { return false }
    return after.starts(with: folder) || !folder.lexicographicallyPrecedes(after)
  }

  private mutating func add(_ key: [UInt8], _ status: stat) {
    guard key.starts(with: prefix), after.lexicographicallyPrecedes(key),
      let name = try? FileName(key)
    else { return }
    guard entries.count < limit else {
      hasMore = true
      return
    }
    let modified = Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000
    entries.append(FileEntry(name: name.text, size: Int64(status.st_size), modified: modified))
  }
}
