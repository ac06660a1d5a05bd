import Glibc

/// Reading and writing whole files, without Foundation.
enum File {
  /// A file's bytes, at most the limit.
  static func read(_ path: String, limit: Int) throws(ToolError) -> [UInt8] {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw failure("cannot be opened", path) }
    defer { close(descriptor) }
    guard let bytes = readAll(descriptor, limit: limit) else { throw failure("cannot be read", path) }
    guard bytes.count <= limit else {
      throw ToolError(["\(path):1: error: more than \(limit) bytes — shorten it"])
    }
    return bytes
  }

  /// Everything up to the end, or one byte more than the limit; nil when reading fails.
  static func readAll(_ descriptor: Int32, limit: Int) -> [UInt8]? {
    var bytes: [UInt8] = []
    while bytes.count <= limit {
      let room = min(65_536, limit + 1 - bytes.count)
      var failed = false
      let piece = unsafe [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress, room)
        failed = got < 0
        count = max(got, 0)
      }
      if failed && errno == EINTR { continue }
      if failed { return nil }
      if piece.isEmpty { break }
      bytes += piece
    }
    return bytes
  }

  /// Writes a text file; see the other one.
  static func write(_ text: String, to path: String) throws(ToolError) {
    try write(Array(text.utf8), to: path)
  }

  /// Replaces a file.
  static func write(_ bytes: [UInt8], to path: String) throws(ToolError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure("cannot be created", path) }
    let written = writeAll(bytes, to: descriptor)
    guard close(descriptor) == 0, written else { throw failure("cannot be written", path) }
  }

  /// Prints to standard error.
  static func standardError(_ text: String) { _ = writeAll(Array(text.utf8), to: 2) }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = unsafe rest.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  private static func failure(_ what: String, _ path: String) -> ToolError {
    let reason = unsafe String(cString: strerror(errno))
    return ToolError(["\(path):1: error: \(what): \(reason)"])
  }
}
