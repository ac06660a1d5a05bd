@testable import HostIngress
import NIOCore
import NIOEmbedded
import NIOHTTP1

private let host = try! FuzzHost()

/// Any bytes, in any pieces, through a whole connection: it must not trap, must answer in HTTP, and
/// must never answer more often than it was asked. The first byte says how the rest is cut.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHTTP(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard count > 1, count < 32 << 10 else { return 0 }
  let bytes = unsafe UnsafeRawBufferPointer(start: start, count: count)
  let step = unsafe max(1, Int(bytes[0]))
  let connection = HTTPConnection(server: host.server, state: host.state, service: .plugins, isTLS: false)
  let channel = EmbeddedChannel(loop: host.loop)
  let pipeline = channel.pipeline.syncOperations
  try! pipeline.addHandler(ReadWatch(connection))
  try! pipeline.addHandler(ByteToMessageHandler(HTTPRequestDecoder(), maximumBufferSize: 8192))
  try! pipeline.addHandler(connection)
  try! channel.connect(to: SocketAddress(ipAddress: "127.0.0.1", port: 1)).wait()

  var offset = 1
  var asked = 0
  while offset < count, channel.isActive {
    let piece = unsafe UnsafeRawBufferPointer(rebasing: bytes[offset..<min(offset + step, count)])
    asked += unsafe piece.count { $0 == UInt8(ascii: "\n") }
    _ = try? unsafe channel.writeInbound(ByteBuffer(bytes: piece))
    host.loop.run()
    offset += step
  }
  check(channel, atMost: asked + 1)
  _ = try? channel.finish(acceptAlreadyClosed: true)
  host.loop.run()
  return 0
}

/// What has been sent begins with a status line and holds no more answers than were asked for.
private func check(_ channel: EmbeddedChannel, atMost limit: Int) {
  var sent = ByteBuffer()
  while let part = try? channel.readOutbound(as: ByteBuffer.self) { sent.writeImmutableBuffer(part) }
  guard sent.readableBytes > 0 else { return }
  let text = String(buffer: sent)
  precondition(text.hasPrefix("HTTP/1.1 "), "an answer begins with \(text.prefix(20))")
  let answers = text.components("X-Request-Id: ")
  precondition(answers <= limit, "\(answers) answers to at most \(limit) requests")
}

extension String {
  fileprivate func components(_ mark: String) -> Int {
    var rest = self[...]
    var count = 0
    while let range = rest.firstRange(of: mark) {
      count += 1
      rest = rest[range.upperBound...]
    }
    return count
  }
}
