internal import Glibc
internal import HostOperations

extension FolderWork {
  /// Up to so many bytes of a file from an offset on.
  func read(_ name: FileName, _ offset: Int64, _ length: Int) throws(FileFailure) -> FileAnswer {
    let number = folder.open(name.text, O_RDONLY)
    guard number >= 0 else { throw .system(name, "open") }
    let file = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .system(name, "stat") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(name) }
    let size = Int64(status.st_size)
    let wanted = Int(max(0, min(Int64(length), size - offset)))
    var bytes = [UInt8](repeating: 0, count: wanted)
    var got = 0
    while got < wanted {
      let count = unsafe bytes.withUnsafeMutableBytes {
        unsafe pread(file.number, $0.baseAddress! + got, wanted - got, off_t(offset) + off_t(got))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .system(name, "read") }
      // The plugin has cut it meanwhile.
      if count == 0 { break }
      got += count
    }
    bytes.removeLast(wanted - got)
    return .part(bytes, size: size, tag: Self.tag(status))
  }

  /// A file, open to be sent.
  func open(_ name: FileName) throws(FileFailure) -> OpenedUpload {
    let number = folder.open(name.text, O_RDONLY)
    guard number >= 0 else { throw .system(name, "open") }
    let file = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0 else { throw .system(name, "stat") }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .notRegular(name) }
    return OpenedUpload(file, size: Int64(status.st_size))
  }

  /// Tells a file from what it was before it was written.
  private static func tag(_ status: stat) -> UInt64 {
    let time =
      UInt64(bitPattern: Int64(status.st_mtim.tv_sec)) &* 1_000_000_000 &+ UInt64(status.st_mtim.tv_nsec)
    return (UInt64(status.st_ino) &* 0x9E37_79B9_7F4A_7C15) ^ time ^ (UInt64(status.st_size) << 40)
  }
}
