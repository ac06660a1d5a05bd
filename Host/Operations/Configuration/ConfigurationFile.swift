import Glibc

/// Reads the small files that a configuration is made of.
enum ConfigurationFile {
  /// Who besides the owner may read a file of secrets.
  enum Privacy {
    /// Anybody: the file holds no secret.
    case open
    /// Nobody: no permission for group or others.
    case ownerOnly
    /// The group: systemd passes credentials to a service's user by an access list, whose mask shows in the
    /// group's bits, in a folder that is closed to everybody else (systemd.exec(5), LoadCredential=).
    case ownerAndGroup

    fileprivate var forbidden: mode_t {
      switch self {
      case .open: 0
      case .ownerOnly: 0o077
      case .ownerAndGroup: 0o007
      }
    }
  }

  /// A file's bytes and permissions.
  struct Content {
    var bytes: [UInt8]
    var isPrivate: Bool
  }

  /// Reads a whole regular file, of at most `limit` bytes.
  static func read(_ path: String, limit: Int, privacy: Privacy = .open) -> Result<Content, Reason> {
    // Without O_NONBLOCK, opening a named pipe would wait for its writer.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return .failure(failure(path, errno)) }
    defer { _ = close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { return .failure(failure(path, errno)) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      return .failure(Reason(Problem.quote(path) + " is not a regular file"))
    }
    guard status.st_mode & privacy.forbidden == 0 else {
      let mode = String(status.st_mode & 0o7777, radix: 8)
      return .failure(
        Reason(
          "is in \(Problem.quote(path)), which others may read or write (mode 0\(mode))",
          "chmod \(privacy == .ownerOnly ? "600" : "o=") \(path)"))
    }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16384)
    while bytes.count <= limit {
      let count = unsafe buffer.withUnsafeMutableBytes { buffer in
        unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return .failure(failure(path, errno)) }
      guard count > 0 else {
        return .success(Content(bytes: bytes, isPrivate: status.st_mode & 0o077 == 0))
      }
      bytes += buffer[..<count]
    }
    return .failure(Reason(Problem.quote(path) + " is larger than \(limit) bytes"))
  }

  /// Whether something is at that path, readable or not.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return unsafe stat(path, &status) == 0 || errno != ENOENT && errno != ENOTDIR
  }

  /// The process's working folder.
  static func currentFolder() -> String {
    var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
    let found = unsafe buffer.withUnsafeMutableBufferPointer { buffer in
      unsafe getcwd(buffer.baseAddress, buffer.count) != nil
    }
    guard found else { return "/" }
    return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func failure(_ path: String, _ code: Int32) -> Reason {
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    let hint: String? =
      switch code {
      case ENOENT: "create it, or correct the path"
      case EACCES, EPERM: "let the user that runs roost read it"
      default: nil
      }
    return Reason("cannot read \(Problem.quote(path)): \(reason)", hint)
  }
}
