internal import CHostSystem
internal import Glibc
internal import HostOperations

extension FolderWork {
  /// Puts bytes into a file; on disk when it returns.
  mutating func write(_ bytes: [UInt8], to name: FileName, _ how: FileWriting) throws(FileFailure) {
    let nearest = try nearest(name)
    let old = nearest.missing.isEmpty ? try status(name, in: nearest.folder) : nil
    if old != nil, how == .create { throw .exists(name) }
    let isAppending = how == .append && old != nil
    let more = Int64(bytes.count) - (isAppending ? 0 : Int64(old?.st_size ?? 0))
    let others = nearest.missing.count + (old == nil ? 1 : 0)
    guard usage.fits(bytes: more, files: others, limits) else { throw .quota(name, limits, usage) }
    let parent = try make(nearest, for: name)
    do {
      if isAppending {
        try append(bytes, to: name, in: parent)
      } else {
        try put(bytes, at: name, in: parent, isNew: how == .create)
      }
    } catch {
      if error.kind != .unknown { prune(name) }
      throw error
    }
    counted(bytes: more, files: old == nil ? 1 : 0)
  }

  /// Writes a file beside the others and gives it its name.
  private func put(
    _ bytes: [UInt8], at name: FileName, in parent: borrowing Descriptor, isNew: Bool
  ) throws(FileFailure) {
    let fresh = OpenFolder.freshName()
    let number = folder.open(fresh, O_WRONLY | O_CREAT | O_EXCL, mode: 0o600)
    guard number >= 0 else { throw .system(name, "open") }
    let file = Descriptor(owning: number)
    do throws(FileFailure) {
      try Self.fill(file, bytes, at: 0, name)
      if fsync(number) != 0 { throw .system(name, "fsync") }
      let code =
        isNew
        ? unsafe csystem_rename_new(folder.number, fresh, parent.number, name.last)
        : unsafe renameat(folder.number, fresh, parent.number, name.last)
      if code != 0 { throw .system(name, "rename") }
    } catch {
      unsafe unlinkat(folder.number, fresh, 0)
      throw error
    }
    try settle(parent, name)
  }

  /// Writes behind a file's bytes, and takes them back when they do not all fit.
  private func append(_ bytes: [UInt8], to name: FileName, in parent: borrowing Descriptor)
    throws(FileFailure)
  {
    let number = unsafe csystem_open_in(parent.number, name.last, O_WRONLY, 0)
    guard number >= 0 else { throw .system(name, "open") }
    let file = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .system(name, "stat") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(name) }
    do throws(FileFailure) {
      try Self.fill(file, bytes, at: status.st_size, name)
      if fdatasync(number) != 0 { throw .system(name, "fdatasync") }
    } catch {
      guard ftruncate(number, status.st_size) == 0, fdatasync(number) == 0 else { throw Self.unsure(error) }
      throw error
    }
  }

  private static func fill(
    _ file: borrowing Descriptor, _ bytes: [UInt8], at start: off_t, _ name: FileName
  ) throws(FileFailure) {
    var offset = 0
    while offset < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe pwrite(file.number, $0.baseAddress! + offset, bytes.count - offset, start + off_t(offset))
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .system(name, "write", count == 0 ? ENOSPC : errno) }
      offset += count
    }
  }

  /// Gives a file another name; on disk when it returns.
  mutating func move(_ name: FileName, to target: FileName) throws(FileFailure) {
    let source = try nearest(name)
    guard source.missing.isEmpty, try status(name, in: source.folder) != nil else { throw .absent(name) }
    let nearest = try nearest(target)
    let old = nearest.missing.isEmpty ? try status(target, in: nearest.folder) : nil
    if name == target { return }
    // What goes makes room, for the folders too.
    let others = nearest.missing.count - (old == nil ? 0 : 1)
    guard usage.fits(bytes: 0, files: others, limits) else { throw .quota(target, limits, usage) }
    let parent = try make(nearest, for: target)
    guard unsafe renameat(source.folder.number, name.last, parent.number, target.last) == 0 else {
      let failure = FileFailure.system(target, "rename")
      prune(target)
      throw failure
    }
    counted(bytes: -Int64(old?.st_size ?? 0), files: old == nil ? 0 : -1)
    try settle(parent, target)
    if name.parent != target.parent { try settle(source.folder, name) }
    prune(name)
  }

  /// Removes a file; on disk when it returns.
  mutating func remove(_ name: FileName) throws(FileFailure) {
    let parent = try nearest(name)
    guard parent.missing.isEmpty, let old = try status(name, in: parent.folder) else { throw .absent(name) }
    if unsafe unlinkat(parent.folder.number, name.last, 0) != 0 { throw .system(name, "unlink") }
    counted(bytes: -Int64(old.st_size), files: -1)
    try settle(parent.folder, name)
    prune(name)
  }

  /// Puts the names in a folder on disk, after one has changed.
  private func settle(_ parent: borrowing Descriptor, _ name: FileName) throws(FileFailure) {
    if fsync(parent.number) != 0 { throw Self.unsure(.system(name, "fsync")) }
  }

  private static func unsure(_ failure: FileFailure) -> FileFailure {
    FileFailure(.unknown, failure.description + "; whether it is on disk is not known")
  }
}
