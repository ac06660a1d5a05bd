internal import Glibc
package import HostOperations

/// A file of a plugin's, open to be sent: what it had when it was opened counts, as far as it is still there.
package final class OpenedUpload: Sendable, Equatable {
  private let file: Descriptor
  /// How many bytes it has.
  package let size: Int64

  init(_ file: consuming Descriptor, size: Int64) {
    self.file = file
    self.size = size
  }

  /// Opens a file by its path, for whoever may open any.
  package convenience init(path: String) throws(SystemFailure) {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard number >= 0 else { throw SystemFailure("open", path) }
    let file = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw SystemFailure("stat", path)
    }
    self.init(file, size: Int64(status.st_size))
  }

  /// An open file is the same as itself alone.
  package static func == (left: OpenedUpload, right: OpenedUpload) -> Bool { left === right }

  /// Reads from an offset on: how many bytes; nil when they are gone or cannot be read.
  package func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    while true {
      let count = unsafe pread(file.number, buffer.baseAddress, buffer.count, off_t(offset))
      if unsafe count > 0 || count == 0 && buffer.isEmpty { return count }
      if count < 0, errno == EINTR { continue }
      return nil
    }
  }
}
