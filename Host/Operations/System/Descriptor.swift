internal import Glibc

/// An open file, closed with its owner.
package struct Descriptor: ~Copyable, Sendable {
  /// The number, valid as long as the owner lives.
  package let number: Int32

  /// Takes over an open descriptor.
  package init(owning number: Int32) { self.number = number }

  deinit { close(number) }

  /// Reads at most as many bytes as the buffer holds; 0 at the end.
  package func read(into buffer: UnsafeMutableRawBufferPointer) throws(SystemFailure) -> Int {
    while true {
      let count = unsafe Glibc.read(number, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      if errno != EINTR { throw SystemFailure("read", "descriptor \(number)") }
    }
  }

  /// Writes all of it.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(SystemFailure) {
    var rest = unsafe bytes
    while unsafe !rest.isEmpty {
      let count = unsafe Glibc.write(number, rest.baseAddress, rest.count)
      if count >= 0 {
        unsafe rest = UnsafeRawBufferPointer(rebasing: rest[count...])
      } else if errno != EINTR {
        throw SystemFailure("write", "descriptor \(number)")
      }
    }
  }
}
