import NIOCore
import NIOHTTP1

/// Answers GET /hello/{anything} with a constant, everything else with 404. Head, body and end are
/// built once a connection and written with one flush, so that what is measured is NIO itself.
final class HelloHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let found: HTTPResponseHead
  private let missing: HTTPResponseHead
  private let body = ByteBuffer(string: "Hello, bench!\n")
  private var matches = false
  private var keepAlive = true

  init() {
    found = HTTPResponseHead(
      version: .http1_1, status: .ok,
      headers: ["content-type": "text/plain", "content-length": "\(body.readableBytes)"])
    missing = HTTPResponseHead(
      version: .http1_1, status: .notFound, headers: ["content-length": "0"])
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      matches = head.method == .GET && head.uri.hasPrefix("/hello/")
      keepAlive = head.isKeepAlive
    case .body:
      break
    case .end:
      answer(context)
    }
  }

  private func answer(_ context: ChannelHandlerContext) {
    context.write(wrapOutboundOut(.head(matches ? found : missing)), promise: nil)
    if matches { context.write(wrapOutboundOut(.body(.byteBuffer(body))), promise: nil) }
    if keepAlive {
      context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
    } else {
      let channel = context.channel
      context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
        channel.close(promise: nil)
      }
    }
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
