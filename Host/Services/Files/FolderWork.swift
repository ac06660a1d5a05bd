internal import Glibc
internal import HostOperations

/// Does what a plugin asks in its folder, one thing after the other, and counts what there is.
struct FolderWork: ~Copyable {
  let folder: OpenFolder
  let limits: FileLimits
  private(set) var usage = FileUsage()

  /// Takes over a folder: removes what interrupted writes have left, and counts the rest.
  init(_ folder: consuming OpenFolder, _ limits: FileLimits) throws(SystemFailure) {
    self.folder = folder
    self.limits = limits
    for name in try FolderNames.read(self.folder.number) where name.starts(with: FileName.reserved.utf8) {
      _ = name.unlink(in: self.folder.number)
    }
    try count()
  }

  /// Counts what there is.
  mutating func count() throws(SystemFailure) {
    usage = try FolderCount.count(folder, atMost: limits.files)
  }

  /// Does it, and answers.
  mutating func answer(_ question: FileQuestion) throws(FileFailure) -> FileAnswer {
    switch question {
    case .read(let name, let offset, let length): return try read(name, offset, length)
    case .write(let name, let bytes, let how):
      try write(bytes, to: name, how)
      return .done
    case .move(let name, let target):
      try move(name, to: target)
      return .done
    case .remove(let name):
      try remove(name)
      return .done
    case .list(let prefix, let after, let limit):
      var list = FolderList(prefix: prefix, after: after, limit: limit)
      return try list.read(folder)
    case .usage: return .usage(usage, limits)
    case .open(let name): return .opened(try open(name))
    }
  }

  // MARK: Parts

  /// Counts a change.
  mutating func counted(bytes: Int64, files: Int) { usage.add(bytes: bytes, files: files) }

  /// The status of what has a name in a folder; nil when nothing has. What is no regular file is refused.
  func status(_ name: FileName, in parent: borrowing Descriptor) throws(FileFailure) -> stat? {
    var status = stat()
    guard unsafe fstatat(parent.number, name.last, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
      if errno == ENOENT { return nil }
      throw .system(name, "stat")
    }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(name) }
    return status
  }

  /// The innermost folder on the way to a file that there is.
  struct Nearest: ~Copyable {
    let folder: Descriptor
    /// The parts beneath it that are missing.
    let missing: ArraySlice<String>

    consuming func take() -> Descriptor { folder }
  }

  /// The folder that a file is to lie in, as far as it is there.
  func nearest(_ name: FileName) throws(FileFailure) -> Nearest {
    let parts = name.parts.dropLast()
    for count in (0...parts.count).reversed() {
      let number = folder.open(parts.prefix(count).joined(separator: "/"), O_RDONLY | O_DIRECTORY)
      if number >= 0 { return Nearest(folder: Descriptor(owning: number), missing: parts.dropFirst(count)) }
      if errno != ENOENT { throw .system(name, "open") }
    }
    throw .system(name, "open")
  }

  /// Makes what is missing of a file's folder, on disk.
  mutating func make(_ nearest: consuming Nearest, for name: FileName) throws(FileFailure) -> Descriptor {
    let missing = nearest.missing
    var parent = nearest.take()
    for (count, part) in missing.enumerated() {
      if unsafe mkdirat(parent.number, part, 0o700) == 0 {
        counted(bytes: 0, files: 1)
      } else if errno != EEXIST {
        throw .system(name, "mkdir")
      }
      if fsync(parent.number) != 0 { throw .system(name, "fsync") }
      let path = name.parts.prefix(name.parts.count - 1 - missing.count + count + 1).joined(separator: "/")
      let number = folder.open(path, O_RDONLY | O_DIRECTORY)
      guard number >= 0 else { throw .system(name, "open") }
      parent = Descriptor(owning: number)
    }
    return parent
  }

  /// Removes the folders that a name's file lay in, as far as nothing else is in them.
  mutating func prune(_ name: FileName) {
    for count in (1..<name.parts.count).reversed() {
      let number = folder.open(name.parts.prefix(count - 1).joined(separator: "/"), O_RDONLY | O_DIRECTORY)
      guard number >= 0 else { return }
      let parent = Descriptor(owning: number)
      guard unsafe unlinkat(parent.number, name.parts[count - 1], AT_REMOVEDIR) == 0 else { return }
      counted(bytes: 0, files: -1)
    }
  }
}
