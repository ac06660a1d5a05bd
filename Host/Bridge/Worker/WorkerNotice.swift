import CWorkerSystem
import Glibc

/// What a worker's call asks for, as its filter told. All of it is the worker's word, and may have changed
/// when the call goes on.
struct WorkerNotice {
  /// A path as the worker names it, absolute and without dots.
  struct Path: Equatable {
    let named: String
    /// Where it leads when links are followed; nil when that is not known.
    let real: String?

    /// For people: what it is named, and where that leads when it is elsewhere.
    var description: String { real.map { $0 == named ? named : "\(named), which is \($0)" } ?? named }
  }

  /// The calls that make, remove, rename and link.
  static let changes: Set<String> = [
    "mkdir", "mkdirat", "rmdir", "unlink", "unlinkat", "rename", "renameat", "renameat2", "link", "linkat",
  ]

  /// The system call's name.
  let call: String
  let arguments: (UInt64, UInt64, UInt64, UInt64, UInt64, UInt64)
  /// nil when the call has none, or it could not be read.
  let path: Path?
  /// Of rename and link: the new name.
  let other: Path?
  /// Where to a socket was to be connected or bound.
  let address: String?

  /// The flags of an open.
  var openFlags: Int32 {
    switch call {
    case "creat": O_WRONLY | O_CREAT | O_TRUNC
    case "open": Int32(truncatingIfNeeded: arguments.1)
    default: Int32(truncatingIfNeeded: arguments.2)
    }
  }
}

extension WorkerNotice {
  /// Reads what the shim has filled in.
  @unsafe init(_ notice: UnsafePointer<notice>) {
    let details = unsafe notice.pointee.details
    func text(_ detail: notice_detail, _ start: UnsafePointer<CChar>) -> String? {
      unsafe details & detail.rawValue != 0 ? String(cString: start) : nil
    }
    func path(_ named: String?, _ real: String?) -> Path? { named.map { Path(named: $0, real: real) } }
    call = unsafe String(cString: notice.pointee.name)
    arguments = unsafe notice.pointee.arguments
    unsafe self.path = path(
      text(NOTICE_HAS_PATH, notice_path(notice)), text(NOTICE_HAS_REAL, notice_real_path(notice)))
    unsafe other = path(
      text(NOTICE_HAS_OTHER, notice_other(notice)), text(NOTICE_HAS_OTHER_REAL, notice_other_real(notice)))
    unsafe address = text(NOTICE_HAS_ADDRESS, notice_address(notice))
  }
}
