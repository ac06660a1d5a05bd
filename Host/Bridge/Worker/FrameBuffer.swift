import HostFrames
import NIOCore

/// Frames on their way into a channel.
struct FrameBuffer: FrameOutput {
  private(set) var bytes = ByteBuffer()

  mutating func append(_ size: Int, _ fill: (UnsafeMutableRawPointer) -> Void) {
    unsafe bytes.writeWithUnsafeMutableBytes(minimumWritableBytes: size) {
      unsafe fill($0.baseAddress!)
      return size
    }
  }

  /// The channel may still hold the bytes, so new storage is begun.
  mutating func clear() { bytes = ByteBuffer() }
}
