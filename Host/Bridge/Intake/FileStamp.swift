internal import Glibc

/// What tells one state of a file from another without reading it.
package struct FileStamp: Sendable, Hashable {
  /// The file system and the file in it.
  package let device: UInt64
  /// The file's number in its file system.
  package let inode: UInt64
  /// Bytes.
  package let size: Int
  /// When the contents changed last, in nanoseconds since 1970-01-01.
  package let modified: Int64
  /// When contents or attributes changed last, in nanoseconds since 1970-01-01; nobody can set it back.
  package let changed: Int64

  init(_ status: stat) {
    device = UInt64(status.st_dev)
    inode = UInt64(status.st_ino)
    size = Int(status.st_size)
    modified = Self.nanoseconds(status.st_mtim)
    changed = Self.nanoseconds(status.st_ctim)
  }

  /// How long ago the file changed; negative when its clock is ahead of this machine's.
  var age: Duration {
    var now = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &now)
    return .nanoseconds(Self.nanoseconds(now) - changed)
  }

  private static func nanoseconds(_ time: timespec) -> Int64 {
    Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }
}
