import NIOCore

/// Tells the connection that bytes have come, before the decoder has made anything of them: the
/// time for a head runs from its first byte.
final class ReadWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let connection: HTTPConnection

  init(_ connection: HTTPConnection) { self.connection = connection }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    connection.bytesArrived(unwrapInboundIn(data))
    context.fireChannelRead(data)
  }
}
