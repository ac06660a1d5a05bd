package import FrameLayout

/// A frame where it lies in a buffer, as long as that buffer.
@safe package struct Frame {
  /// Kind and id.
  package let head: frame_head
  /// What follows the head.
  package let payload: UnsafeRawBufferPointer

  /// A cursor over what follows the head.
  package var cursor: FrameCursor { unsafe FrameCursor(payload) }

  /// Bytes from its beginning to the next frame's.
  package var stride: Int { Self.padded(Int(head.size)) }

  /// The frame at the beginning of bytes; nil when it has not arrived whole.
  ///
  /// - Parameter largest: most bytes of one.
  /// - Throws: ``FrameError`` when it can never become one.
  package init?(
    _ bytes: UnsafeRawBufferPointer, largest: Int = Int(FRAME_SIZE_MAX)
  ) throws(FrameError) {
    guard bytes.count >= MemoryLayout<frame_head>.size else { return nil }
    let head = unsafe bytes.loadUnaligned(as: frame_head.self)
    guard head.size >= MemoryLayout<frame_head>.size, head.size <= largest else {
      throw FrameError("a frame of \(head.size) bytes")
    }
    guard bytes.count >= Self.padded(Int(head.size)) else { return nil }
    self.head = head
    unsafe payload = UnsafeRawBufferPointer(
      rebasing: bytes[MemoryLayout<frame_head>.size..<Int(head.size)])
  }

  /// A size with what pads it.
  package static func padded(_ size: Int) -> Int { (size + 7) & ~7 }
}

/// Bytes that are no frame, or a frame that breaks the rules of `frames.h`.
package struct FrameError: Error, Sendable, CustomStringConvertible {
  /// What is wrong.
  package let description: String

  /// Says what is wrong.
  package init(_ description: String) { self.description = description }
}
