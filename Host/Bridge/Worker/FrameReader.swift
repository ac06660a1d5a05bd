import HostFrames
import NIOCore

/// Cuts what a socket brings into frames.
final class FrameReader: ChannelInboundHandler, @unchecked Sendable {
  typealias InboundIn = ByteBuffer
  private let owner: WorkerChannel
  private let largest: Int
  /// The beginning of a frame that has not arrived whole.
  private var rest = ByteBuffer()

  init(_ owner: WorkerChannel, largest: Int) {
    self.owner = owner
    self.largest = largest
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    var buffer = unwrapInboundIn(data)
    if rest.readableBytes > 0 {
      rest.writeBuffer(&buffer)
      (buffer, rest) = (rest, ByteBuffer())
    }
    do throws(FrameError) {
      let read = try frames(buffer)
      buffer.moveReaderIndex(forwardBy: read)
      guard buffer.readableBytes > 0 else { return }
      // Or what was read would stay in memory for as long as frames arrive in pieces.
      buffer.discardReadBytes()
      rest = buffer
    } catch {
      owner.end(error)
    }
  }

  private func frames(_ buffer: ByteBuffer) throws(FrameError) -> Int {
    let result: Result<Int, FrameError> = unsafe buffer.withUnsafeReadableBytes { bytes in
      var offset = 0
      do throws(FrameError) {
        while let frame = unsafe try Frame(
          UnsafeRawBufferPointer(rebasing: bytes[offset...]), largest: largest)
        {
          try owner.received(frame)
          offset += frame.stride
        }
      } catch {
        return .failure(error)
      }
      return .success(offset)
    }
    return try result.get()
  }

  func channelInactive(context: ChannelHandlerContext) { owner.end(nil) }

  func errorCaught(context: ChannelHandlerContext, error: any Error) { owner.end(nil) }
}
