internal import Glibc

/// Whole files of a known small size.
package enum SmallFile {
  /// The file's bytes. A file larger than the bound is refused with `EFBIG`.
  package static func read(_ path: String, atMost limit: Int) throws(SystemFailure) -> [UInt8] {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)
    if number < 0 { throw SystemFailure("open", path) }
    return try read(Descriptor(owning: number), named: path, atMost: limit)
  }

  /// The rest of an open file's bytes. More than the bound is refused with `EFBIG`.
  package static func read(
    _ file: borrowing Descriptor, named path: String, atMost limit: Int
  ) throws(SystemFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: min(limit + 1, 16_384))
    while true {
      let count = unsafe chunk.withUnsafeMutableBytes {
        unsafe Glibc.read(file.number, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw SystemFailure("read", path)
      }
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw SystemFailure("read", path, code: EFBIG) }
      bytes.append(contentsOf: chunk[..<count])
    }
  }
}
