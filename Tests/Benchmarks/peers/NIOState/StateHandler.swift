import CUpdate
import NIOCore
import NIOHTTP1

/// Takes updates: looks at the token, parses, reads what is kept for the chat, writes it anew, and answers 200 with
/// nothing once that is written. GET /bench-state/count/CHAT says how many there were.
final class StateHandler: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  typealias OutboundOut = HTTPServerResponsePart

  private let redis: RedisChannel
  private let path: String
  private let secret: [UInt8]
  private var head: HTTPRequestHead?
  private var body = ByteBuffer()

  init(_ redis: RedisChannel, path: String, secret: String) {
    self.redis = redis
    self.path = path
    self.secret = Array(secret.utf8)
  }

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    switch unwrapInboundIn(data) {
    case .head(let head):
      self.head = head
      body = ByteBuffer()
    case .body(var part):
      if body.readableBytes == 0 { body = part } else { body.writeBuffer(&part) }
    case .end:
      if let head { handle(head, context) }
    }
  }

  private func handle(_ head: HTTPRequestHead, _ context: ChannelHandlerContext) {
    if head.method == .POST, head.uri == path {
      guard isRight(head.headers.first(name: "X-Telegram-Bot-Api-Secret-Token")) else {
        return answer(context, .forbidden)
      }
      guard let update = parsed() else { return answer(context, .badRequest) }
      let key = "chat:\(update.chat_id)"
      redis.get(key) { [redis] kept in
        let count = kept.map(Self.count) ?? 0
        redis.set(key, "{\"count\": \(count + 1), \"last\": \(update.update_id)}") { _ in
          self.answer(context, .ok)
        }
      }
    } else if let slash = head.uri.lastIndex(of: "/"), head.uri.hasPrefix("/bench-state/count/") {
      redis.get("chat:\(head.uri[head.uri.index(after: slash)...])") { kept in
        self.answer(context, .ok, "\(kept.map(Self.count) ?? 0)")
      }
    } else {
      answer(context, .notFound)
    }
  }

  /// In a time that does not tell how much of it is right.
  private func isRight(_ given: String?) -> Bool {
    guard let given, given.utf8.count == secret.count else { return false }
    return zip(given.utf8, secret).reduce(UInt8(0)) { $0 | ($1.0 ^ $1.1) } == 0
  }

  private func parsed() -> cupdate? {
    let size = body.readableBytes
    body.reserveCapacity(minimumWritableBytes: 64)
    var update = cupdate()
    let isOne = unsafe body.withVeryUnsafeBytes { bytes in
      let start = unsafe bytes.baseAddress! + body.readerIndex
      return unsafe cupdate_parse(start, size, bytes.count - body.readerIndex, &update)
    }
    return isOne == 1 ? update : nil
  }

  /// The number behind `{"count": `.
  private static func count(_ value: ByteBuffer) -> Int {
    value.readableBytesView.dropFirst(10).prefix { $0 >= 48 && $0 <= 57 }
      .reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  private func answer(_ context: ChannelHandlerContext, _ status: HTTPResponseStatus, _ text: String = "") {
    let headers: HTTPHeaders = ["content-length": "\(text.utf8.count)"]
    let head = HTTPResponseHead(version: .http1_1, status: status, headers: headers)
    context.write(wrapOutboundOut(.head(head)), promise: nil)
    if !text.isEmpty {
      context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(string: text)))), promise: nil)
    }
    context.writeAndFlush(wrapOutboundOut(.end(nil)), promise: nil)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    context.close(promise: nil)
  }
}
