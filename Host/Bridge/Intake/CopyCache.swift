internal import Glibc
internal import HostOperations

/// A private copy in the making.
struct NewCopy: ~Copyable {
  let path: String
  let file: Descriptor

  func write(_ bytes: UnsafeRawBufferPointer) throws(IntakeError) {
    do { try unsafe file.write(bytes) } catch {
      throw IntakeError(
        .system, "cannot write the private copy", path, error.reason,
        "check free space and permissions of `plugins.cache`")
    }
  }
}

/// The folder of private copies, this host's alone.
struct CopyCache: ~Copyable, Sendable {
  let path: String
  private let folder: Descriptor

  /// Makes the folder, mode 0700, locks it against other hosts, and removes what an earlier run left.
  init(_ path: String) throws(IntakeError) {
    do { try Folders.make(path, mode: 0o700) } catch {
      throw Self.failure("cannot make the folder", path, error)
    }
    let number = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if number < 0 { throw Self.failure("cannot open the folder", path, SystemFailure("open", path)) }
    let folder = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0, status.st_uid == geteuid(), fchmod(number, 0o700) == 0 else {
      throw IntakeError(
        .unsafeFolder, "folder refused", path, "it does not belong to the host's user (\(geteuid()))",
        "chown it, or set `plugins.cache` to another")
    }
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      throw IntakeError(
        .inUse, "folder refused", path, "another host keeps its copies there",
        "stop it, or set `plugins.cache` to another")
    }
    try Self.removeLeftovers(path, folder)
    self.path = path
    self.folder = folder
  }

  /// Makes a file under a name that was never used; writing is the caller's alone.
  func create(_ name: String, _ generation: UInt64) throws(IntakeError) -> NewCopy {
    let fileName = "\(name)-\(generation)-\(SecureRandom.token(bytes: 8)).so"
    let number = unsafe openat(
      folder.number, fileName, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o400)
    if number < 0 { throw Self.failure("cannot make a copy", path, SystemFailure("open", fileName)) }
    return NewCopy(path: path + "/" + fileName, file: Descriptor(owning: number))
  }

  private static func removeLeftovers(_ path: String, _ folder: borrowing Descriptor) throws(IntakeError) {
    guard let handle = unsafe opendir(path) else {
      throw failure("cannot list the folder", path, SystemFailure("opendir", path))
    }
    defer { unsafe closedir(handle) }
    while let entry = unsafe readdir(handle) {
      unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { name in
          if unsafe isCopy(String(cString: name)) { unsafe unlinkat(folder.number, name, 0) }
        }
      }
    }
  }

  /// Whether it is a name that ``create(_:_:)`` makes: nothing else is ever removed.
  static func isCopy(_ fileName: String) -> Bool {
    guard fileName.hasSuffix(".so") else { return false }
    let parts = fileName.dropLast(3).split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 3, let token = parts.last, UInt64(parts[parts.count - 2]) != nil else {
      return false
    }
    return token.utf8.count == 16 && token.utf8.allSatisfy { $0 &- 0x30 < 10 || $0 &- 0x61 < 6 }
  }

  private static func failure(_ what: String, _ place: String, _ failure: SystemFailure) -> IntakeError {
    IntakeError(
      .system, what, place, "\(failure.call): \(failure.reason)",
      "check free space and permissions of `plugins.cache`")
  }
}
