package import NIOCore

extension ByteBuffer {
  /// `withUnsafeReadableBytes` for bodies with typed errors and results that cannot be copied.
  package func withUnsafeReadableBytesTyped<R: ~Copyable, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    // The buffer is kept alive by `self` until the body has returned.
    let bytes = unsafe withUnsafeReadableBytes { unsafe $0 }
    defer { withExtendedLifetime(self) {} }
    return try unsafe body(bytes)
  }
}
