internal import Glibc
internal import HostOperations

/// Why a dump cannot be read.
struct RDBFailure: Error, CustomStringConvertible {
  /// What is wrong, and where.
  let description: String

  init(_ description: String) { self.description = description }
}

/// The bytes of a dump's file, from the first to the last, through a buffer; they are summed up on the way.
final class RDBSource {
  private let file: Descriptor
  private var buffer = [UInt8](repeating: 0, count: 256 << 10)
  /// The next byte, the first behind what was read, and the first that is not in the sum.
  private var (next, end, unsummed) = (0, 0, 0)
  /// Where the buffer begins in the file.
  private var start: UInt64 = 0
  private var crc = CRC64()
  private var hasher: SHA256Hasher? = SHA256Hasher()

  /// Opens a file.
  init(_ path: String) throws(RDBFailure) {
    let number = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard number >= 0 else { throw RDBFailure("\(SystemFailure("open", path))") }
    file = Descriptor(owning: number)
    var status = stat()
    guard unsafe fstat(number, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw RDBFailure("\(path) is no regular file")
    }
  }

  /// How many bytes were taken.
  var position: UInt64 { start + UInt64(next) }

  /// Reads more; false at the end of the file.
  private func refill() throws(RDBFailure) -> Bool {
    sum()
    start += UInt64(end)
    (next, end, unsummed) = (0, 0, 0)
    do throws(SystemFailure) {
      end = try fill()
    } catch { throw RDBFailure("it cannot be read: \(error)") }
    return end > 0
  }

  private func fill() throws(SystemFailure) -> Int {
    var result: Result<Int, SystemFailure> = .success(0)
    unsafe buffer.withUnsafeMutableBytes { bytes in
      do throws(SystemFailure) {
        let count = try unsafe file.read(into: bytes)
        unsafe hasher?.update(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
        result = .success(count)
      } catch { result = .failure(error) }
    }
    return try result.get()
  }

  private func sum() {
    unsafe buffer.withUnsafeBytes { bytes in
      unsafe crc.update(UnsafeRawBufferPointer(rebasing: bytes[unsummed..<next]))
    }
    unsummed = next
  }

  /// The next byte.
  func byte() throws(RDBFailure) -> UInt8 {
    if next == end, try !refill() { throw truncated }
    defer { next += 1 }
    return buffer[next]
  }

  /// The next bytes.
  func read(_ count: Int) throws(RDBFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    // Not all at once: a length may be wrong.
    bytes.reserveCapacity(min(count, buffer.count))
    while bytes.count < count {
      if next == end, try !refill() { throw truncated }
      let part = min(count - bytes.count, end - next)
      bytes += buffer[next..<next + part]
      next += part
    }
    return bytes
  }

  /// Passes bytes by.
  func skip(_ count: UInt64) throws(RDBFailure) {
    var left = count
    while left > 0 {
      if next == end, try !refill() { throw truncated }
      let part = Int(min(left, UInt64(end - next)))
      next += part
      left -= UInt64(part)
    }
  }

  /// A number of so many bytes, the lowest first.
  func number(_ count: Int) throws(RDBFailure) -> UInt64 {
    var number: UInt64 = 0
    for place in 0..<count { number |= try UInt64(byte()) << UInt64(8 * place) }
    return number
  }

  /// The sum of everything that was taken.
  var checksum: UInt64 {
    sum()
    return crc.value
  }

  /// How much there was, and its digest: nothing may follow.
  func finish() throws(RDBFailure) -> (bytes: UInt64, digest: SHA256Digest) {
    let size = position
    guard next == end, try !refill(), let digest = hasher.take()?.finish() else {
      throw RDBFailure("it goes on behind its end, at byte \(size)")
    }
    return (size, digest)
  }

  private var truncated: RDBFailure { RDBFailure("it is cut off at byte \(position)") }
}
