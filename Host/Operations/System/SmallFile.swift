internal import Glibc

/// Whole files of a known small size.
package enum SmallFile {
  /// The file's bytes. A file larger than the bound is refused with `EFBIG`.
  package static func read(_ path: String, atMost limit: Int) throws(SystemFailure) -> [UInt8] {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    if number < 0 { throw SystemFailure("open", path) }
    return try read(Descriptor(owning: number), named: path, atMost: limit)
  }

  /// The rest of an open file's bytes. More than the bound is refused with `EFBIG`.
  package static func read(
    _ file: borrowing Descriptor, named path: String, atMost limit: Int
  ) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(limit + 1, 16_384))
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(file.number, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemFailure("read", path)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw SystemFailure("read", path, code: EFBIG) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// Puts bytes in a file's place by renaming, safe on the disk: a crash leaves the old or the new. Who owns
  /// the old one and who may read it stays so; where there is none, the new one has `mode`.
  package static func replace(_ path: String, with bytes: [UInt8], mode: UInt32) throws(SystemFailure) {
    let folder = Folders.parent(of: path)
    let fresh = "\(folder)/.\(path.split(separator: "/").last ?? "").new"
    if unsafe unlink(fresh) != 0, errno != ENOENT { throw SystemFailure("unlink", fresh) }
    // Nobody else may read it before its owner is right.
    let number = unsafe open(fresh, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
    if number < 0 { throw SystemFailure("open", fresh) }
    do throws(SystemFailure) {
      try fill(Descriptor(owning: number), named: fresh, inPlaceOf: path, with: bytes, mode: mode)
      if unsafe rename(fresh, path) != 0 { throw SystemFailure("rename", path) }
    } catch {
      unsafe unlink(fresh)
      throw error
    }
    let parent = Descriptor(owning: unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC))
    if fsync(parent.number) != 0 { throw SystemFailure("fsync", folder) }
  }

  private static func fill(
    _ file: consuming Descriptor, named fresh: String, inPlaceOf path: String, with bytes: [UInt8],
    mode: UInt32
  ) throws(SystemFailure) {
    var (old, mode) = (stat(), mode_t(mode))
    if unsafe stat(path, &old) == 0 {
      mode = old.st_mode & 0o7777
      if fchown(file.number, old.st_uid, old.st_gid) != 0 { throw SystemFailure("chown", fresh) }
    } else if errno != ENOENT {
      throw SystemFailure("stat", path)
    }
    var failure: SystemFailure?
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(SystemFailure) { try unsafe file.write(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
    if fchmod(file.number, mode) != 0 { throw SystemFailure("chmod", fresh) }
    if fsync(file.number) != 0 { throw SystemFailure("fsync", fresh) }
  }
}
