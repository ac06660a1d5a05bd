import Glibc

/// Reads files that somebody put there.
enum BinaryFile {
  /// Why a file cannot be read.
  struct Failure: Error {
    let reason: String
  }

  /// A regular file's bytes. Not mapped: a mapped file that is cut short kills its reader.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - limit: The most bytes to read.
  ///   - whole: Whether a larger file is an error; otherwise only its beginning is read.
  static func read(_ path: String, limit: Int, whole: Bool = true) throws(Failure) -> [UInt8] {
    // O_NONBLOCK because opening a pipe waits for its other end.
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { throw failure() }
    defer { close(descriptor) }
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw failure() }
    guard status.st_mode & S_IFMT == S_IFREG else { throw Failure(reason: "it is not a regular file") }
    guard !whole || status.st_size <= limit else {
      throw Failure(reason: "it has \(status.st_size) bytes, the most is \(limit)")
    }
    let size = min(Int(status.st_size), limit)
    var code: Int32 = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress! + count, size - count)
        if got < 0 && errno == EINTR { continue }
        if got < 0 { code = errno }
        guard got > 0 else { return }
        count += got
      }
    }
    guard code == 0 else { throw failure(code) }
    return bytes
  }

  private static func failure(_ code: Int32 = errno) -> Failure {
    Failure(reason: unsafe String(cString: strerror(code)))
  }
}
