import Glibc

@testable import HostIngress

/// A folder of its own for each test, removed with it.
final class PublicFolder {
  let path: String
  private let base: String
  let files = PublicFiles()

  /// `path` is a folder inside a temporary one, so that there is an outside to escape to.
  init() {
    var template = Array("/tmp/roost-files-XXXXXX".utf8CString)
    base = unsafe template.withUnsafeMutableBufferPointer { buffer in
      guard let start = buffer.baseAddress, let made = unsafe mkdtemp(start) else {
        fatalError("mkdtemp failed: errno \(errno)")
      }
      return unsafe String(cString: made)
    }
    path = base + "/NAME.public"
    succeed(unsafe mkdir(path, 0o755))
    succeed(unsafe chmod(base, 0o755))
  }

  deinit {
    remove(base)
  }

  func at(_ name: String) -> String { path + "/" + name }

  @discardableResult
  func write(_ name: String, _ content: [UInt8]) -> String {
    let file = unsafe open(at(name), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    let written = unsafe content.withUnsafeBytes { unsafe Glibc.write(file, $0.baseAddress, $0.count) }
    precondition(written == content.count, "write \(name): errno \(errno)")
    succeed(close(file))
    return at(name)
  }

  @discardableResult
  func write(_ name: String, _ content: String) -> String { write(name, Array(content.utf8)) }

  func makeFolder(_ name: String) { succeed(unsafe mkdir(at(name), 0o755)) }

  func makePipe(_ name: String) { succeed(unsafe mkfifo(at(name), 0o644)) }

  func link(_ name: String, to target: String) { succeed(unsafe symlink(target, at(name))) }

  func move(_ name: String, to other: String) { succeed(unsafe rename(at(name), at(other))) }

  func delete(_ name: String) { succeed(unsafe unlink(at(name))) }

  func setMode(_ name: String, _ mode: mode_t) { succeed(unsafe chmod(at(name), mode)) }

  func setSize(_ name: String, _ size: Int64) { succeed(unsafe truncate(at(name), Int(size))) }

  /// Sets the time of modification, in seconds since 1970.
  func setTime(_ name: String, _ seconds: Int) {
    let times = [timespec(tv_sec: seconds, tv_nsec: 0), timespec(tv_sec: seconds, tv_nsec: 0)]
    succeed(
      unsafe times.withUnsafeBufferPointer { unsafe utimensat(AT_FDCWD, at(name), $0.baseAddress, 0) })
  }

  func get(
    _ path: String, _ method: FileRequest.Method = .get, ifMatch: String? = nil,
    ifUnmodifiedSince: String? = nil, ifNoneMatch: String? = nil, ifModifiedSince: String? = nil,
    ifRange: String? = nil, range: String? = nil, acceptEncoding: String? = nil
  ) -> FileAnswer {
    files.answer(
      folder: self.path, path: path,
      request: FileRequest(
        method: method, ifMatch: ifMatch, ifUnmodifiedSince: ifUnmodifiedSince, ifNoneMatch: ifNoneMatch,
        ifModifiedSince: ifModifiedSince, ifRange: ifRange, range: range, acceptEncoding: acceptEncoding))
  }

  private func succeed(_ result: Int32) {
    precondition(result == 0, "errno \(errno)")
  }

  private func remove(_ path: String) {
    if unsafe unlink(path) == 0 { return }
    _ = unsafe chmod(path, 0o700)
    if let folder = unsafe opendir(path) {
      while let entry = unsafe readdir(folder) {
        let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { name in
          unsafe name.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
        }
        if name != "." && name != ".." { remove(path + "/" + name) }
      }
      unsafe closedir(folder)
    }
    _ = unsafe rmdir(path)
  }
}

extension FileAnswer {
  /// A header field's value.
  subscript(name: String) -> String? {
    headers.first { $0.0.lowercased() == name.lowercased() }?.1
  }

  /// The content as a client would receive it.
  var content: [UInt8] {
    switch body {
    case .empty: []
    case .bytes(let bytes): bytes
    case .file(let file, let offset, let length): file.read(offset: offset, count: Int(length)) ?? []
    }
  }

  var text: String { String(decoding: content, as: UTF8.self) }
}
