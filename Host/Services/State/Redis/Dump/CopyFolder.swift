internal import Glibc
internal import HostOperations

/// The folder of a copy in the making, under a name of its own until it is whole.
final class CopyFolder {
  static let (dump, manifest) = ("dump.rdb", "manifest.json")

  private let path: String
  private let folder: Descriptor

  /// Makes it beside where it shall be. What a copy that was broken off has left there is removed.
  init(_ path: String) throws(StateFailure) {
    self.path = path
    guard unsafe access(path, F_OK) != 0 else {
      throw StateFailure(.denied, "\(path) is there already — hint: name a new folder")
    }
    let place = Self.unfinished(path)
    guard unsafe mkdir(place, 0o700) == 0 || errno == EEXIST else {
      throw Self.failure(SystemFailure("mkdir", place))
    }
    let number = unsafe open(place, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard number >= 0 else { throw Self.failure(SystemFailure("open", place)) }
    folder = Descriptor(owning: number)
    guard flock(number, LOCK_EX | LOCK_NB) == 0 else {
      throw StateFailure(.denied, "\(place): another copy is being made there — hint: name another folder")
    }
    for name in Folders.names(in: place) ?? [] { unsafe unlink("\(place)/\(name)") }
  }

  /// The name that a copy has until it is whole.
  static func unfinished(_ path: String) -> String {
    "\(Folders.parent(of: path))/.\(path.split(separator: "/").last ?? "").unfinished"
  }

  /// A file in it.
  func file(_ name: String) -> String { "\(Self.unfinished(path))/\(name)" }

  /// Gives it its name, once everything is on disk.
  func finish(_ manifest: RedisManifest) throws(StateFailure) {
    do throws(SystemFailure) {
      try SmallFile.replace(file(Self.manifest), with: manifest.text, mode: 0o600)
      guard fsync(folder.number) == 0 else { throw SystemFailure("fsync", path) }
      // No folder that has something in it is replaced: should another have taken the name, it keeps it.
      guard unsafe rename(Self.unfinished(path), path) == 0 else {
        throw SystemFailure("rename", path)
      }
      let parent = Descriptor(
        owning: unsafe open(Folders.parent(of: path), O_RDONLY | O_DIRECTORY | O_CLOEXEC))
      guard fsync(parent.number) == 0 else { throw SystemFailure("fsync", path) }
    } catch { throw Self.failure(error) }
  }

  /// Leaves nothing of it.
  func discard() { Folders.remove(Self.unfinished(path)) }

  private static func failure(_ failure: SystemFailure) -> StateFailure {
    StateFailure(.unavailable, "\(failure) — hint: name a folder on a disk that can be written and has room")
  }
}

/// A dump that is being written to a file.
final class DumpWriter {
  private let path: String
  private let file: Descriptor
  private var hasher: SHA256Hasher? = SHA256Hasher()
  private(set) var bytes: UInt64 = 0

  /// Makes the file, which must not be there.
  init(_ path: String) throws(SystemFailure) {
    self.path = path
    let number = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard number >= 0 else { throw SystemFailure("open", path) }
    file = Descriptor(owning: number)
  }

  /// Writes more. Blocks.
  func write(_ part: ArraySlice<UInt8>) throws(SystemFailure) {
    var failure: SystemFailure?
    unsafe part.withUnsafeBytes { part in
      do throws(SystemFailure) {
        try unsafe file.write(part)
        unsafe hasher?.update(part)
      } catch { failure = error }
    }
    if let failure { throw SystemFailure("write", path, code: failure.code) }
    bytes += UInt64(part.count)
  }

  /// Has it put on disk; the digest of what was written, in hexadecimal digits.
  func finish() throws(SystemFailure) -> String {
    guard fsync(file.number) == 0, let digest = hasher.take()?.finish() else {
      throw SystemFailure("fsync", path)
    }
    return digest.description
  }
}
