import Glibc

/// Why a public file is not served; the raw value is the status that says so.
enum FileRefusal: Int, Error {
  /// Nothing public has that name. Also said of what exists but is hidden, linked or no regular file, so that
  /// the answer tells nothing of it.
  case missing = 404
  /// The host may not read it: told apart from `missing`, because the operator's remedy is another.
  case forbidden = 403
  /// The process or the machine is out of descriptors or memory; it may pass.
  case busy = 503
  /// The disk failed.
  case failed = 500

  /// The refusal for an errno of open or fstat.
  init(errno code: Int32) {
    self =
      switch code {
      case ENOENT, ENOTDIR, ELOOP, EXDEV, ENAMETOOLONG, ENXIO, ENODEV, EINVAL: .missing
      case EACCES, EPERM: .forbidden
      case EMFILE, ENFILE, ENOMEM, EAGAIN: .busy
      default: .failed
      }
  }
}
