import Glibc

/// A file that is open for reading; closed when the last reference goes.
///
/// Its size and times are those of the descriptor, so they belong to the bytes that will be read even when the
/// name has been given to another file since.
package final class OpenedFile: Sendable {
  enum Kind {
    case regular
    case folder
    case other
  }

  /// The open descriptor, owned by this object: use it only while holding the reference, and do not close it.
  package let descriptor: Int32
  let kind: Kind
  let identity: FileIdentity

  /// Takes over a descriptor; it is closed also when this throws.
  init(adopting descriptor: Int32) throws(FileRefusal) {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else {
      let refusal = FileRefusal(errno: errno)
      close(descriptor)
      throw refusal
    }
    self.descriptor = descriptor
    kind =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .regular
      case S_IFDIR: .folder
      default: .other
      }
    identity = FileIdentity(status)
  }

  deinit {
    close(descriptor)
  }

  var size: Int64 { identity.size }

  /// Whether the file is still in the state it was opened in.
  var isUnchanged: Bool {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 && FileIdentity(status) == identity
  }

  /// Exactly `count` bytes from `offset` on, or nil when the file ends earlier or cannot be read.
  func read(offset: Int64, count: Int) -> [UInt8]? {
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count, let base = buffer.baseAddress {
        let got = unsafe pread(descriptor, base + filled, count - filled, Int(offset) + filled)
        if got < 0 && errno == EINTR { continue }
        if got <= 0 { break }
        filled += got
      }
    }
    return bytes.count == count ? bytes : nil
  }
}

extension FileIdentity {
  fileprivate init(_ status: stat) {
    self.init(
      device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int64(status.st_size),
      modified: nanoseconds(status.st_mtim), changed: nanoseconds(status.st_ctim))
  }
}

/// Wraps where it overflows (the year 2262): it is compared, and only `HTTPDate` reads it as a time.
private func nanoseconds(_ time: timespec) -> Int64 {
  Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
}
