import CRoost
@testable import HostIngress
import HostFakes
import NIOCore
import NIOEmbedded
import NIOHTTP1

/// One input: the first byte decides how the rest, a client's bytes, is cut into reads, and how the plugin
/// answers. Whatever comes, what goes out must be HTTP, and no request may be answered twice.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard size > 0 else { return 0 }
  let bytes = unsafe Array(UnsafeBufferPointer(start: data, count: size))
  checkEncoder(bytes)
  converse(Array(bytes.dropFirst()), seed: bytes[0])
  return 0
}

private let host = FuzzHost()

/// Sends the bytes through a whole connection and looks at what comes back.
private func converse(_ bytes: [UInt8], seed: UInt8) {
  var dice = Dice(seed: seed)
  let channel = EmbeddedChannel(loop: host.loop)
  channel.connect(to: host.address, promise: nil)
  let watch = RequestWatch()
  do {
    try host.server.configure(channel, LoopState(loop: host.loop, index: 0), .plugins, nil)
    let connection = try channel.pipeline.syncOperations.handler(type: HTTPConnection.self)
    try channel.pipeline.syncOperations.addHandler(watch, position: .before(connection))
  } catch {
    fatalError("\(error)")
  }

  var rest = bytes[...]
  while !rest.isEmpty, channel.isActive {
    let piece = rest.prefix(dice.roll(2) == 0 ? rest.count : 1 + dice.roll(16))
    rest = rest.dropFirst(piece.count)
    // An error means that the connection has ended; what was sent before still counts.
    _ = try? channel.writeInbound(ByteBuffer(bytes: piece))
    if dice.roll(4) == 0 { host.plugin.settle() }
    host.loop.run()
  }
  while host.plugin.settle() { host.loop.run() }
  host.loop.run()

  var output: [UInt8] = []
  while let buffer = try? channel.readOutbound(as: ByteBuffer.self) { output += buffer.readableBytesView }
  let isHead = watch.isHead
  do {
    let answers = try WireAnswer.all(output, isClosed: true) { $0 < isHead.count && isHead[$0] }
    let finals = answers.count { $0.status >= 200 }
    precondition(
      finals <= isHead.count + (watch.failed ? 1 : 0), "\(finals) answers to \(isHead.count) requests")
    precondition(answers.dropLast().allSatisfy(\.isWhole), "an answer follows one that was broken off")
    precondition(answers.allSatisfy { $0.status < 200 || $0["x-request-id"].count == 1 })
  } catch {
    fatalError("the output is no HTTP: \(error): \(String(decoding: output, as: UTF8.self))")
  }
  _ = try? channel.finish(acceptAlreadyClosed: true)
  host.loop.run()
  while host.plugin.settle() { host.loop.run() }
  precondition(host.plugin.isIdle, "an event was left behind")
}

/// Notes the requests that the decoder found.
private final class RequestWatch: ChannelInboundHandler {
  typealias InboundIn = HTTPServerRequestPart
  /// For each request whether it is HEAD.
  var isHead: [Bool] = []
  var failed = false

  func channelRead(context: ChannelHandlerContext, data: NIOAny) {
    if case .head(let head) = unwrapInboundIn(data) { isHead.append(head.method == .HEAD) }
    context.fireChannelRead(data)
  }

  func errorCaught(context: ChannelHandlerContext, error: any Error) {
    failed = true
    context.fireErrorCaught(error)
  }
}

/// A small reproducible generator (xorshift).
struct Dice {
  private var state: UInt32

  init(seed: UInt8) { state = UInt32(seed) &* 2_654_435_761 | 1 }

  mutating func roll(_ sides: Int) -> Int {
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    return Int(state >> 8) % sides
  }
}
