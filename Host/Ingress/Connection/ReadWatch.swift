import NIOCore

/// Shows the connection the bytes that come, before and after the decoder has made something of them: the time
/// for a head runs from its first byte.
final class ReadWatch: ChannelInboundHandler {
  typealias InboundIn = ByteBuffer
  private let connection: HTTPConnection

  init(_ connection: HTTPConnection) { self.connection = connection }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    let bytes = unwrapInboundIn(data)
    connection.readBegins(bytes)
    context.fireChannelRead(data)
    connection.readEnds(bytes)
  }
}
