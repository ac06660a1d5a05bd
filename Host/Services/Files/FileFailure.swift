internal import HostOperations
internal import Glibc

/// Why a call of a plugin's files failed. Nothing was done, except perhaps with ``Kind/unknown``.
package struct FileFailure: Error, Sendable, Equatable, CustomStringConvertible {
  /// What sort of failure.
  package enum Kind: Sendable {
    /// There is no such file, or there is one already.
    case conflict
    /// The quota is full, or what is there is no regular file, or closed to the host.
    case denied
    /// It is no name, or out of bounds.
    case invalid
    /// The disk is full or fails.
    case unavailable
    /// The disk failed when it may have been done.
    case unknown
  }

  /// What sort of failure.
  package let kind: Kind
  /// What, where, why and a hint, for people.
  package let description: String

  /// Makes a failure.
  package init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  static func absent(_ name: FileName) -> FileFailure {
    FileFailure(.conflict, "the file \(name.quoted) — there is none")
  }

  static func exists(_ name: FileName) -> FileFailure {
    FileFailure(.conflict, "the file \(name.quoted) — there is one already")
  }

  static func notRegular(_ name: FileName) -> FileFailure {
    FileFailure(
      .denied,
      """
      the file \(name.quoted) — it is no regular file, or a link or a file is on its way — hint: remove what is there \
      by ordinary calls, or choose another name
      """)
  }

  /// The quota of some bytes, or files, would be exceeded.
  static func quota(_ name: FileName, _ limits: FileLimits, _ usage: FileUsage) -> FileFailure {
    FileFailure(
      .denied,
      """
      the file \(name.quoted) — the quota is full: \(usage.bytes) of \(limits.bytes.map { "\($0)" } ?? "any") bytes, \
      \(usage.files) of \(limits.files) files and folders — hint: remove some, or raise files.quota_mb or \
      files.max_files
      """)
  }

  /// A system call on a file failed.
  static func system(_ name: FileName, _ call: String, _ code: Int32 = errno) -> FileFailure {
    switch code {
    case ENOENT: return .absent(name)
    case EEXIST: return .exists(name)
    case ELOOP, ENOTDIR, EISDIR, EXDEV, ENXIO, EOPNOTSUPP, ENODEV: return .notRegular(name)
    default:
      let why = SystemFailure.reason(code)
      let kind: Kind = code == EACCES || code == EPERM ? .denied : .unavailable
      return FileFailure(kind, "the file \(name.quoted) — \(call): \(why)")
    }
  }
}
